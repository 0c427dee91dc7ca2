"""What can be chosen as an outcome: what the note names first, then everything else by kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from exam.domain.language import mark, say, say_day
from exam.domain.outcomes.outcome import KNOWN_BY, OTHER, Outcome, sides_of
from exam.domain.outcomes.words import known_by_examples, known_by_words
from exam.domain.reasoning.conclusions import Assessment
from exam.domain.record.causes import NO_LESION, OTHER_LESION, is_cause, roots_named, roots_of
from exam.domain.record.model import ExamRecord
from exam.domain.words.causes import cause_label
from exam.web.presenters.step.options import SIDE_WORDS
from reference import load_reference

ROOTS = "roots"
"""The value of the choice whose roots are ticked beside it."""
MOST_RANKED = 4
DAYS = ((1, mark("Yesterday")), (7, mark("A week ago")))
AT_THE_EXAMINATION = mark("Day of the examination, {day}")


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: what it sends, and its words, with examples where these alone do not say what belongs to it."""

    value: str
    words: str
    examples: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """The causes of one kind, without a side."""

    heading: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """All that the form offers. `likely` have their side; of `kinds` and `roots` it is asked."""

    likely: tuple[Choice, ...]
    roots: tuple[str, ...]
    kinds: tuple[Kind, ...]
    sides: tuple[Choice, ...]
    known_by: tuple[Choice, ...]
    days: tuple[Choice, ...]
    first: str
    last: str


def choices_of(
    record: ExamRecord, assessment: Assessment, in_force: Outcome | None, first: date | None, last: date
) -> Choices:
    """What is offered for an examination of the day `first`, if that is known, on the day `last`."""
    return Choices(
        likely=tuple(_likely(record, assessment, in_force)),
        roots=roots_named(),
        kinds=tuple(_kinds()),
        sides=tuple(Choice(side, say(words)) for side, words in SIDE_WORDS.items()),
        known_by=tuple(Choice(how, known_by_words(how), known_by_examples(how)) for how in KNOWN_BY),
        days=tuple(_days(first, last)),
        first=first.isoformat() if first else "",
        last=last.isoformat(),
    )


def place_value(cause: str, side: str) -> str:
    """What a button for a cause and its side sends."""
    return f"{cause} {side}"


def _likely(record: ExamRecord, assessment: Assessment, in_force: Outcome | None) -> Iterator[Choice]:
    """In the order of the reference and not of the ranking, so that nothing is entered because it ranked first."""
    own = record.impression
    is_ranked = assessment.ranking_withheld is None and assessment.statement != "not_enough_examined"
    ranked = assessment.candidates[:MOST_RANKED] if is_ranked else ()
    named = {(one.cause, one.side) for one in ranked}
    if own.cause:
        sides = sides_of(own.cause)
        named |= {(own.cause, side) for side in ([own.side] if own.side in sides else sides)}
    if in_force and in_force.cause != OTHER:
        named.add((in_force.cause, in_force.side))
    for cause, side in sorted(named, key=_order):
        if cause not in (NO_LESION, OTHER_LESION) and is_cause(cause):
            yield Choice(place_value(cause, side), cause_label(cause, side))
    yield Choice(place_value(NO_LESION, "none"), cause_label(NO_LESION, "none"))


def _order(place: tuple[str, str]) -> tuple[int, tuple[str, ...], str]:
    """Roots from top to bottom, then the others as they are in the reference; right before left."""
    cause, side = place
    causes = list(load_reference().causes)
    at = causes.index(cause) if cause in causes else 0
    return at if not roots_of(cause) else 0, roots_of(cause), {"right": "1", "left": "2"}.get(side, "3")


def _kinds() -> Iterator[Kind]:
    """The kinds that have several causes, and then the others together."""
    reference, single = load_reference(), []
    for kind in reference.kinds.values():
        ids = [cause.id for cause in reference.causes.values() if cause.kind == kind.id and not cause.roots]
        offered = [Choice(id, cause_label(id, "none")) for id in ids if id not in (NO_LESION, OTHER_LESION)]
        if len(offered) > 1:
            yield Kind(say(kind.label), tuple(offered))
        else:
            single += offered
    yield Kind(say("Others"), tuple(single))


def _days(first: date | None, last: date) -> Iterator[Choice]:
    """Days that are often meant, of those that can be."""
    yield Choice(last.isoformat(), say("Today"))
    for ago, words in DAYS:
        day = last - timedelta(days=ago)
        if first is None or day > first:
            yield Choice(day.isoformat(), say(words))
    if first and first < last:
        words = say(AT_THE_EXAMINATION).format(day=say_day(datetime.combine(first, time())))
        yield Choice(first.isoformat(), words)
