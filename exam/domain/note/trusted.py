"""Reads a record that was signed, also where the reference no longer has a test, question or grade that is in it.

Each answer is checked against the reference when it is entered. What was signed was checked then, and its hash shows
that it is the same: it opens for ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from exam.domain.record.answers import Answer, answers_of, fold
from exam.domain.record.model import (
    AlertReview,
    ComparedExam,
    Examiner,
    ExamRecord,
    Finding,
    FindingKey,
    Impression,
    LimitedGrade,
    NotTested,
    Patient,
    Plan,
    Presentation,
    split_side,
)
from exam.domain.record.reading import RecordRefused, read_stored
from reference.vocabulary import SIDES

STATED_NORMAL = "stated_otherwise_normal"


class _Parts(msgspec.Struct, frozen=True):
    """What a record has besides its findings."""

    patient: Patient
    training: str | None = None
    examined_at: str | None = None
    presentation: Presentation = Presentation()
    red_flags: dict[str, bool] = {}
    red_flag_course: dict[str, str] = {}
    comments: dict[str, str] = {}
    alert_reviews: dict[str, AlertReview] = {}
    impression: Impression = Impression()
    plan: Plan = Plan()
    examiner: Examiner = Examiner()


def signed_record(data: Mapping[str, Any]) -> ExamRecord:
    """The record of a text that was signed, in the format `dermyo-exam/1`. Raises `RecordRefused` for anything else."""
    try:
        return read_stored(data)
    except RecordRefused:
        try:
            return _trusted(data)
        except (msgspec.ValidationError, AttributeError, KeyError, TypeError, ValueError):
            pass
        raise


def known_part(record: ExamRecord) -> ExamRecord:
    """A signed record without the answers that the reference no longer knows: only for screens, never for the note."""
    answers: Sequence[Answer] = answers_of(record)
    while True:
        try:
            return fold(answers)
        except RecordRefused as refused:
            known = [one for one in answers if not any(_within(one.path, fault.path) for fault in refused.faults)]
            if len(known) == len(answers):
                raise
            answers = known


def _within(path: str, fault: str) -> bool:
    """Whether a fault is in the value at a path, or in what the path is a part of."""
    return f"{path}.".startswith(f"{fault}.") or fault.startswith(f"{path}.")


def _trusted(data: Mapping[str, Any]) -> ExamRecord:
    reviews = {id: {"text": None, **review} for id, review in data.get("alert_reviews", {}).items()}
    parts = msgspec.convert({**data, "alert_reviews": reviews}, _Parts)
    earlier, findings = data.get("earlier"), dict(data.get("findings", {}))
    stated = findings.pop(STATED_NORMAL, False)
    return ExamRecord(
        **{name: getattr(parts, name) for name in _Parts.__struct_fields__},
        stated_otherwise_normal=stated,
        findings=dict(_findings(findings)),
        earlier=ComparedExam(earlier["examined_at"], tuple(map(_key, earlier["worse"]))) if earlier else None,
        earlier_findings=dict(_findings(data.get("earlier_findings", {}))),
    )


def _findings(groups: Mapping[str, Any]) -> Iterator[tuple[FindingKey, Finding]]:
    for group, tests in groups.items():
        for name, value in tests.items():
            if isinstance(value, dict) and value.keys() <= set(SIDES):
                yield from ((_key(f"{group}.{name}.{side}"), _finding(value[side])) for side in SIDES if side in value)
            else:
                yield FindingKey(f"{group}.{name}", None), _finding(value)


def _key(path: str) -> FindingKey:
    return FindingKey(*split_side(path))


def _finding(value: Any) -> Finding:
    if not isinstance(value, dict):
        return value  # type: ignore[no-any-return]
    return NotTested(value["not_tested"]) if "not_tested" in value else LimitedGrade(**value)
