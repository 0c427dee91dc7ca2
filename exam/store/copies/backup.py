"""Writes a copy of a database into a file, while it is used."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, delete, insert, select

from exam.domain.language import mark
from exam.store.copies.tables import NOT_COPIED, tables_in_order
from exam.store.database import connect, reading, take_time, writing
from exam.store.schema import upgrade
from exam.store.trail.entries import note
from exam.store.trail.verifying import Verified, verify
from exam.whole_files import whole_file

BACKED_UP = mark("backed up")
ROWS_AT_ONCE = 200


class CopyRefused(RuntimeError):
    """The copy cannot be made; the message is one line."""


def back_up(engine: Engine, file: Path) -> Verified:
    """Copy one state of the database into a new file that only its owner can read, and verify the copy.

    The trail notes it first, so that the copy holds the note. The file is complete or not there. It is an SQLite
    database, also of one on PostgreSQL. Raises `CopyRefused` if the file is there already, `DatabaseOutOfReach` and
    `OSError`.
    """
    try:
        with whole_file(file) as beside:
            with writing(engine) as connection:
                note(connection, BACKED_UP)
            if engine.dialect.name == "sqlite":
                _copy_file(engine, beside)
            else:
                _copy_rows(engine, beside)
            return verified(beside)
    except FileExistsError:
        raise CopyRefused(f"{file} is there already") from None


def verified(file: Path, against: str = "") -> Verified:
    """What `verify` finds in a file that is a database."""
    engine = connect(f"sqlite:///{file}")
    try:
        return verify(engine, against)
    finally:
        engine.dispose()
        _as_one_file(file)


def copy_rows(source: Connection, target: Connection) -> None:
    """Copy every row of every table, what is referred to first."""
    for table in tables_in_order():
        for rows in _batches(source, table):
            target.execute(insert(table), rows)


def forget_sessions(copy: sqlite3.Connection) -> None:
    """Leave out what no copy holds: a session that was ended since would go on where the copy is restored."""
    here = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    with copy:
        for table in NOT_COPIED:
            if table.name in here:
                copy.execute(str(delete(table)))


def _copy_file(engine: Engine, file: Path) -> None:
    with reading(engine) as connection:
        source = connection.connection.dbapi_connection
        assert isinstance(source, sqlite3.Connection)
        target = sqlite3.connect(file)
        try:
            source.backup(target)
            forget_sessions(target)
        finally:
            target.close()


def _copy_rows(engine: Engine, file: Path) -> None:
    copy = connect(f"sqlite:///{file}")
    try:
        upgrade(copy)
        with reading(engine) as source, writing(copy.execution_options(trail=False)) as target:
            take_time(source)
            copy_rows(source, target)
    finally:
        copy.dispose()


def _batches(source: Connection, table: Table) -> Iterator[list[dict[str, object]]]:
    order = [table.c.created_at] if "created_at" in table.c else list(table.primary_key)
    rows = source.execute(select(table).order_by(*order).execution_options(yield_per=ROWS_AT_ONCE))
    for some in rows.mappings().partitions():
        yield [dict(row) for row in some]


def _as_one_file(file: Path) -> None:
    """Everything in one file, which can be copied as it is."""
    connection = sqlite3.connect(file)
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
    finally:
        connection.close()
