"""Compares what is kept of each log with the log itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby

from sqlalchemy import Connection, func, select, type_coerce
from sqlalchemy.types import NullType

from exam.store.log import Revision
from exam.store.rows import revision_of
from exam.store.snapshots.history import MADE_BY
from exam.store.snapshots.snapshot import snapshot_of
from exam.store.tables import answers, revisions, snapshots
from exam.store.trail.digests import subject_of


def changed_snapshots(connection: Connection, but: Collection[str] = ()) -> Iterator[str]:
    """The place of each that does not say what its log comes to. One that is not read is not compared.

    Read are those of this program whose revision is the last of the log; none is ahead of it. Those of the examinations
    `but`, whose log itself was changed, are left out.
    """
    last = select(func.max(revisions.c.revision)).where(revisions.c.exam_id == snapshots.c.exam_id).scalar_subquery()
    # Compared by the database: a column of SQLite may hold anything.
    ahead = last.is_(None) | (snapshots.c.revision > last)
    read = (snapshots.c.made_by == MADE_BY) & (snapshots.c.revision == last)
    for row in connection.execute(select(snapshots.c.exam_id, ahead.label("ahead")).where(ahead | read)).all():
        if row.exam_id not in but and (row.ahead or not _is_of_its_log(connection, row.exam_id)):
            yield subject_of(snapshots, (row.exam_id,))


def _is_of_its_log(connection: Connection, exam_id: str) -> bool:
    kept = connection.scalar(select(type_coerce(snapshots.c.content, NullType())).where(snapshots.c.exam_id == exam_id))
    try:
        return bool(kept == snapshot_of(_log(connection, exam_id)).text())
    except (ValueError, TypeError, AttributeError, RecursionError):
        # The log itself was changed, which its digests name.
        return True


def _log(connection: Connection, exam_id: str) -> list[Revision]:
    """The log as the driver reads it: a column of SQLite may hold anything."""
    here = (revisions.c.exam_id == answers.c.exam_id) & (revisions.c.revision == answers.c.revision)
    columns = (revisions.c.revision, revisions.c.answer_id, revisions.c.origin, revisions.c.undoes)
    stored = (
        type_coerce(column, NullType()).label(column.name) for column in (*columns, answers.c.path, answers.c.value)
    )
    query = select(*stored).select_from(revisions.join(answers, here)).where(revisions.c.exam_id == exam_id)
    rows = connection.execute(query.order_by(revisions.c.revision, answers.c.position))
    return [revision_of(list(group)) for _, group in groupby(rows, key=lambda row: row.revision)]
