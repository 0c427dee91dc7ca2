"""Opens an examination: for its examiner, or for another who may read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Engine

from exam.store.database import reading, writing
from exam.store.people.hand_overs import is_unopened, note_opened
from exam.store.people.permission import readable_row
from exam.store.rows import exam_row
from exam.store.snapshots.history import kept_history
from exam.store.state import stored_exam
from exam.store.stored import StoredExam


class OpenedExams:
    """The part of a store that opens examinations."""

    _engine: Engine

    def open(self, exam_id: str, user_id: int) -> StoredExam:
        """The examination in its current state. Raises `ExamNotFound`, also for a discarded one.

        Of a draft that was handed over, the first time is noted: from then on it is not taken back.
        """
        with reading(self._engine) as connection:
            row = exam_row(connection, exam_id, user_id)
            exam = stored_exam(connection, row, kept_history(connection, row).snapshot)
            is_new = is_unopened(connection, exam_id)
        if is_new:
            with writing(self._engine) as connection:
                exam_row(connection, exam_id, user_id, locked=True)
                note_opened(connection, exam_id, datetime.now(UTC))
        return exam

    def read(self, exam_id: str, user_id: int) -> StoredExam:
        """The same for everyone who may read it; `reading` says why, unless it is the examiner's own.

        Raises `ExamNotFound`.
        """
        with reading(self._engine) as connection:
            row, why = readable_row(connection, exam_id, user_id)
            exam = stored_exam(connection, row, kept_history(connection, row).snapshot) if why else None
        return replace(exam, reading=why) if exam else self.open(exam_id, user_id)
