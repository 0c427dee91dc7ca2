"""The reliability curve as a drawing: where each line and point of it is, in the units of the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exam.domain.audit.rates import Step
from exam.domain.language import say

SIZE = 240
"""Of the square from 0 to 100 % on both axes."""

LEFT, TOP = 46, 12
TICKS = (0, 20, 40, 60, 80, 100)


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on both axes, and its percent."""

    percent: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Point:
    """A step of the curve: its point, and the ends of its interval."""

    x: float
    y: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Curve:
    """The square, its ticks, and the points, the lowest figure first; `line` joins them."""

    left: int
    top: int
    right: int
    bottom: int
    ticks: tuple[Tick, ...]
    points: tuple[Point, ...]
    line: str


def draw(steps: Sequence[Step]) -> Curve:
    """The curve of these steps."""
    points = tuple(
        Point(_x(step.stated), _y(step.right.share), _y(step.right.low), _y(step.right.high)) for step in steps
    )
    return Curve(
        left=LEFT,
        top=TOP,
        right=LEFT + SIZE,
        bottom=TOP + SIZE,
        ticks=tuple(Tick(tick, _x(tick / 100), _y(tick / 100)) for tick in TICKS),
        points=points,
        line=" ".join(f"{point.x},{point.y}" for point in points),
    )


def _x(share: float) -> float:
    return round(LEFT + SIZE * share, 1)


def _y(share: float) -> float:
    return round(TOP + SIZE * (1 - share), 1)


def curve_words() -> dict[str, str]:
    """What the axes are, and what the drawing shows to whoever does not see it: its figures are in a table below."""
    return {
        "x": say("The program's figure, in percent"),
        "y": say("Right, in percent"),
        "label": say("How often what ranked first was right, by the program's figure, with 95 % intervals."),
    }
