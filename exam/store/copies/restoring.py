"""Makes a backup the database that is used, after it was verified."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from exam.domain.language import mark
from exam.store.copies.backup import CopyRefused, forget_sessions, verified
from exam.store.copies.room import BESIDE, room_for
from exam.store.database import DatabaseUnusable, connect, writing
from exam.store.lists.ends import write_all_ends
from exam.store.schema import upgrade
from exam.store.trail.access import Trail
from exam.store.trail.verifying import Verified

RESTORED = mark("restored from a backup")


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
    with room_for(url, replace=replace) as copy:
        _copy_with_last_rows(backup.resolve(), copy)
        found = _brought_up_to_date(copy, against)
        refuse_unmatched(found, against, changed_too=changed_too)
    _note(url)
    return found


def refuse_unmatched(found: Verified, against: str, *, changed_too: bool) -> None:
    """Raise `BackupChanged` or `CopyRefused` for a copy that does not match its trail, or holds no such hash."""
    if found.faults and not changed_too:
        raise BackupChanged(found)
    if against and found.known is None:
        raise CopyRefused(
            f"the trail of the backup does not hold the hash {against}: its end, or all of it, is missing"
        )


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
        with writing(engine.execution_options(trail=False)) as connection:
            write_all_ends(connection)
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


def _note(url: str) -> None:
    engine = connect(url)
    try:
        Trail(engine).note(RESTORED)
    finally:
        engine.dispose()
