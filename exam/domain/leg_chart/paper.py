"""The leg chart as it is printed: what was found, as one path of each kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from exam.domain.language import say
from exam.domain.leg_chart.curves import Bend, Point, straight, svg_path
from exam.domain.leg_chart.dermatomes import DERMATOMES
from exam.domain.leg_chart.drawing import reported_at
from exam.domain.leg_chart.ground import Ground, Placed, dot, ground, move, placed_legs
from exam.domain.leg_chart.outline import EDGES, VIEWS, View
from exam.domain.leg_chart.state import LegChart, ReportedPlace, Shown
from exam.domain.words.grammar import inside
from reference import load_reference

# Light touch, then pinprick, below the name of an area, in units of the drawing.
BOX = "m-7.5 -7h15v14h-15z"
BOXES: tuple[Point, Point] = ((-7.5, 7.0), (7.5, 7.0))
SQUARE = "m-6.2 -6.2h12.4v12.4h-12.4z"
LETTERS = {
    "N": "m-3.5 4v-8l7 8v-8",
    "A": "m-4 4l4 -8l4 8m-6.5 -2.6h5",
    "X": "m-3.6 -4l7.2 8m0 -8l-7.2 8",
    "NT": "m-6 3v-6l4.5 6v-6m2 0h5.5m-2.75 0v6",
    "P": "m-2 3.8v-7.6h2q2.8 0 2.8 2.2q0 2.2 -2.8 2.2h-2",
    "T": "m-3.4 -3.4h6.8m-3.4 0v7.2",
}
"""Strokes around the middle of a box or a mark: the press takes ten times longer to set such a letter as text."""

BESIDE = 7.0
"""How far each mark moves from a place with both."""

REGIONS_BELOW = {"whole_leg": -12.0, "whole_foot": 27.0}
"""Where the names of reported regions lie, below their marks."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What the patient reports: dots for pain, squares for tingling, and the letters in each."""

    pain: str
    pain_letters: str
    tingling: str
    tingling_letters: str
    regions: tuple[tuple[str, Point], ...]


@dataclass(frozen=True, slots=True)
class PaperDrawing:
    """The whole chart. `fills` has a path for each kind of shading, those not examined first, for others lie upon them.

    `dashed` are the borders and boxes of what was not examined, `borders` and `boxes` the others.
    """

    chart: LegChart
    ground: Ground
    fills: Mapping[Shown, str]
    borders: str
    boxes: str
    dashed: str
    letters: str
    marks: Marks


def draw_on_paper(chart: LegChart) -> PaperDrawing:
    """Lay out a chart for printing."""
    fills = _fills({(area.name, area.side): area.shown for area in chart.areas})
    borders, dashed = _borders(frozenset((area.name, area.side) for area in chart.areas if area.tried))
    boxes, empty, letters = _results(chart)
    return PaperDrawing(chart, ground(), fills, borders, boxes, dashed + empty, letters, _marks(chart))


def draw_shares(shares: Mapping[tuple[str, str], Shown], places: tuple[ReportedPlace, ...], title: str) -> PaperDrawing:
    """Lay out what a lesion would show: the shading of areas by name and side, and places of pain. No boxes."""
    chart = LegChart((), places, (), description=title, caption="")
    borders, others = _borders(frozenset(shares))
    # The plates are for boxes.
    bare = replace(ground(), plates="")
    return PaperDrawing(chart, bare, _fills(shares), borders + others, "", "", "", _marks(chart))


def _fills(shown: Mapping[tuple[str, str], Shown]) -> dict[Shown, str]:
    """The paths of each shading; an area that is not named counts as not examined."""
    fills: dict[Shown, str] = {"not_examined": ""}
    for leg in placed_legs():
        for drawn in leg.leg.areas:
            how = shown.get((drawn.name, leg.leg.side), "not_examined")
            fills[how] = fills.get(how, "") + _fill(leg, drawn.name)
    return fills


@cache
def _fill(leg: Placed, name: str) -> str:
    """The shape of an area. Along the skin it is straight from point to point: the outline hides the difference."""
    lines = {**EDGES, **DERMATOMES.borders[leg.view]}
    bends: list[Bend] = []
    for what, start, end in DERMATOMES.areas[leg.view][name].parts:
        part = lines[what].cut(start, end)
        bends += straight(part) if what in EDGES else part
    return svg_path(leg.bends(bends))


@cache
def _borders(tried: frozenset[tuple[str, str]]) -> tuple[str, str]:
    """The lines between areas, each once: beside an area that was examined, and the others."""
    paths = {True: "", False: ""}
    for leg in placed_legs():
        beside = _beside(leg, tried)
        for border in DERMATOMES.borders[leg.view].values():
            for solid, bends in groupby(border.bends, key=lambda bend: _line(bend) in beside):
                paths[solid] += svg_path(leg.bends(bends), closed=False)
    return paths[True], paths[False]


def _beside(leg: Placed, tried: frozenset[tuple[str, str]]) -> set[frozenset[Point]]:
    """The parts of all borders of the areas of a leg that were examined."""
    names = [name for name in DERMATOMES.areas[leg.view] if (name, leg.leg.side) in tried]
    return {_line(bend) for name in names for bend in DERMATOMES.shape(leg.view, name)}


def _line(bend: Bend) -> frozenset[Point]:
    """A bend in either direction."""
    return frozenset((bend[0], bend[3]))


def _results(chart: LegChart) -> tuple[str, str, str]:
    """The boxes of what was examined and of what was not, and the letters in them."""
    boxes = empty = letters = ""
    for leg in placed_legs():
        for drawn, (x, y) in leg.labelled:
            area = chart.area(drawn.name, leg.leg.side)
            for result, (right, down) in zip(area.results if area else (), BOXES, strict=False):
                place = move((x + right, y + down))
                if result.letter:
                    boxes += place + BOX
                    letters += place + LETTERS[result.letter]
                else:
                    empty += place + BOX
    return boxes, empty, letters


def _marks(chart: LegChart) -> Marks:
    pain = pain_letters = tingling = tingling_letters = ""
    regions: list[tuple[str, Point]] = []
    for middle, view in _views():
        for reported, (x, y) in reported_at(chart, view):
            aside = BESIDE if reported.pain and reported.tingling else 0.0
            if reported.pain:
                at = (middle + x - aside, y)
                pain += dot(at)
                pain_letters += move(at) + LETTERS["P"]
            if reported.tingling:
                place = move((middle + x + aside, y))
                tingling += place + SQUARE
                tingling_letters += place + LETTERS["T"]
            if reported.site in REGIONS_BELOW:
                regions.append((_region(reported.site), (middle + x, y + REGIONS_BELOW[reported.site])))
    return Marks(pain, pain_letters, tingling, tingling_letters, tuple(regions))


def _region(site: str) -> str:
    return inside(say(load_reference().sites[site].label))


def _views() -> Iterator[tuple[float, View]]:
    """The views, with the middle of the body in each."""
    middles = {leg.view: leg.middle for leg in placed_legs()}
    return ((middles[view], view) for view in VIEWS)
