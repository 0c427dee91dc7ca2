"""Search all rows of the reference by plain words, by other names, and in either spelling of English."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from exam.domain.language import say, spoken
from exam.web.presenters.reference.contents import ReferencePage, reference_pages
from exam.web.presenters.reference.rows import Entry
from reference.spelling import american, folded, same_word, singular

LONGEST = 80
# More results from one page would not help; the page itself is one tap away.
MOST_SHOWN = 10
# A word as it is marked: "L5/S1" and "patient's" are one.
WORD = re.compile(r"\w+(?:[/'\u2019.]\w+)*")
# How well a row matches: what was typed is its name; its name contains the words; its text does.
NAMED, IN_NAME, IN_TEXT = range(3)

Pieces = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One row that contains all the words: its title and the lines that hold one, in pieces marked where they match."""

    entry: Entry
    title: Pieces
    lines: tuple[tuple[str, Pieces], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What one page holds, the rows that match in their name first."""

    page: ReferencePage
    hits: tuple[Hit, ...]
    count: int


@dataclass(frozen=True, slots=True)
class _Searched:
    """One row in the form in which it is searched, see `_either_spelling`."""

    entry: Entry
    named: frozenset[str]
    name: str
    text: str


class _Word:
    """A folded word that was typed: it finds what begins with it, in either spelling, without its plural "s"."""

    def __init__(self, word: str) -> None:
        self._spellings = tuple(dict.fromkeys((singular(word), singular(american(word)))))
        self._beginning = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, self._spellings))})")

    def is_in(self, text: str) -> bool:
        """Whether it begins a word of a text in either spelling; most texts do not contain it at all."""
        return any(one in text for one in self._spellings) and self._beginning.search(text) is not None


Words = tuple[_Word, ...]


def search(asked: str) -> tuple[Found, ...]:
    """The rows that contain every word of `asked`, or a word that begins with it, by page.

    The page with the row that matches best comes first: one that is called so, then one with the words in its name.
    """
    words = tuple(_Word(word) for word in folded(asked).split())
    found = [(page, _matching(rows, words, same_word(asked))) for page, rows in _searched(spoken())] if words else []
    best_first = sorted(((page, rows) for page, rows in found if rows), key=lambda found: found[1][0][0])
    return tuple(
        Found(page, tuple(_hit(entry, words) for _, entry in rows[:MOST_SHOWN]), len(rows)) for page, rows in best_first
    )


@cache
def _searched(_language: str) -> tuple[tuple[ReferencePage, tuple[_Searched, ...]], ...]:
    """Every row of every page, once for each language; the reference does not change while the program runs."""
    return tuple((page, tuple(map(_searchable, page.entries))) for page in reference_pages())


def _searchable(entry: Entry) -> _Searched:
    names = (entry.title, *entry.also)
    text = (*names, entry.group, *(text for _, text in _lines(entry)))
    return _Searched(entry, frozenset(map(same_word, names)), _either_spelling(names), _either_spelling(text))


def _either_spelling(texts: Iterable[str]) -> str:
    """The texts as they are written, then in American spelling, both without case, accents and hyphens."""
    plain = folded(" ".join(texts))
    return f"{plain}\n{american(plain)}"


def _matching(rows: Iterable[_Searched], words: Words, asked: str) -> list[tuple[int, Entry]]:
    """The rows that contain all words, each with how well it matches, the best first."""
    held = [(_how_well(row, words, asked), row.entry) for row in rows if _has_all(row.text, words)]
    return sorted(held, key=lambda found: found[0])


def _how_well(row: _Searched, words: Words, asked: str) -> int:
    if asked in row.named:
        return NAMED
    return IN_NAME if _has_all(row.name, words) else IN_TEXT


def _has_all(text: str, words: Words) -> bool:
    return all(word.is_in(text) for word in words)


def _has_any(text: str, words: Words) -> bool:
    return any(word.is_in(text) for word in words)


def _lines(entry: Entry) -> tuple[tuple[str, str], ...]:
    cited = ", ".join(source.short for source in entry.provenance.citations)
    also = (say("Also found as"), ", ".join(entry.also))
    return (also, *entry.lines, *entry.elsewhere, (say("Why"), entry.provenance.why), (say("Sources"), cited))


def _hit(entry: Entry, words: Words) -> Hit:
    cut = ((what, pieces(text, words)) for what, text in _lines(entry) if _has_any(_either_spelling([text]), words))
    lines = tuple((what, marked) for what, marked in cut if any(matches for _, matches in marked))
    return Hit(entry, pieces(entry.title, words), lines or tuple((w, ((t, False),)) for w, t in entry.lines[:1]))


def pieces(text: str, words: Words) -> Pieces:
    """A text cut into words that match and what lies between: "a knee" and "knee" give ("a ", no), ("knee", yes)."""
    cut: list[tuple[str, bool]] = []
    end = 0
    for word in WORD.finditer(text):
        if _has_any(_either_spelling([word.group()]), words):
            cut += [(text[end : word.start()], False), (word.group(), True)]
            end = word.end()
    return tuple(piece for piece in (*cut, (text[end:], False)) if piece[0])
