"""Curves of the leg chart: smooth lines through points, cut at named points and joined to closed shapes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
# A cubic Bezier curve: its start, its two control points, its end.
Bend = tuple[Point, Point, Point, Point]
# A point of a line, or one with a name at which the line can be cut.
Mark = tuple[float, float] | tuple[str, float, float]


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve of bends; `marks` gives, for each named point, the index of the bend that follows it."""

    bends: tuple[Bend, ...]
    marks: dict[str, int]

    def cut(self, start: str, end: str) -> tuple[Bend, ...]:
        """The bends from one named point to another, backwards where the second comes first."""
        first, last = self.marks[start], self.marks[end]
        return self.bends[first:last] if first <= last else backwards(self.bends[last:first])


def line(*runs: Sequence[Mark]) -> Curve:
    """Smooth runs joined end to end, with a corner where two runs meet."""
    bends: list[Bend] = []
    marks: dict[str, int] = {}
    for run in runs:
        marks.update({str(mark[0]): len(bends) + index for index, mark in enumerate(run) if len(mark) == 3})
        bends += smooth([_place(mark) for mark in run])
    return Curve(tuple(bends), marks)


def smooth(points: Sequence[Point]) -> tuple[Bend, ...]:
    """A Catmull-Rom curve through all points."""
    around = [points[0], *points, points[-1]]
    return tuple(_bend(*around[index : index + 4]) for index in range(len(points) - 1))


def backwards(bends: Sequence[Bend]) -> tuple[Bend, ...]:
    """The same curve, reversed."""
    return tuple((end, two, one, start) for start, one, two, end in reversed(bends))


def straight(bends: Iterable[Bend]) -> tuple[Bend, ...]:
    """The same curve with a straight line for each bend."""
    return tuple((start, start, end, end) for start, _, _, end in bends)


def svg_path(bends: Iterable[Bend], *, closed: bool = True) -> str:
    """The curves as an SVG path, in coordinates relative to the current point, to keep it short.

    A bend that continues the one before it smoothly (`s`) needs no first control point, and a straight one (`l`) none.
    """
    path, pen = "", (0, 0)
    smoothly: tuple[int, int] | None = None
    for start, *rest in bends:
        if not path:
            pen = _tenths(start)
            path = f"M{_number(pen[0])} {_number(pen[1])}"
        one, two, end = map(_tenths, rest)
        letter, points = _shortest(pen, smoothly, (one, two, end))
        path += letter + " ".join(f"{_number(x - pen[0])} {_number(y - pen[1])}" for x, y in points)
        pen, smoothly = end, None if letter == "l" else (2 * end[0] - two[0], 2 * end[1] - two[1])
    return path + "z" if path and closed else path


def _shortest(
    pen: tuple[int, int], smoothly: tuple[int, int] | None, points: tuple[tuple[int, int], ...]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The command for a bend, and those of its points that it needs."""
    one, two, end = points
    if (one, two) == (pen, end):
        return "l", (end,)
    if smoothly and max(abs(one[0] - smoothly[0]), abs(one[1] - smoothly[1])) <= 1:
        return "s", (two, end)
    return "c", points


def _place(mark: Mark) -> Point:
    x, y = mark[-2:]
    return float(x), float(y)


def _bend(before: Point, start: Point, end: Point, after: Point) -> Bend:
    one = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
    two = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
    return start, one, two, end


def _tenths(point: Point) -> tuple[int, int]:
    return round(point[0] * 10), round(point[1] * 10)


def _number(tenths: int) -> str:
    return f"{tenths / 10:g}"
