"""The outlines of the leg chart: one leg from the front and one from behind, drawn once and mirrored.

A point of a leg is (t, u): t runs from hip (0) to toes or heel (1), u across from the outer edge (0) to the
inner (1). Borders between areas are shared, so the areas neither overlap nor leave gaps. The areas lie around the
key sensory points of the spinal injury standard; they are simplified, and published maps disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from math import sqrt
from typing import Literal

View = Literal["front", "behind"]
Pair = tuple[float, float]

VIEWS: tuple[View, View] = ("front", "behind")
STEPS_PER_SPAN = 4
# Points along a whole edge, and across the toes or the heel; more cannot be seen.
EDGE_POINTS = 36
END_POINTS = 44
# t, then x and y of the outer edge, then x and y of the inner edge.
RUNGS: dict[View, tuple[tuple[float, ...], ...]] = {
    "front": (
        (0.00, 15, 0, 89, 52),
        (0.10, 7, 34, 88, 70),
        (0.20, 7, 72, 86, 92),
        (0.32, 13, 116, 80, 124),
        (0.44, 23, 162, 74, 164),
        (0.51, 27, 190, 72, 190),
        (0.57, 27, 214, 69, 214),
        (0.66, 20, 248, 69, 244),
        (0.76, 26, 290, 63, 288),
        (0.85, 35, 326, 58, 326),
        (0.89, 36, 342, 59, 340),
        (0.93, 32, 358, 63, 354),
        (1.00, 22, 384, 67, 382),
    ),
    "behind": (
        (0.00, 14, 0, 97, 6),
        (0.10, 5, 34, 97, 44),
        (0.20, 6, 74, 96, 80),
        (0.27, 10, 102, 88, 104),
        (0.36, 17, 132, 82, 134),
        (0.46, 25, 170, 76, 172),
        (0.53, 28, 196, 73, 198),
        (0.59, 27, 218, 71, 220),
        (0.67, 19, 250, 71, 248),
        (0.77, 27, 294, 63, 290),
        (0.86, 37, 332, 58, 332),
        (0.92, 37, 354, 59, 354),
        (0.97, 36, 374, 60, 374),
        (1.00, 41, 386, 55, 386),
    ),
}
# Where each toe's middle lies across the foot and how wide and long it is, the little toe first.
TOES = ((0.09, 0.09, 5), (0.27, 0.09, 7), (0.45, 0.09, 8), (0.63, 0.09, 9), (0.86, 0.14, 11))
BORDERS: dict[View, dict[str, tuple[Pair, ...]]] = {
    "front": {
        "groin": ((0.06, 0), (0.04, 0.5), (0.03, 1)),
        "L2-L3": ((0.21, 0), (0.24, 0.5), (0.32, 1)),
        "L3-L4": ((0.43, 0), (0.47, 0.45), (0.56, 1)),
        "L4-L5": ((0.49, 0), (0.60, 0.30), (0.75, 0.44), (0.87, 0.60), (0.93, 0.82), (0.955, 1)),
        "L5-S1": ((0.89, 0), (0.94, 0.14), (1, 0.18)),
    },
    "behind": {
        "above L5": ((0.06, 0), (0.05, 0.30)),
        "above S1": ((0.05, 0.30), (0.07, 0.52)),
        "above S2": ((0.07, 0.52), (0.12, 0.78), (0.24, 1)),
        "L5-S1": ((0.05, 0.30), (0.20, 0.36), (0.38, 0.34), (0.55, 0.28), (0.72, 0.28), (0.86, 0.18), (0.93, 0)),
        "S1-S2": ((0.07, 0.52), (0.20, 0.58), (0.36, 0.50), (0.53, 0.38), (0.62, 0.40), (0.69, 0.50)),
        "S2-L3": ((0.24, 1), (0.32, 0.86), (0.45, 0.76), (0.55, 0.68)),
        "S2-L4": ((0.55, 0.68), (0.62, 0.62), (0.69, 0.50)),
        "L3-L4": ((0.54, 1), (0.55, 0.68)),
        "S1-L4": ((0.69, 0.50), (0.78, 0.58), (0.87, 0.76), (0.93, 1)),
    },
}
# Each area as the borders around it; "-" runs a border backwards, a pair of numbers runs along an edge.
AREAS: dict[View, dict[str, tuple[str | tuple[str, float, float], ...]]] = {
    "front": {
        "L2": ("groin", ("inner", 0.03, 0.32), "-L2-L3", ("outer", 0.21, 0.06)),
        "L3": ("L2-L3", ("inner", 0.32, 0.56), "-L3-L4", ("outer", 0.43, 0.21)),
        "L4": ("L3-L4", ("inner", 0.56, 0.955), "-L4-L5", ("outer", 0.49, 0.43)),
        "L5": ("L4-L5", ("inner", 0.955, 1), ("end", 1, 0.18), "-L5-S1", ("outer", 0.89, 0.49)),
        "S1": ("L5-S1", ("end", 0.18, 0), ("outer", 1, 0.89)),
    },
    "behind": {
        "L3": ("S2-L3", "-L3-L4", ("inner", 0.54, 0.24)),
        "L4": ("L3-L4", "S2-L4", "S1-L4", ("inner", 0.93, 0.54)),
        "L5": ("above L5", "L5-S1", ("outer", 0.93, 0.06)),
        "S1": ("above S1", "S1-S2", "S1-L4", ("inner", 0.93, 1), ("end", 1, 0), ("outer", 1, 0.93), "-L5-S1"),
        "S2": ("above S2", "S2-L3", "S2-L4", "-S1-S2"),
    },
}


@cache
def area_path(view: View, root: str) -> str:
    """The path of one area on the leg whose outer edge is to the viewer's left, as SVG has it."""
    return _path(point for part in AREAS[view][root] for point in _part(view, part))


