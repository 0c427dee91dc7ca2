"""An examination with all that an answer needs of it, read in one statement: each is a way to the server and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, exists, func, select

from exam.store.rows import EXAM, exam_row, locking, row_of, was_answered
from exam.store.snapshots.history import MADE_BY, History, kept_history, read_kept
from exam.store.tables import exams, revisions, signatures, snapshots

_OF_IT = revisions.c.exam_id == exams.c.id
_FOUND = (
    EXAM.outerjoin(snapshots, snapshots.c.exam_id == exams.c.id)
    .outerjoin(signatures, signatures.c.exam_id == exams.c.id)
    .add_columns(
        snapshots.c.content,
        snapshots.c.made_by,
        snapshots.c.revision.label("kept_revision"),
        select(func.max(revisions.c.revision)).where(_OF_IT).scalar_subquery().label("last_revision"),
        exists().where(_OF_IT & (revisions.c.answer_id == bindparam("answer_id"))).label("is_repeated"),
        signatures.c.exam_id.label("signature_of"),
    )
)
_QUERIES = {False: _FOUND, True: locking(_FOUND)}


@dataclass(frozen=True, slots=True)
class Found:
    """The row of an examination and what its log comes to. `is_repeated`: it has the answer that is given already."""

    row: Row[Any]
    history: History
    may_be_signed: bool
    is_repeated: bool

    def is_now(self, connection: Connection, account_id: int) -> bool:
        """Whether the examination, which is locked with this, is still as it was found. Raises `ExamNotFound`."""
        now = exam_row(connection, self.row.id, account_id, locked=True)
        return tuple(now) == tuple(self.row[: len(now)])


def find(
    connection: Connection, exam_id: str, account_id: int, answer_id: str | None, *, locked: bool = False
) -> Found:
    """The examination that this account may change. Raises `ExamNotFound`."""
    row = row_of(connection, _QUERIES[locked], exam_id, account_id, answer_id=answer_id)
    snapshot = read_kept(exam_id, row.content, row.revision) if _is_one_state(row) else None
    if snapshot is not None:
        history = History(connection, exam_id, snapshot)
        return Found(row, history, may_be_signed=False, is_repeated=bool(row.is_repeated))
    is_repeated = answer_id is not None and was_answered(connection, exam_id, answer_id)
    return Found(row, kept_history(connection, row), may_be_signed=True, is_repeated=is_repeated)


def _is_one_state(row: Row[Any]) -> bool:
    """Whether all of a row may be used.

    On PostgreSQL a row whose lock was waited for is as it is now, and what is joined to it as it was before. Every
    answer gives the row another revision, and signing another time.
    """
    is_draft = row.signed_at is None and row.signature_of is None
    return is_draft and row.made_by == MADE_BY and row.kept_revision == row.last_revision == row.revision
