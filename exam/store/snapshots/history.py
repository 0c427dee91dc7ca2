"""The log of one examination inside a transaction: what it comes to at once, and its revisions where they are asked."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from exam.domain.reasoning.version import PROGRAM
from exam.domain.record.model import ExamRecord
from exam.store.log import Log, Revision
from exam.store.rows import read_log
from exam.store.snapshots.known import KNOWN
from exam.store.snapshots.snapshot import Snapshot, read_snapshot, snapshot_of
from exam.store.tables import revisions, snapshots

MADE_BY = f"2 {PROGRAM}"
"""The format of what is kept, and the program: what another one kept is not read."""

_LAST = select(func.max(revisions.c.revision)).where(revisions.c.exam_id == bindparam("this")).scalar_subquery()
_KEPT = select(snapshots.c.content).where(
    (snapshots.c.exam_id == bindparam("this")) & (snapshots.c.revision == _LAST) & (snapshots.c.made_by == MADE_BY)
)
_KEEP = (
    update(snapshots)
    .where(snapshots.c.exam_id == bindparam("this"))
    .values({name: bindparam(name) for name in ("revision", "made_by", "content")})
)


class History:
    """What the log comes to; `add` takes a revision that is written to it."""

    def __init__(self, connection: Connection, exam_id: str, snapshot: Snapshot | None, log: Log | None = None) -> None:
        self._connection, self._exam_id, self._log = connection, exam_id, log
        self.snapshot = snapshot or snapshot_of(self.log)

    @property
    def log(self) -> Log:
        """Every revision, in order."""
        if self._log is None:
            self._log = read_log(self._connection, self._exam_id)
        return self._log

    def add(self, revision: Revision, record: ExamRecord) -> None:
        """Add a revision to both, and the record that results."""
        if revision.undoes is not None:
            self._log = [*self.log, revision]
            self.snapshot = snapshot_of(self._log)
        else:
            self._log = None if self._log is None else [*self._log, revision]
            self.snapshot.add(revision)
        self.snapshot.known = record

    def keep(self, connection: Connection) -> None:
        """Keep what the log comes to now, for the next answer."""
        row = self.kept()
        if connection.execute(_KEEP, {"this": self._exam_id, **row}).rowcount == 0:
            connection.execute(insert(snapshots).values(row))

    def kept(self) -> dict[str, Any]:
        """The row that keeps what the log comes to now; the record is remembered with its text."""
        text = self.snapshot.text()
        KNOWN.know(self._exam_id, text, self.snapshot.record())
        place = {"exam_id": self._exam_id, "revision": self.snapshot.revision}
        return place | {"made_by": MADE_BY, "content": text}


def whole_history(connection: Connection, exam_id: str) -> History:
    """The history as the log alone says."""
    return History(connection, exam_id, None)


def logged(connection: Connection, exam_id: str) -> Snapshot:
    """What the log alone comes to."""
    return snapshot_of(read_log(connection, exam_id))


def kept_history(connection: Connection, row: Row[Any]) -> History:
    """The history by what is kept; by the log where that is missing, older than the log or of another program.

    A signed examination is compared with what was signed, and so always as its log says.
    """
    exam_id: str = row.id
    if row.signed_at is not None:
        return whole_history(connection, exam_id)
    text = connection.scalar(_KEPT, {"this": exam_id})
    return History(connection, exam_id, read_kept(exam_id, text, row.revision) if text else None)


def read_kept(exam_id: str, text: str, revision: int) -> Snapshot | None:
    """What was kept of an examination, with its record if that is known; None for what is none."""
    snapshot = read_snapshot(text, revision)
    if snapshot is not None:
        snapshot.known = KNOWN.find(exam_id, text)
    return snapshot
