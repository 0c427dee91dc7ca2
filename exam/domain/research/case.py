"""One examination with its outcome as a case, in the format of the published ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from exam.domain.evaluation.expected import OTHER
from exam.domain.record.causes import CAUDA_EQUINA, is_cause, roots_of
from exam.domain.record.model import ExamRecord
from exam.domain.record.reading import read_record
from exam.domain.record.writing import write_record
from exam.domain.research.paths import what_leaves

LEAST = 10
"""Fewer examinations are not exported."""

DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class KnownAfter:
    """What an examination turned out to be: `cause` is `other` for a lesion that no cause describes."""

    cause: str
    side: str
    known_by: str
    weeks_after: int | None


def weeks_between(examined: date | None, known: date) -> int | None:
    """Whole weeks from the examination to the day on which the outcome was known.

    None where the record says no day, or one after it, as by a clock that was wrong.
    """
    return None if examined is None or examined > known else (known - examined).days // DAYS_OF_A_WEEK


def research_case(number: int, record: ExamRecord, known: KnownAfter) -> dict[str, Any]:
    """The case with this running number. Raises `RecordRefused` for what the format no longer has.

    The record is read again, so that each word in it is one of the format's closed lists.
    """
    name = name_of(number)
    kept = what_leaves(write_record(record))
    kept["patient"] = {"reference": name} | kept.get("patient", {})
    answers = sorted(record.alert_reviews.items())
    return {
        "id": name,
        "source": {"kind": "clinic"},
        "record": write_record(read_record(kept)),
        "expected": _expected(known),
        "outcome": {"known_by": known.known_by, "weeks_after": known.weeks_after},
        "alert_answers": {alert: review.answer for alert, review in answers},
    }


def name_of(number: int) -> str:
    """As the case with this running number is named: R-0001."""
    return f"R-{number:04}"


def alone(cases: Sequence[dict[str, Any]]) -> int:
    """How many cases are the only one with their sex, their decade of age, and their outcome."""
    often = Counter(map(_traits, cases))
    return sum(number == 1 for number in often.values())


def _expected(known: KnownAfter) -> dict[str, Any]:
    """What the case expects. Nobody recorded whether it was an emergency: only of a cauda equina it is known."""
    roots = roots_of(known.cause)
    is_emergency = known.cause == CAUDA_EQUINA
    return {
        "cause": known.cause if is_cause(known.cause) else OTHER,
        "roots": list(roots),
        "side": known.side,
        "emergency": True if is_emergency else None,
        "emergency_basis": "outcome" if is_emergency else "not recorded",
        "also_acceptable": [],
        "label": "+".join(roots) or known.cause,
    }


def _traits(case: dict[str, Any]) -> tuple[object, ...]:
    patient, expected = case["record"]["patient"], case["expected"]
    age = patient.get("age")
    return patient.get("sex"), None if age is None else age // 10, expected["cause"], expected["side"]
