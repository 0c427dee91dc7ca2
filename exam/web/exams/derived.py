"""What follows from answers: what the complaint answers too, and what is worse than at the earlier examination."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from exam.domain.reasoning.consistency.derived import following
from exam.domain.record.answers import Answer
from exam.domain.record.earlier.answers import compared_again, compared_with, is_of_comparison
from exam.store.stored import StoredExam


def what_follows(exam: StoredExam, given: Collection[str]) -> Sequence[Answer]:
    """The answers that follow from those just given, and the clearing of those that no longer do."""
    derived = [path for path in exam.derived if not is_of_comparison(path)]
    return (*following(exam.record, derived, given), *_of_comparison(exam, given))


def _of_comparison(exam: StoredExam, given: Collection[str]) -> Sequence[Answer]:
    """What the record holds of the earlier examination, as it is now. An imported one keeps what it came with."""
    if exam.earlier:
        return compared_with(exam.record, exam.earlier.record)
    if _has_ended(exam):
        return compared_with(exam.record, None)
    return compared_again(exam.record) if given else ()


def _has_ended(exam: StoredExam) -> bool:
    """Whether all that the record holds of an earlier examination came from one that it is no longer compared with."""
    return exam.record.earlier is not None and all(
        path in exam.derived for path in exam.origins if is_of_comparison(path)
    )
