"""What every printed leg chart has in common, before anything that was found.

Printing takes time for each element and each point of it, so that all of one kind is one path of the whole drawing,
both views and both legs: what is mirrored is mirrored here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from exam.domain.leg_chart.curves import Bend, Point, smooth, svg_path
from exam.domain.leg_chart.drawing import HALF_WIDTH, DrawnArea, DrawnLeg, dermatome_views
from exam.domain.leg_chart.outline import LANDMARKS, View, skin

# In units of the drawing: how far the words lie below the middle of a label, and below the waist.
NAMES_BELOW, NAME_SIZE = -4.0, 14.0
HEADS_BELOW, HEAD_SIZE = -12.0, 16.0
SIDE_FROM_MIDDLE = 60.0
PLATE = "m-17 -17h34v33h-34z"
# The width of each character in the bold face of the note, in thousandths of its size. The press itself takes longer
# to centre a text than for all the rest of it.
WIDTHS = {
    "L": 552,
    "S": 610,
    "1": 440,
    "2": 579,
    "3": 600,
    "4": 624,
    "5": 607,
    "-": 373,
    "F": 566,
    "B": 643,
    "R": 650,
    "a": 552,
    "c": 510,
    "e": 563,
    "f": 365,
    "g": 593,
    "h": 571,
    "i": 300,
    "k": 555,
    "n": 571,
    "o": 576,
    "r": 376,
    "t": 376,
}
OTHER_WIDTH = 571
"""That of a letter of another language, near enough."""


@dataclass(frozen=True, slots=True)
class Words:
    """Several words as one text: the positions of its characters, as the lists of an SVG text."""

    text: str
    across: str
    down: str


@dataclass(frozen=True, slots=True)
class Placed:
    """One leg of one view, and where the middle of its body lies in the whole drawing."""

    view: View
    leg: DrawnLeg
    middle: float

    @property
    def labelled(self) -> Iterator[tuple[DrawnArea, Point]]:
        """Its areas with a label, and where that is."""
        for area in self.leg.areas:
            if area.label:
                yield area, (self.middle + area.label[0], area.label[1])

    def moved(self, at: Point) -> Point:
        """Where a point of the right half of a body lies in the drawing."""
        return self.middle + (-at[0] if self.leg.mirrored else at[0]), at[1]

    def bends(self, bends: Iterable[Bend]) -> tuple[Bend, ...]:
        """Curves of the right half of a body, where they lie in the drawing."""
        moved = self.moved
        return tuple((moved(start), moved(one), moved(two), moved(end)) for start, one, two, end in bends)


@dataclass(frozen=True, slots=True)
class Ground:
    """The paths that do not depend on what was found. Key points and tips are dots: lines without length."""

    outline: str
    landmarks: str
    keys: str
    leaders: str
    tips: str
    plates: str
    names: Words
    heads: Words


@cache
def placed_legs() -> tuple[Placed, ...]:
    """The four legs: those of the front, then those of the back."""
    return tuple(
        Placed(view.view, leg, 2.0 * HALF_WIDTH * number)
        for number, view in enumerate(dermatome_views())
        for leg in view.legs
    )


def ground() -> Ground:
    """What is drawn on every chart, with its words in the language that is spoken."""
    return _ground(tuple(heads()))


@cache
def _ground(words: tuple[tuple[str, Point], ...]) -> Ground:
    legs = placed_legs()
    labels = [(leg, area, at) for leg in legs for area, at in leg.labelled]
    # A tip is mirrored already.
    tips = [((leg.middle + area.tip[0], area.tip[1]), at) for leg, area, at in labels if area.tip]
    return Ground(
        outline="".join(svg_path(leg.bends(skin()), closed=False) for leg in legs),
        landmarks="".join(
            svg_path(leg.bends(smooth(points)), closed=False) for leg in legs for points in LANDMARKS[leg.view]
        ),
        keys="".join(dot(leg.moved(area.key)) for leg in legs for area in leg.leg.areas if area.key),
        leaders="".join(f"{move(at)}L{written(tip)}" for tip, at in tips),
        tips="".join(dot(tip) for tip, _ in tips),
        plates="".join(move(at) + PLATE for _, _, at in labels),
        names=_words([(area.name, (at[0], at[1] + NAMES_BELOW)) for _, area, at in labels], NAME_SIZE),
        heads=_words(words, HEAD_SIZE),
    )


def written(at: Point) -> str:
    """A point, as in a path."""
    return f"{round(at[0], 1):g} {round(at[1], 1):g}"


def move(at: Point) -> str:
    """The beginning of a path at a point."""
    return f"M{written(at)}"


def dot(at: Point) -> str:
    """A line so short that its round ends are a dot."""
    return f"{move(at)}h0.01"


def heads() -> Iterator[tuple[str, Point]]:
    """Front and back, and right and left beside them above each leg, as they are read."""
    for number, view in enumerate(dermatome_views()):
        middle = 2.0 * HALF_WIDTH * number
        one, other = (leg.heading for leg in view.legs)
        yield one, (middle - SIDE_FROM_MIDDLE, HEADS_BELOW)
        yield view.heading, (middle, HEADS_BELOW)
        yield other, (middle + SIDE_FROM_MIDDLE, HEADS_BELOW)


def _words(words: Iterable[tuple[str, Point]], size: float) -> Words:
    """Words around points, as one text."""
    text, across, down = "", [], []
    for word, (middle, y) in words:
        x = middle - sum(WIDTHS.get(letter, OTHER_WIDTH) for letter in word) * size / 2000
        for letter in word:
            across.append(f"{round(x, 1):g}")
            down.append(f"{y:g}")
            x += WIDTHS.get(letter, OTHER_WIDTH) * size / 1000
        text += word
    return Words(text, " ".join(across), " ".join(down))
