"""The examinations of demonstrations: the same as those of patients, but nobody can type anything into them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Engine

from exam.domain.language import mark, say
from exam.domain.record.answers import Answer
from exam.domain.record.json_values import Fault
from exam.domain.record.reviews import HANDOVER
from exam.domain.words.values import TYPED
from exam.store.exams import Answers, Exams
from exam.store.settings import Clinic, Phrase, PhraseKind, Settings
from exam.store.stored import AnswerRefused, Saved, StoredExam

PREFIX = "training"
"""What the id of a demonstration begins with; that of a patient's examination is a hexadecimal number."""
NOT_TYPED = mark("cannot be typed in a demonstration")
REASON = "Demonstration"


def new_id() -> str:
    """An id that nobody can guess, of the length of the others."""
    return f"{PREFIX}{secrets.token_hex(12)}"


class TrainingExams(Exams):
    """Refuses every text, so that nothing about a real person can be entered by mistake."""

    def append(self, exam_id: str, user_id: int, answers: Answers, **how: Any) -> Saved:
        """As for a patient. Raises `AnswerRefused` for a text as well."""

        def without_text(exam: StoredExam) -> Sequence[Answer]:
            given = answers(exam) if callable(answers) else answers
            refuse_text(given)
            return given

        return super().append(exam_id, user_id, without_text, **how)

    def void(self, exam_id: str, user_id: int, reason: str) -> StoredExam:  # noqa: ARG002
        """As for a patient, with a reason that nobody typed."""
        return super().void(exam_id, user_id, REASON)

    def add_addendum(self, exam_id: str, user_id: int, text: str, *, form_id: str = "") -> StoredExam:  # noqa: ARG002
        """Raises `AnswerRefused`: an addendum is a text. Raises `ExamNotFound` as for a patient."""
        self.open(exam_id, user_id)
        raise AnswerRefused((Fault("addendum", say(NOT_TYPED)),))


class TrainingSettings(Settings):
    """Knows the clinic's clock and paper, and neither its name nor its address."""

    def __init__(self, engine: Engine, clinic: Callable[[], Clinic]) -> None:
        super().__init__(engine)
        self._clinic = clinic

    def clinic(self) -> Clinic:
        """The settings that a demonstration shares with the clinic."""
        return without_name(self._clinic())

    def add_phrase(self, user_id: int, kind: PhraseKind, text: str, *, form_id: str = "") -> Phrase:  # noqa: ARG002
        """Raises `AnswerRefused`: a phrase is a text."""
        raise AnswerRefused((Fault("text", say(NOT_TYPED)),))


def without_name(clinic: Clinic) -> Clinic:
    """What a demonstration shares of the clinic's settings."""
    return replace(clinic, name="", address="", reference_in_file_names=False, service=None)


def refuse_text(answers: Sequence[Answer]) -> None:
    """Raise `AnswerRefused` if one of the answers is a text, or has words with it. Clearing one is allowed."""
    faults = tuple(Fault(answer.path, say(NOT_TYPED)) for answer in answers if _has_text(answer))
    if faults:
        raise AnswerRefused(faults)


def _has_text(answer: Answer) -> bool:
    if answer.value is None:
        return False
    words = answer.value.get("text") if isinstance(answer.value, dict) else None
    return bool(words) or answer.path.startswith((*TYPED, HANDOVER))
