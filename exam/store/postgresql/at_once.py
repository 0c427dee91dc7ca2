"""What most taps write, as one statement: on PostgreSQL each is a way to the server and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Connection, RowMapping, Table, bindparam, insert, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.sql.dml import ReturningUpdate

from exam.store.tables import answers, exams, revisions, snapshots
from exam.store.trail.digests import stored_columns

Values = Mapping[str, Any]


def write_at_once(
    connection: Connection, revision: Values, answer: Values, snapshot: Values, listed: Values
) -> RowMapping:
    """Add a revision and its one answer, keep a snapshot in place of the one before, and update the examination's row.

    The first three are whole rows, `listed` the columns of `exams` that change. Returns that row as it then is, as
    `stored_columns` reads it.
    """
    rows = (*_named(revisions, revision), *_named(answers, answer), *_named(snapshots, snapshot))
    values = {"this": revision["exam_id"], **dict(rows), **listed}
    return connection.execute(_statement(*listed), values).mappings().one()


@cache
def _statement(*names: str) -> ReturningUpdate[Any]:
    """Made once for these columns of `exams`, since every tap does it."""
    parts = (
        insert(revisions).values(_parameters(revisions)).cte("revision"),
        insert(answers).values(_parameters(answers)).cte("answer"),
        _kept().cte("snapshot"),
    )
    row = update(exams).where(exams.c.id == bindparam("this")).values({name: bindparam(name) for name in names})
    return row.returning(*stored_columns(exams)).add_cte(*parts)


def _kept() -> postgresql.Insert:
    row = postgresql.insert(snapshots).values(_parameters(snapshots))
    new = {column.name: row.excluded[column.name] for column in snapshots.columns if not column.primary_key}
    return row.on_conflict_do_update(index_elements=[*snapshots.primary_key], set_=new)


def _parameters(table: Table) -> dict[str, BindParameter[Any]]:
    return {column.name: bindparam(f"{table.name}_{column.name}") for column in table.columns}


def _named(table: Table, row: Values) -> Iterator[tuple[str, Any]]:
    return ((f"{table.name}_{name}", value) for name, value in row.items())
