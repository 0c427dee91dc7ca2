"""What is written across a sheet that does not count: drawn as outlines.

It is no text, so that a part that is copied from the PDF never has "Draft" in the middle of a sentence, and it is not
filled, so that no normal cell of the table lies on grey, which means abnormal.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from exam.domain.language import mark, say
from exam.printing.fonts.coverage import is_ours

FONT = Path(__file__).parents[1] / "static/fonts/AtkinsonHyperlegibleNext-Bold.ttf"

# By the state of a note: the word, its size in millimetres, and the colour and the width of its line.
ACROSS = {
    "draft": (mark("Draft"), 74, "#e2e2e2", 0.6),
    "training": (mark("TRAINING"), 43, "#e2e2e2", 0.6),
    "waiting": (mark("NOT VALID"), 50, "#d9a3a3", 1.0),
    "returned": (mark("NOT VALID"), 50, "#d9a3a3", 1.0),
    "void": (mark("VOID"), 92, "#d9a3a3", 1.2),
    "replaced": (mark("REPLACED"), 58, "#d9a3a3", 1.0),
}
WATERMARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297"><path transform="rotate(-52 105 150)" '
    'd="{path}" fill="none" stroke="{colour}" stroke-width="{line}" stroke-linejoin="round"/></svg>'
)
MIDDLE, FOOT = 105, 165


def watermark(state: str) -> str:
    """The drawing that lies behind each sheet of a note in this state; empty for one that counts."""
    if state not in ACROSS:
        return ""
    english, size, colour, line = ACROSS[state]
    said = say(english)
    word = said if is_ours(said) else english
    # As wide as the English word at most.
    path = _outlines(word, round(size * min(1, len(english) / len(word))))
    return WATERMARK.format(path=path, colour=colour, line=line)


@cache
def _outlines(word: str, size: int) -> str:
    """The outlines of a word of this size in its place, as the path of a drawing."""
    with TTFont(FONT) as font:
        glyphs, names = font.getGlyphSet(), font.getBestCmap()
        letters = [glyphs[names[ord(letter)]] for letter in word]
        scale = size / font["head"].unitsPerEm
        at = MIDDLE - scale * sum(letter.width for letter in letters) / 2
        pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.2f}".rstrip("0").rstrip("."))
        for letter in letters:
            letter.draw(TransformPen(pen, (scale, 0, 0, -scale, at, FOOT)))
            at += scale * letter.width
        return str(pen.getCommands())
