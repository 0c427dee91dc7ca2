"""A supervisor counter-signs what a student signed, or sends it back: the note itself is never changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Engine, select

from exam.domain.language import say
from exam.domain.record.json_values import Reader
from exam.store.database import writing
from exam.store.listing import copy_state
from exam.store.people.permission import readable_row
from exam.store.signing.chain import add_counter_signature, read_chain
from exam.store.snapshots.history import logged
from exam.store.state import stored_exam
from exam.store.stored import AnswerRefused, ChangedUnseen, NotAwaited, NotIntact, StoredExam
from exam.store.tables import accounts, signatures

LONGEST_RETURN = 500


class CounterSignedExams:
    """The part of a store in which supervisors counter-sign."""

    _engine: Engine

    def counter_sign(self, exam_id: str, user_id: int, *, seen: str) -> StoredExam:
        """Counter-sign a note of a student, which is valid from then on.

        `seen` is the last hash of what was read. Raises `ExamNotFound`, `NotAwaited`, `NotIntact`, and `ChangedUnseen`
        where something was added since.
        """
        return self._settle(exam_id, user_id, seen, None)

    def send_back(self, exam_id: str, user_id: int, reason: str, *, seen: str) -> StoredExam:
        """Send the note back, for a reason of 1 to 500 characters: it stays not valid, and the student corrects it.

        Raises the same, and `AnswerRefused` for a bad reason.
        """
        reader = Reader()
        reader.text(reason.strip(), "reason", LONGEST_RETURN)
        if not reason.strip():
            reader.fault("reason", say("needs at least one character"))
        if reader.faults:
            raise AnswerRefused(reader.faults)
        return self._settle(exam_id, user_id, seen, reason.strip())

    def _settle(self, exam_id: str, user_id: int, seen: str, returned: str | None) -> StoredExam:
        with writing(self._engine) as connection:
            row, why = readable_row(connection, exam_id, user_id, locked=True)
            exam = stored_exam(connection, row, logged(connection, exam_id))
            _refuse(exam, user_id)
            if seen != exam.last_hash:
                raise ChangedUnseen(exam_id)
            me = connection.execute(
                select(accounts.c.full_name, accounts.c.username).where(accounts.c.id == user_id)
            ).one()
            signature = connection.scalar(select(signatures.c.sha256).where(signatures.c.exam_id == exam_id))
            by = {"exam_id": exam_id, "account_id": user_id, "author": me.full_name, "username": me.username}
            values = by | {"at": datetime.now(UTC), "returned": returned}
            chain = read_chain(connection, exam_id, str(signature))
            add_counter_signature(connection, values, chain, str(signature))
            copy_state(connection, exam_id)
            return replace(stored_exam(connection, row, logged(connection, exam_id)), reading=why)


def _refuse(exam: StoredExam, user_id: int) -> None:
    """Raise unless the note waits for this supervisor, counts, and is as it was signed."""
    supervision = exam.supervision
    if supervision is None or supervision.supervisor_id != user_id or supervision.said:
        raise NotAwaited(exam.id)
    if exam.signature is None or exam.void or exam.corrected_by:
        raise NotAwaited(exam.id)
    if not exam.signature.intact:
        raise NotIntact(exam.id)
