"""The sources that a note cites, numbered: guidelines before all others, in the order in which they are cited."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from exam.domain.words.sources import source_short
from reference import load_reference

MOST_LISTED = 8
"""On the first page, the other sources follow at the end of the note."""

MOST_CITED = 2
"""For one statement: the guidelines first. The pages of the reference have all of them."""

Cite = Callable[[Iterable[str]], str]
"""The ids of sources as they are cited, "[1, 3]"; nothing where there are none."""


@dataclass(frozen=True, slots=True)
class NoteSource:
    """One source: its number, and its authors and year."""

    number: int
    words: str


class Cited:
    """Collects what is cited, then numbers it. Two sources of the same authors and year have one number."""

    def __init__(self) -> None:
        self._ids: dict[str, None] = {}

    def collect(self, sources: Iterable[str]) -> str:
        """Note that these are cited."""
        self._ids.update(dict.fromkeys(_first(sources)))
        return ""

    def numbers(self) -> dict[str, int]:
        """The number of each source, by its authors and year."""
        words = dict.fromkeys(source_short(source) for source in sorted(self._ids, key=_is_no_guideline))
        return {short: number for number, short in enumerate(words, start=1)}

    def cite(self, sources: Iterable[str]) -> str:
        """The same sources as they are cited."""
        numbers = self.numbers()
        found = sorted({numbers[source_short(source)] for source in _first(sources)})
        return f"[{', '.join(map(str, found))}]" if found else ""

    def listed(self) -> tuple[NoteSource, ...]:
        """All of them in the order of their numbers."""
        return tuple(NoteSource(number, short) for short, number in self.numbers().items())


def _first(sources: Iterable[str]) -> list[str]:
    return sorted(dict.fromkeys(sources), key=_is_no_guideline)[:MOST_CITED]


def _is_no_guideline(source: str) -> bool:
    return load_reference().sources[source].kind != "guideline"
