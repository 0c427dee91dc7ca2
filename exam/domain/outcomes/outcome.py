"""What an examination turned out to be, as it was learned after the note was signed; the note never changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from exam.domain.language import mark, say
from exam.domain.record.causes import OTHER_LESION, is_cause
from exam.domain.record.json_values import Reader, is_blank, quoted
from exam.domain.record.reading import RecordRefused
from reference import load_reference

OTHER = "other"
"""A lesion that no cause describes; words say what it was."""
KNOWN_BY = ("mri", "surgery", "electrodiagnosis", "injection", "another_test", "course", "another_specialist")
WILL_NOT_BE_KNOWN = "will_not_be_known"
"""Stands where else is how it is known, without anything that it was: such an entry is no outcome."""
ANY_SIDE = ("right", "left", "both", "none")
LONGEST_OTHER = 200
KEYS = ("cause", "side", "known_by", "known_on", "other")

NEEDS_WORDS = mark("needs at least one character: say what it was")
ONLY_WITH_OTHER = mark("is only for a lesion that no cause describes")
BEFORE = mark("is before the examination")
FUTURE = mark("is in the future")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What it was, on which side, how that is known, and on which day it was.

    `cause` is one of the reference, several roots joined ("root.L4+L5"), `no_neurological_lesion`, or `other`, which
    alone has words of its own.
    """

    cause: str
    side: str
    known_by: str
    known_on: date
    other: str = ""


def sides_of(cause: str) -> tuple[str, ...]:
    """On which sides a cause may turn out to be: none without a lesion, both for a disease of the whole person."""
    if cause == OTHER:
        return ANY_SIDE
    kind = load_reference().kind_named(cause)
    if kind.of == "nothing":
        return ("none",)
    return ("both",) if kind.of == "person" and not kind.one_leg else ("right", "left", "both")


def read_outcome(value: Mapping[str, Any], *, first: date | None = None, last: date | None = None) -> Outcome:
    """Read an outcome, known from the `first` day to the `last`, where these are given.

    Raises `RecordRefused` with the path of each fault.
    """
    reader = Reader(cleans=True)
    given = reader.members(dict(value), "", KEYS)
    cause = _read_cause(reader, given.get("cause"))
    side = reader.one_of(given.get("side"), "side", sides_of(cause) if cause else ANY_SIDE)
    known_by = reader.one_of(given.get("known_by"), "known_by", KNOWN_BY)
    known_on = _read_day(reader, given.get("known_on"), first, last)
    other = _read_other(reader, given.get("other", ""), cause)
    if reader.faults or cause is None or side is None or known_by is None or known_on is None:
        raise RecordRefused(reader.faults)
    return Outcome(cause, side, known_by, known_on, other)


def outcome_json(outcome: Outcome) -> dict[str, str]:
    """The same as JSON; `other` is left out where there is none."""
    given = {"cause": outcome.cause, "side": outcome.side, "known_by": outcome.known_by}
    given["known_on"] = outcome.known_on.isoformat()
    return given | ({"other": outcome.other} if outcome.other else {})


def _read_cause(reader: Reader, value: Any) -> str | None:
    # Another lesion without words would say nothing that was learned.
    if isinstance(value, str) and (value == OTHER or (is_cause(value) and value != OTHER_LESION)):
        return value
    reader.fault("cause", say("{value} is not a cause").format(value=quoted(value)))
    return None


def _read_day(reader: Reader, value: Any, first: date | None, last: date | None) -> date | None:
    day = _day(value)
    if day is None:
        reader.fault("known_on", say("{value} is not a day, as 2026-11-21").format(value=quoted(value)))
        return None
    if first is not None and day < first:
        reader.fault("known_on", say(BEFORE))
    if last is not None and day > last:
        reader.fault("known_on", say(FUTURE))
    return day


def _day(value: Any) -> date | None:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    # Python reads other forms of a day too.
    return day if day.isoformat() == value else None


def _read_other(reader: Reader, value: Any, cause: str | None) -> str:
    text = reader.text(value, "other", LONGEST_OTHER)
    if text is None:
        return ""
    if cause == OTHER and is_blank(text):
        reader.fault("other", say(NEEDS_WORDS))
    if cause not in (OTHER, None) and text:
        reader.fault("other", say(ONLY_WITH_OTHER))
    return text.strip()
