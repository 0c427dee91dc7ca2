"""What follows from answers: what the complaint answers too, and what is worse than at the earlier examination."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from exam.domain.reasoning.consistency.derived import following
from exam.domain.record.answers import Answer
from exam.domain.record.earlier.answers import compared_again, compared_with, is_of_comparison
from exam.domain.record.model import ExamRecord
from exam.store.stored import StoredExam
from exam.store.tables import key_of


def what_follows(exam: StoredExam, given: Collection[str]) -> Sequence[Answer]:
    """The answers that follow from those just given, and the clearing of those that no longer do."""
    derived = [path for path in exam.derived if not is_of_comparison(path)]
    return (*following(exam.record, derived, given), *_of_comparison(exam, given))


def _of_comparison(exam: StoredExam, given: Collection[str]) -> Sequence[Answer]:
    """What the record holds of the earlier examination, as it is now. An imported one keeps what it came with.

    A draft that was moved to another patient is not compared any longer.
    """
    if exam.earlier and _is_same_patient(exam.record, exam.earlier.record):
        return compared_with(exam.record, exam.earlier.record)
    if exam.earlier or _has_ended(exam):
        return compared_with(exam.record, None)
    return compared_again(exam.record) if given else ()


def _is_same_patient(record: ExamRecord, earlier: ExamRecord) -> bool:
    return key_of(record.patient.reference) == key_of(earlier.patient.reference)


def _has_ended(exam: StoredExam) -> bool:
    """Whether all that the record holds of an earlier examination came from one that it is no longer compared with."""
    return exam.record.earlier is not None and all(
        path in exam.derived for path in exam.origins if is_of_comparison(path)
    )
