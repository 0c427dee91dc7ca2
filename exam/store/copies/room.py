"""Puts a finished copy where a database belongs: nothing that opens it meanwhile gets between check and change."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Integer, func, select, text

from exam.store.copies.backup import CopyRefused, copy_rows
from exam.store.copies.tables import tables_in_order
from exam.store.database import connect, reading, sqlite_file, take_time, writing
from exam.store.schema import upgrade
from exam.store.tables import accounts, exams, metadata
from exam.whole_files import real_path, whole_file

BESIDE = ("-wal", "-journal")
"""The ends of names of files that may hold rows of an SQLite database, beside it."""


@contextmanager
def room_for(url: str, *, replace: bool = False, hint: str = "; --replace puts it aside") -> Iterator[Path]:
    """A file to write an SQLite database into, whose rows are those of the database at this URL afterwards.

    With `replace` an SQLite database that is there is put aside, never deleted. One without an account or examination
    is replaced in any case; a PostgreSQL database must be so. `hint` follows the words that refuse another. Raises
    `CopyRefused`, also while a server uses it.
    """
    file = sqlite_file(url)
    if file is None:
        with TemporaryDirectory(prefix="dermyo-") as folder:
            copy = Path(folder) / "copy.sqlite3"
            yield copy
            _fill(copy, url)
    elif real_path(file).exists():
        with _replacing(real_path(file), "" if replace else hint) as copy:
            yield copy
    else:
        try:
            with whole_file(file) as copy:
                yield copy
        except FileExistsError:
            raise CopyRefused(f"a database appeared meanwhile at {file}") from None


@contextmanager
def _replacing(file: Path, refusal: str) -> Iterator[Path]:
    with ExitStack() as until_the_end:
        used = until_the_end.enter_context(_locked(file))
        if used and refusal:
            raise CopyRefused(f"there is a database at {file}{refusal}")
        with whole_file(file, replaces=True) as copy:
            yield copy
            if used:
                _put_aside(file)


@contextmanager
def _locked(file: Path) -> Iterator[bool]:
    """Hold a database so that nobody opens it until the end; whether anything is in it.

    Raises `CopyRefused` while another process has it open: each holds a shared lock on it for as long.
    """
    connection = sqlite3.connect(file, timeout=0, isolation_level=None)
    try:
        yield _hold(connection, file)
    finally:
        connection.close()


def _hold(connection: sqlite3.Connection, file: Path) -> bool:
    try:
        # Everything into the one file: what is beside it has the name of the database that takes its place.
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        if connection.execute("PRAGMA journal_mode").fetchone() != ("delete",):
            raise CopyRefused(f"{file} is in use: stop the server first")
        return _is_used(connection)
    except sqlite3.OperationalError:
        raise CopyRefused(f"{file} is in use: stop the server first") from None
    except sqlite3.DatabaseError:
        # Damaged, which may be why another is restored.
        return True


def _is_used(connection: sqlite3.Connection) -> bool:
    """Whether there is an account or an examination, or anything of another program."""
    here = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"accounts", "exams"} <= here:
        return bool(here)
    query = "SELECT EXISTS (SELECT 1 FROM accounts) OR EXISTS (SELECT 1 FROM exams)"
    return bool(connection.execute(query).fetchone()[0])


def _put_aside(file: Path) -> None:
    mark_of_time = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    aside = file.with_name(f"{file.name}.before-{mark_of_time}")
    for end in (*BESIDE, "-shm"):
        with suppress(FileNotFoundError):
            file.with_name(file.name + end).rename(aside.with_name(aside.name + end))
    try:
        # Both names, until the copy takes one: a server that starts after a kill here must find no empty place.
        aside.hardlink_to(file)
    except OSError:
        file.rename(aside)


def _fill(copy: Path, url: str) -> None:
    """Copy the rows into an empty PostgreSQL database."""
    source, target = connect(f"sqlite:///{copy}"), connect(url)
    try:
        upgrade(target)
        with reading(source) as rows, writing(target.execution_options(trail=False)) as connection:
            take_time(connection)
            _refuse_used(connection)
            copy_rows(rows, connection)
            for table in tables_in_order():
                key = list(table.primary_key)
                if len(key) == 1 and isinstance(key[0].type, Integer) and key[0].autoincrement is not False:
                    last = select(func.coalesce(func.max(key[0]), 1)).scalar_subquery()
                    connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, key[0].name), last)))
    finally:
        source.dispose()
        target.dispose()


def _refuse_used(connection: Connection) -> None:
    """Raise `CopyRefused` unless the database is empty and nobody else's; whoever opens it now waits until the end."""
    connection.execute(text(f"LOCK TABLE {', '.join(metadata.tables)} IN ACCESS EXCLUSIVE MODE"))
    if any(connection.execute(select(table.c.id).limit(1)).first() for table in (accounts, exams)):
        raise CopyRefused("the database is not empty: use a new one")
    others = "SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend' AND datname = current_database()"
    others += " AND pid <> pg_backend_pid()"
    if connection.execute(text(others)).first():
        raise CopyRefused("the database is in use: stop the server first")
