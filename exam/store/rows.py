"""Reads and writes the rows and the log of one examination, inside a transaction."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, bindparam, insert, select

from exam.domain.record.answers import Answer
from exam.store.log import Log, Revision, sender_of
from exam.store.people.permission import belongs_to
from exam.store.stored import ExamNotFound
from exam.store.tables import accounts, answers, exams, revisions, signatures, voids
from exam.store.trail.digests import digest_of_revision
from exam.store.trail.entries import wrote

# What every tap asks is written once: to build a statement takes longer than SQLite takes for it.
_MINE = (exams.c.id == bindparam("this")) & belongs_to(bindparam("account_id"))
_ANY = select(exams, accounts.c.full_name, accounts.c.username).select_from(exams).join(accounts).where(_MINE)
EXAM = _ANY.where(exams.c.discarded_at.is_(None))
"""The examination with the id `this` that `account_id` may change, with its examiner's name and user name."""


def locking(query: Select[Any]) -> Select[Any]:
    """The same, with the examination locked until the transaction ends."""
    return query.with_for_update(of=exams)


_THERE = {False: EXAM, True: _ANY.where(exams.c.discarded_at.is_not(None))}
_ROWS = {
    (locked, discarded): locking(query) if locked else query
    for discarded, query in _THERE.items()
    for locked in (False, True)
}
_ADD_REVISION, _ADD_ANSWERS = insert(revisions), insert(answers)
_SAME_ANSWER = select(revisions.c.revision).where(
    revisions.c.exam_id == bindparam("exam_id"), revisions.c.answer_id == bindparam("answer_id")
)
_SIGNATURE = select(signatures).where(signatures.c.exam_id == bindparam("exam_id"))


class Stamp(NamedTuple):
    """The id a revision was sent with, who sent it, and when it was stored."""

    answer_id: str
    account_id: int
    at: datetime


def exam_row(
    connection: Connection, exam_id: str, account_id: int, *, locked: bool = False, discarded: bool = False
) -> Row[Any]:
    """The examination that this account may change, with its examiner's name and user name. Raises `ExamNotFound`.

    A discarded one is found only when it is asked for.
    """
    return row_of(connection, _ROWS[locked, discarded], exam_id, account_id)


def row_of(connection: Connection, query: Select[Any], exam_id: str, account_id: int, **more: Any) -> Row[Any]:
    """The one row of a query that begins as `EXAM`, with `more` that it takes. Raises `ExamNotFound`."""
    if not exam_id.isalnum():  # PostgreSQL rejects queries with some other characters
        raise ExamNotFound(exam_id)
    row = connection.execute(query, {"this": exam_id, "account_id": account_id, **more}).first()
    if row is None:
        raise ExamNotFound(exam_id)
    return row


def read_log(connection: Connection, exam_id: str) -> Log:
    """Every revision, in order."""
    here = (revisions.c.exam_id == answers.c.exam_id) & (revisions.c.revision == answers.c.revision)
    head = (revisions.c.revision, revisions.c.answer_id, revisions.c.origin, revisions.c.undoes)
    query = select(*head, answers.c.path, answers.c.value).join(answers, here).where(revisions.c.exam_id == exam_id)
    rows = connection.execute(query.order_by(revisions.c.revision, answers.c.position))
    return [revision_of(list(group)) for _, group in groupby(rows, key=lambda row: row.revision)]


class RevisionRows(NamedTuple):
    """One revision of the log, as rows: its own, and one for each answer."""

    entry: dict[str, Any]
    answers: list[dict[str, Any]]

    def wrote(self, connection: Connection) -> None:
        """Note for the trail that they were added."""
        entry, given = self.entry, [(row["path"], row["value"]) for row in self.answers]
        digest, key = digest_of_revision(entry, given), (entry["exam_id"], entry["revision"])
        wrote(connection, entry["origin"], revisions, *key, exam_id=entry["exam_id"], digest=digest)


def revision_rows(exam_id: str, revision: Revision, stamp: Stamp) -> RevisionRows:
    """The rows of a revision of this examination."""
    place = {"exam_id": exam_id, "revision": revision.number}
    entry = place | {"origin": revision.origin, "undoes": revision.undoes} | stamp._asdict()
    given = ((path, json.dumps(value)) for path, value in revision.answers)
    return RevisionRows(
        entry, [place | {"position": at, "path": path, "value": value} for at, (path, value) in enumerate(given)]
    )


def write_revision(connection: Connection, exam_id: str, revision: Revision, stamp: Stamp) -> None:
    """Add one revision to the log."""
    rows = revision_rows(exam_id, revision, stamp)
    connection.execute(_ADD_REVISION, rows.entry)
    # Of one alone the driver need not make a batch.
    connection.execute(_ADD_ANSWERS, rows.answers[0] if len(rows.answers) == 1 else rows.answers)
    rows.wrote(connection)


def was_answered(connection: Connection, exam_id: str, answer_id: str) -> bool:
    """Whether this answer was stored before, so that sending it again changes nothing."""
    return connection.execute(_SAME_ANSWER, {"exam_id": exam_id, "answer_id": answer_id}).first() is not None


def signature_row(connection: Connection, exam_id: str) -> Row[Any] | None:
    """The signature, or None for a draft."""
    return connection.execute(_SIGNATURE, {"exam_id": exam_id}).first()


def is_void(connection: Connection, exam_id: str) -> bool:
    """Whether the note was declared void."""
    return connection.execute(select(voids.c.exam_id).where(voids.c.exam_id == exam_id)).first() is not None


def corrected_by(connection: Connection, exam_id: str) -> Row[Any, Any] | None:
    """The version that corrects this one, a draft or signed, or None; not a discarded one."""
    newer = (exams.c.corrects_id == exam_id) & exams.c.discarded_at.is_(None)
    return connection.execute(select(exams.c.id, exams.c.signed_at).where(newer)).first()


def was_corrected(connection: Connection, exam_id: str) -> bool:
    """Whether a version that corrects this one was ever begun, also if it was discarded."""
    return connection.execute(select(exams.c.id).where(exams.c.corrects_id == exam_id)).first() is not None


def revision_of(rows: Sequence[Any]) -> Revision:
    """A revision from its rows, one for each answer."""
    first = rows[0]
    given = tuple(Answer(row.path, json.loads(row.value)) for row in rows)
    return Revision(first.revision, first.origin, given, first.undoes, sender_of(first.answer_id))
