"""What was entered as the outcome of an examination: the entry in force, and the earlier ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from exam.domain.language import mark, say
from exam.domain.outcomes.words import known_words, outcome_label
from exam.domain.words.values import minute_words
from exam.store.outcomes.entries import Entry

TAKEN_BACK = mark("Taken back")
WILL_NOT_BE_KNOWN = mark("It will not be known")
ENTERED = mark("{name}, {when}")


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry in words: what it was, how and on which day that became known, and by whom it was entered when."""

    what: str
    known: str
    entered: str
    is_outcome: bool


@dataclass(frozen=True, slots=True)
class ShownOutcome:
    """The entry in force, and all before it, the last first; `now` is None where none was entered or it was taken
    back.
    """

    now: ShownEntry | None
    earlier: tuple[ShownEntry, ...]


def shown_outcome(entries: Sequence[Entry], by_clock: Callable[[datetime], datetime]) -> ShownOutcome:
    """The entries of an examination, the last first, with times by the clinic's clock."""
    shown = tuple(_shown(entry, by_clock) for entry in entries)
    if entries and (entries[0].outcome or entries[0].will_not_be_known):
        return ShownOutcome(shown[0], shown[1:])
    return ShownOutcome(None, shown)


def _shown(entry: Entry, by_clock: Callable[[datetime], datetime]) -> ShownEntry:
    entered = say(ENTERED).format(name=entry.author, when=minute_words(by_clock(entry.at)))
    if entry.outcome is None:
        what = say(WILL_NOT_BE_KNOWN if entry.will_not_be_known else TAKEN_BACK)
        return ShownEntry(what, "", entered, is_outcome=False)
    return ShownEntry(outcome_label(entry.outcome), known_words(entry.outcome), entered, is_outcome=True)
