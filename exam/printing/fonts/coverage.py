"""Which characters the fonts of a print can draw, and which fonts a text needs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

from exam.domain.language import mark, say
from exam.printing.fonts.further import FAMILIES, Family

OURS = Path(__file__).parents[2] / "static/fonts/AtkinsonHyperlegibleNext-Regular.ttf"
OUR_SCRIPT = mark("Latin")
# Control and format characters, spaces and breaks: nothing is drawn for them.
WITHOUT_GLYPH = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
VARIATION_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))


def families_for(text: str) -> tuple[Family, ...]:
    """The further fonts that a text needs, in the order of `FAMILIES`; none where our own font is enough."""
    wanted, needed = _not_ours(text), []
    for family in FAMILIES if wanted else ():
        drawn = wanted & _characters_of(family)
        if drawn:
            needed.append(family)
            wanted -= drawn
    return tuple(needed)


def undrawable(text: str) -> tuple[str, ...]:
    """The characters of a text that no font here can draw, each once, in the order in which they come."""
    wanted = _not_ours(text)
    for family in families_for(text):
        wanted -= _characters_of(family)
    return tuple(character for character in dict.fromkeys(_composed(text)) if character in wanted)


def is_ours(text: str) -> bool:
    """Whether our own font can draw the whole text."""
    return not _not_ours(text)


def scripts_here() -> tuple[str, ...]:
    """The scripts that can be printed on this machine, in words."""
    further = (script for family in FAMILIES if _characters_of(family) for script in family.scripts)
    return tuple(map(say, (OUR_SCRIPT, *further)))


def all_here() -> bool:
    """Whether every further font is installed."""
    return all(_characters_of(family) for family in FAMILIES)


def _not_ours(text: str) -> set[str]:
    return set() if text.isascii() else set(filter(_has_glyph, set(_composed(text)) - _our_characters()))


def _composed(text: str) -> str:
    """A letter with its accent is one character, as it is when it is drawn."""
    return unicodedata.normalize("NFC", text)


def _has_glyph(character: str) -> bool:
    return unicodedata.category(character) not in WITHOUT_GLYPH and character not in VARIATION_SELECTORS


@cache
def _our_characters() -> frozenset[str]:
    return _characters(OURS.read_bytes())


@cache
def _characters_of(family: Family) -> frozenset[str]:
    """What a further font can draw: nothing where it is not installed in all its weights."""
    contents = [file.content() for file in family.files]
    return _common(_characters(content) for content in contents if content) if all(contents) else frozenset()


def _common(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset.intersection(*sets)


def _characters(content: bytes) -> frozenset[str]:
    with TTFont(BytesIO(content), lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))
