"""What cannot be printed here, in words: said before a note is signed, and before it is printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from fontTools.unicodedata import script, script_name

from exam.domain.language import mark, say, say_count
from exam.domain.note.history import Line
from exam.domain.note.note import Note
from exam.printing.fonts.coverage import all_here, scripts_here, undrawable

MOST_NAMED = 12
COMMON = frozenset({"Zyyy", "Zinh", "Zzzz"})
SCRIPTS = {
    "Hani": mark("Chinese or Japanese"),
    "Hira": mark("Japanese"),
    "Kana": mark("Japanese"),
    "Hang": mark("Korean"),
    "Beng": mark("Bengali"),
}
REMEDY = mark(
    "An administrator can install fonts for other scripts with ./setup --fonts, or as the extra dermyo[fonts]."
)
IN_WORDS = mark("No font of Dermyo has them: write it in words instead.")
Typed = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Unprintable:
    """Characters without a glyph, their scripts, where they are, and what can be printed instead.

    `characters` is shortened; `others` counts the rest.
    """

    characters: tuple[str, ...]
    others: int
    scripts: tuple[str, ...]
    places: tuple[str, ...]
    printable: tuple[str, ...]
    more_fonts: bool

    @property
    def sentence(self) -> str:
        """What would happen, where, and what to do."""
        words = say(
            "These characters have no font here and would print as empty boxes: {characters} ({scripts}). "
            "Where: {places}. {advice}"
        )
        return words.format(
            characters=self._named,
            scripts=", ".join(self.scripts),
            places="; ".join(self.places),
            advice=self.advice,
        )

    @property
    def _named(self) -> str:
        named = " ".join(self.characters)
        if not self.others:
            return named
        words = say_count("{characters} and {number} more", "{characters} and {number} more", self.others)
        return words.format(characters=named, number=self.others)

    @property
    def advice(self) -> str:
        """What can be printed, and how more can."""
        words = say("Scripts that can be printed here: {scripts}. {remedy}")
        return words.format(scripts=", ".join(self.printable), remedy=self.remedy)

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return say(REMEDY if self.more_fonts else IN_WORDS)


def unprintable_in(note: Note) -> Unprintable | None:
    """What of a note cannot be printed here; None if everything can."""
    return unprintable(_texts_of(note))


def unprintable(texts: Iterable[Typed]) -> Unprintable | None:
    """What of these texts, each with the name of its place, cannot be printed here; None if everything can."""
    found = [(where, missing) for where, text in texts if (missing := undrawable(text))]
    characters = tuple(dict.fromkeys(character for _, missing in found for character in missing))
    if not characters:
        return None
    return Unprintable(
        tuple(map(_alone, characters[:MOST_NAMED])),
        len(characters[MOST_NAMED:]),
        tuple(dict.fromkeys(map(_script, characters))),
        tuple(dict.fromkeys(where for where, _ in found)),
        scripts_here(),
        more_fonts=not all_here(),
    )


def texts_in(value: Any, where: str) -> Iterator[Typed]:
    """Every text inside a value, with the name of its place: the head of a line, or `where`."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, Line):
        yield (say("{part}, {line}").format(part=where, line=value.head) if value.head != where else where), value.text
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_in(part, where)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name), where)


def _texts_of(note: Note) -> Iterator[Typed]:
    yield say("Patient reference"), note.reference
    yield say("Clinic"), note.clinic
    yield say("Service in this clinic"), note.limits
    yield from texts_in(note.examiner, say("Examiner"))
    for section in note.sections():
        yield from texts_in(section.body, section.heading)


def _alone(character: str) -> str:
    """A character as it is shown by itself: a mark on a dotted circle, not on the space before it."""
    return f"\u25cc{character}" if unicodedata.category(character).startswith("M") else character


def _script(character: str) -> str:
    code = script(character)
    if code in COMMON:
        return say("symbols") if unicodedata.category(character).startswith("S") else say("signs")
    return say(SCRIPTS[code]) if code in SCRIPTS else str(script_name(code)).replace("_", " ")