@cache
def outline_path(view: View) -> str:
    """The path of the whole leg."""
    parts = (("outer", 1.0, 0.0), ("inner", 0.0, 1.0), ("end", 1.0, 0.0))
    return _path(point for part in parts for point in _part(view, part))


def place(view: View, t: float, u: float) -> Pair:
    """Where the point (t, u) of a leg lies in the drawing."""
    outer_x, outer_y, inner_x, inner_y = _rung(view, t)
    return outer_x + (inner_x - outer_x) * u, outer_y + (inner_y - outer_y) * u


def _part(view: View, part: str | tuple[str, float, float]) -> list[Pair]:
    if isinstance(part, str):
        backwards = part.startswith("-")
        points = [place(view, t, u) for t, u in _smooth(BORDERS[view][part.removeprefix("-")])]
        return points[::-1] if backwards else points
    edge, start, end = part
    if edge == "end":
        return [_toe(view, u) for u in _between(start, end, END_POINTS)]
    return [place(view, t, 0 if edge == "outer" else 1) for t in _between(start, end, EDGE_POINTS)]


def _toe(view: View, u: float) -> Pair:
    """A point of the lower end; from the front the toes stand out of it, behind the heel is round."""
    x, y = place(view, 1, u)
    if view == "behind":
        return x, y + 5 * sqrt(max(0.0, 1 - (2 * u - 1) ** 2))
    reach = (long * sqrt(max(0.0, 1 - ((u - middle) / half) ** 2)) for middle, half, long in TOES)
    return x, y + max(reach)


def _rung(view: View, t: float) -> tuple[float, ...]:
    rungs = RUNGS[view]
    after = next((index for index, rung in enumerate(rungs) if rung[0] >= t), len(rungs) - 1)
    after = max(after, 1)
    four = [rungs[min(max(index, 0), len(rungs) - 1)][1:] for index in range(after - 2, after + 2)]
    share = (t - rungs[after - 1][0]) / (rungs[after][0] - rungs[after - 1][0])
    return tuple(_spline(column, share) for column in zip(*four, strict=True))


def _smooth(points: Sequence[Pair]) -> list[Pair]:
    """A curve through the points."""
    last = len(points) - 1
    curve = []
    for start in range(last):
        four = [points[min(max(index, 0), last)] for index in range(start - 1, start + 3)]
        for step in range(STEPS_PER_SPAN):
            t, u = (_spline(column, step / STEPS_PER_SPAN) for column in zip(*four, strict=True))
            curve.append((t, u))
    return [*curve, points[last]]


def _spline(values: Sequence[float], share: float) -> float:
    """Catmull and Rom's curve between the second and third of four values."""
    a, b, c, d = values
    bend = 2 * a - 5 * b + 4 * c - d + share * (3 * b - a - 3 * c + d)
    return b + share * (c - a + share * bend) / 2


def _between(start: float, end: float, points: int) -> list[float]:
    steps = max(1, round(abs(end - start) * points))
    return [start + (end - start) * step / steps for step in range(steps + 1)]


def _path(points: Iterable[Pair]) -> str:
    rounded = dict.fromkeys((round(x, 1), round(y, 1)) for x, y in points)
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in rounded) + "Z"
