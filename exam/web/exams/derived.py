"""What the complaint answers as well, and the form does not ask again."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from exam.domain.reasoning.consistency.derived import following
from exam.domain.record.answers import Answer
from exam.store.stored import StoredExam


def what_follows(exam: StoredExam, given: Collection[str]) -> Sequence[Answer]:
    """The answers that follow from those just given, and the clearing of those that no longer do."""
    return following(exam.record, exam.derived, given)
