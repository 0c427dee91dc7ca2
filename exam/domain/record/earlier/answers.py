"""The answers by which a record is compared with an earlier one: the program gives them, not the clinician."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from exam.domain.record.answers import Answer, answers_of
from exam.domain.record.earlier.changes import Findings, changes_between, worse_findings
from exam.domain.record.earlier.reading import EARLIER, EARLIER_FINDINGS
from exam.domain.record.model import ComparedExam, ExamRecord


def compared_with(record: ExamRecord, earlier: ExamRecord | None) -> tuple[Answer, ...]:
    """The answers that make a record compared with an earlier one, or with none: only those that it lacks.

    An earlier record without a date, or one that is not earlier, cannot be compared with.
    """
    return _answers(record, compared(record, earlier))


def compared_again(record: ExamRecord) -> tuple[Answer, ...]:
    """The answers after which what a record says to be worse fits its findings again, by those that it has of both."""
    return _answers(record, _with(record, record.earlier_findings)) if record.earlier_findings else ()


def compared(record: ExamRecord, earlier: ExamRecord | None) -> ExamRecord:
    """The record with all that it holds of an earlier one, or without."""
    if earlier is None or earlier.examined_at is None or not is_before(earlier.examined_at, record.examined_at):
        return replace(record, earlier=None, earlier_findings={})
    return _with(replace(record, earlier=ComparedExam(earlier.examined_at, ())), earlier.findings)


def is_before(at: str, other: str | None) -> bool:
    """Whether a moment comes before another one, each as a record has it; before an unknown one too."""
    return other is None or datetime.fromisoformat(at) < datetime.fromisoformat(other)


def is_of_comparison(path: str) -> bool:
    """Whether a path of a record belongs to the earlier examination."""
    return path == EARLIER or path.startswith(f"{EARLIER_FINDINGS}.")


def _with(record: ExamRecord, findings: Findings) -> ExamRecord:
    worse = worse_findings(changes_between(findings, record.findings))
    return replace(record, earlier=record.earlier and replace(record.earlier, worse=worse), earlier_findings=findings)


def _answers(before: ExamRecord, after: ExamRecord) -> tuple[Answer, ...]:
    old, new = dict(_held(before)), dict(_held(after))
    changed = [path for path in {**old, **new} if old.get(path) != new.get(path)]
    return tuple(Answer(path, new.get(path)) for path in changed)


def _held(record: ExamRecord) -> Iterator[Answer]:
    return (answer for answer in answers_of(record) if is_of_comparison(answer.path))
