"""The leg chart as shapes and labels with their places, ready for a template to write as SVG."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from exam.domain.labels import heading
from exam.domain.leg_chart import ChartArea, LegChart
from exam.domain.leg_shapes import AREAS, VIEWS, View, area_path, outline_path, place
from exam.domain.record import SIDES, Side

Anchor = Literal["start", "middle", "end"]

# Both legs of one view are drawn across 200 units, with room for the labels beside them.
PAIR_WIDTH = 200
LABEL_ROOM = 34
LEADER = {"outer": 9, "inner": 3}
VIEW_WIDTH = PAIR_WIDTH + 2 * LABEL_ROOM
HEADINGS: dict[View, str] = {"front": "Front", "behind": "Back"}
# Where each area's label points, and whether it stands on the area or beside the leg. L3 is labelled in front only.
LABELS: dict[View, dict[str, tuple[float, float, Literal["on", "outer", "inner"]]]] = {
    "front": {
        "L2": (0.16, 0.45, "on"),
        "L3": (0.38, 0.45, "on"),
        "L4": (0.565, 0.62, "on"),
        "L5": (0.72, 0.18, "outer"),
        "S1": (0.97, 0.06, "outer"),
    },
    "behind": {
        "L4": (0.85, 0.88, "inner"),
        "L5": (0.40, 0.12, "outer"),
        "S1": (0.93, 0.25, "outer"),
        "S2": (0.31, 0.70, "on"),
    },
}


class Label(NamedTuple):
    """The label of an area: where its text stands, and the point that its leader line touches, if it has one."""

    x: float
    y: float
    anchor: Anchor
    tip: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class DrawnArea:
    """One area of one leg in one view."""

    area: ChartArea
    path: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class DrawnLeg:
    """One leg in one view. `transform` puts it in its place, mirrored where its outer edge is to the right."""

    side: Side
    heading: str
    centre: float
    transform: str
    outline: str
    areas: tuple[DrawnArea, ...]


@dataclass(frozen=True, slots=True)
class DrawnView:
    """Both legs from the front or from behind, in the order in which the viewer sees them."""

    heading: str
    centre: float
    legs: tuple[DrawnLeg, ...]


@dataclass(frozen=True, slots=True)
class LegDrawing:
    """The chart and everything needed to draw it."""

    chart: LegChart
    views: tuple[DrawnView, ...]
    width: int = VIEW_WIDTH * len(VIEWS)


def draw(chart: LegChart) -> LegDrawing:
    """Lay a chart out: front then back, the right leg on the viewer's left in front and reversed behind."""
    return LegDrawing(chart, tuple(_view(chart, view, index * VIEW_WIDTH) for index, view in enumerate(VIEWS)))


def _view(chart: LegChart, view: View, start: int) -> DrawnView:
    seen = SIDES if view == "front" else SIDES[::-1]
    legs = tuple(_leg(chart, view, side, start + LABEL_ROOM, mirrored=side != seen[0]) for side in seen)
    return DrawnView(HEADINGS[view], start + VIEW_WIDTH / 2, legs)


def _leg(chart: LegChart, view: View, side: Side, start: int, *, mirrored: bool) -> DrawnLeg:
    return DrawnLeg(
        side=side,
        heading=heading(side),
        centre=start + PAIR_WIDTH * (0.73 if mirrored else 0.27),
        transform=f"translate({start + PAIR_WIDTH} 0) scale(-1 1)" if mirrored else f"translate({start} 0)",
        outline=outline_path(view),
        areas=tuple(
            DrawnArea(chart.area(root, side), area_path(view, root), _label(view, root, start, mirrored=mirrored))
            for root in AREAS[view]
        ),
    )


def _label(view: View, root: str, start: int, *, mirrored: bool) -> Label | None:
    if root not in LABELS[view]:
        return None
    t, u, where = LABELS[view][root]
    x, y = place(view, t, u)
    if where == "on":
        return Label(round(start + (PAIR_WIDTH - x if mirrored else x), 1), round(y, 1), "middle", None)
    outwards = where == "outer"
    beside = place(view, t, 0)[0] - LEADER[where] if outwards else place(view, t, 1)[0] + LEADER[where]
    if mirrored:
        x, beside = PAIR_WIDTH - x, PAIR_WIDTH - beside
    anchor: Anchor = "end" if outwards != mirrored else "start"
    return Label(round(start + beside, 1), round(y, 1), anchor, (round(start + x, 1), round(y, 1)))
