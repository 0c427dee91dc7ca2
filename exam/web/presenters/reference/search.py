"""Search all rows of the reference by plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from exam.web.presenters.reference.contents import ReferencePage, reference_pages
from exam.web.presenters.reference.rows import Entry

LONGEST = 80
# More results from one page would not help; the page itself is one tap away.
MOST_SHOWN = 10

Pieces = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One row that contains all the words: its title and the lines that hold one, in pieces marked where they match."""

    entry: Entry
    title: Pieces
    lines: tuple[tuple[str, Pieces], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What one page holds, the rows that match in their title first."""

    page: ReferencePage
    hits: tuple[Hit, ...]
    count: int


def search(asked: str) -> tuple[Found, ...]:
    """The rows that contain every word of `asked`, or a word that begins with it, by page."""
    words = [_beginning(word) for word in asked.split()]
    found = [(page, _holding(page.entries, words)) for page in reference_pages()] if words else []
    marked = re.compile("|".join(word.pattern for word in words), re.IGNORECASE)
    return tuple(
        Found(page, tuple(_hit(entry, marked) for entry in held[:MOST_SHOWN]), len(held))
        for page, held in found
        if held
    )


def _beginning(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}", re.IGNORECASE)


def _holding(entries: Iterable[Entry], words: list[re.Pattern[str]]) -> list[Entry]:
    held = [entry for entry in entries if _has_all(_text(entry), words)]
    return sorted(held, key=lambda entry: not _has_all(entry.title, words))


def _has_all(text: str, words: list[re.Pattern[str]]) -> bool:
    return all(word.search(text) for word in words)


def _text(entry: Entry) -> str:
    return " ".join((entry.title, entry.group, *(text for _, text in _lines(entry))))


def _lines(entry: Entry) -> tuple[tuple[str, str], ...]:
    cited = ", ".join(source.short for source in entry.provenance.citations)
    return (*entry.lines, ("Why", entry.provenance.why), ("Sources", cited))


def _hit(entry: Entry, marked: re.Pattern[str]) -> Hit:
    lines = tuple((what, pieces(text, marked)) for what, text in _lines(entry) if marked.search(text))
    return Hit(entry, pieces(entry.title, marked), lines or tuple((w, ((t, False),)) for w, t in entry.lines[:1]))


def pieces(text: str, marked: re.Pattern[str]) -> Pieces:
    """A text cut where a word matches: "a knee" and "knee" give ("a ", no), ("knee", yes)."""
    parts = re.split(f"({marked.pattern})", text, flags=re.IGNORECASE)
    return tuple((part, place % 2 == 1) for place, part in enumerate(parts) if part)
