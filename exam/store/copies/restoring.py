"""Makes a backup the database that is used, after it was verified."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, Integer, func, select, text

from exam.domain.language import mark
from exam.store.copies.backup import CopyRefused, copy_rows, forget_sessions, half_written, verified
from exam.store.copies.tables import tables_in_order
from exam.store.database import DatabaseUnusable, connect, reading, sqlite_file, writing
from exam.store.schema import upgrade
from exam.store.tables import accounts, exams
from exam.store.trail.access import Trail
from exam.store.trail.verifying import Verified

RESTORED = mark("restored from a backup")
BESIDE = ("-wal", "-journal")
"""The ends of names of files that may hold rows of an SQLite database, beside it."""


class BackupChanged(CopyRefused):
    """The backup does not match its trail; `found` says what."""

    def __init__(self, found: Verified) -> None:
        super().__init__("the backup does not match its trail")
        self.found = found


def restore(backup: Path, url: str, *, replace: bool = False, changed_too: bool = False, against: str = "") -> Verified:
    """Make the backup the database at this URL; the backup itself stays as it is.

    It is brought up to date and verified first; `against` is a hash that its trail must hold. With `replace` an SQLite
    database that is there is put aside, never deleted; a PostgreSQL database must be empty. Raises `BackupChanged`
    unless it matches its trail or `changed_too`, `CopyRefused` also while a server uses the database,
    `DatabaseUnusable` for a file that is no backup, and `OSError`.
    """
    file = sqlite_file(url)
    if file:
        with half_written(file) as copy:
            found = _checked(backup, copy, against, changed_too=changed_too)
            _make_room(file, replace=replace)
    else:
        with TemporaryDirectory(prefix="dermyo-") as folder:
            copy = Path(folder) / "copy.sqlite3"
            found = _checked(backup, copy, against, changed_too=changed_too)
            _fill(copy, url)
    _note(url)
    return found


def _checked(backup: Path, copy: Path, against: str, *, changed_too: bool) -> Verified:
    _copy_with_last_rows(backup.resolve(), copy)
    found = _brought_up_to_date(copy, against)
    if found.faults and not changed_too:
        raise BackupChanged(found)
    if against and found.known is None:
        raise CopyRefused(
            f"the trail of the backup does not hold the hash {against}: its end, or all of it, is missing"
        )
    return found


def _copy_with_last_rows(backup: Path, copy: Path) -> None:
    """Copy a file, with the rows that are still beside it where a server was killed before it was put there."""
    shutil.copyfile(backup, copy)
    for end in BESIDE:
        rows, taken = backup.with_name(backup.name + end), copy.with_name(copy.name + end)
        if rows.is_file():
            taken.touch(mode=0o600)
            shutil.copyfile(rows, taken)


def _brought_up_to_date(copy: Path, against: str) -> Verified:
    had_trail = _take_rows_alone(copy)
    engine = connect(f"sqlite:///{copy}")
    try:
        upgrade(engine)
    finally:
        engine.dispose()
    found = verified(copy, against)
    found.adopted = not had_trail
    return found


def _take_rows_alone(copy: Path) -> bool:
    """Refuse what is no backup, or would change rows by itself later, and end every session.

    Returns whether it has a trail: a version before had none, and whoever removes it hides what was changed.
    """
    connection = sqlite3.connect(copy)
    try:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
            raise DatabaseUnusable("the file is no backup of Dermyo")
        if connection.execute("SELECT 1 FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchone():
            raise DatabaseUnusable("the file is no backup of Dermyo: it has triggers or views of its own")
        forget_sessions(connection)
        return connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'trail'").fetchone() is not None
    except sqlite3.DatabaseError as error:
        raise DatabaseUnusable(f"the file is no backup of Dermyo: {error}") from None
    finally:
        connection.close()


def _make_room(file: Path, *, replace: bool) -> None:
    if file.is_file() and file.stat().st_size:
        if not replace:
            raise CopyRefused(f"there is a database at {file}; --replace puts it aside")
        _refuse_in_use(file)
        _put_aside(file)


def _refuse_in_use(file: Path) -> None:
    """Raise `CopyRefused` while another process has it open: each holds a shared lock on it for as long."""
    connection = sqlite3.connect(file, timeout=0, isolation_level=None)
    try:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("ROLLBACK")
        # Everything into the one file.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.OperationalError:
        raise CopyRefused(f"{file} is in use: stop the server first") from None
    except sqlite3.DatabaseError:
        # Damaged, which may be why another is restored.
        return
    finally:
        connection.close()


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
        _refuse_used(target)
        with reading(source) as rows, writing(target.execution_options(trail=False)) as connection:
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            copy_rows(rows, connection)
            for table in tables_in_order():
                key = list(table.primary_key)
                if len(key) == 1 and isinstance(key[0].type, Integer) and key[0].autoincrement is not False:
                    last = select(func.coalesce(func.max(key[0]), 1)).scalar_subquery()
                    connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, key[0].name), last)))
    finally:
        source.dispose()
        target.dispose()


def _refuse_used(target: Engine) -> None:
    with reading(target) as connection:
        if any(connection.execute(select(table.c.id).limit(1)).first() for table in (accounts, exams)):
            raise CopyRefused("the database is not empty: restore into a new one")
        others = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        if connection.execute(text(others)).first():
            raise CopyRefused("the database is in use: stop the server first")


def _note(url: str) -> None:
    engine = connect(url)
    try:
        Trail(engine).note(RESTORED)
    finally:
        engine.dispose()
