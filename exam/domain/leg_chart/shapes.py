"""A map of the skin: which areas a view shows, the lines between them, and how far a fingertip may miss them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exam.domain.leg_chart.curves import Bend, Curve, Point
from exam.domain.leg_chart.outline import EDGES, View

# A line from one of its named points to another; the parts of an area join end to end around it.
Part = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: its upper left corner when in the right half of a page, its width and its height."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Area:
    """One area of a map in one view.

    `reach` is space next to the leg where a tap also counts for this area: some are narrower than a fingertip.
    `label` is the position of its name and findings; `tip` the end of the line from a label next to the leg; `mark`
    the position of letters that are not at the label; `key` its key point.
    """

    parts: tuple[Part, ...]
    reach: Box | None = None
    label: Point | None = None
    tip: Point | None = None
    mark: Point | None = None
    key: Point | None = None


@dataclass(frozen=True, slots=True)
class SkinMap:
    """The areas of each view, and the lines that separate them."""

    borders: Mapping[View, Mapping[str, Curve]]
    areas: Mapping[View, Mapping[str, Area]]

    def shape(self, view: View, name: str) -> tuple[Bend, ...]:
        """The closed curve around an area. Neighbours share their border, so they neither overlap nor leave a gap."""
        lines = {**EDGES, **self.borders[view]}
        return tuple(bend for what, start, end in self.areas[view][name].parts for bend in lines[what].cut(start, end))
