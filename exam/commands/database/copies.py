"""`dermyo backup` and `dermyo restore`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from exam.backups.folder import delete_old, name_of
from exam.commands.database.settings import settings_for
from exam.commands.database.verify import faults_of, refuse_no_hash, text_of
from exam.commands.refusal import Refusal, WrongUsage
from exam.store.copies.backup import CopyRefused, back_up
from exam.store.copies.restoring import BackupChanged, restore
from exam.store.database import DatabaseOutOfReach, DatabaseUnusable
from exam.store.opening import opened
from exam.store.trail.entries import Actor, acting

NO_TRAIL = (
    "The backup had no audit trail: an earlier version wrote it, or somebody removed it. "
    "Its rows were taken as they are."
)
COMMAND_LINE = Actor(None, "command line")


def back_up_database(database: str | None, file: Path, keep: int | None) -> None:
    """Write a backup, and print how much is in it. Older ones in the same folder are deleted after it is verified.

    Raises `Refusal`, also after a backup was written that does not match its trail, and `WrongUsage`.
    """
    if keep and not file.is_dir():
        raise WrongUsage("backup: --keep needs a folder")
    into = file / name_of(datetime.now(UTC)) if file.is_dir() else file
    try:
        with opened(settings_for(database).database_url) as engine, acting(COMMAND_LINE):
            found = back_up(engine, into)
    except (CopyRefused, DatabaseUnusable, DatabaseOutOfReach) as fault:
        raise Refusal([f"dermyo: {fault}"]) from None
    except OSError as error:
        raise WrongUsage(f"{into}: {error.strerror}") from None
    if found.faults:
        raise Refusal([f"dermyo: {into} was written, but does not match its trail:", *faults_of(found, "")])
    if keep:
        delete_old(file, keep)
    sys.stdout.write(f"{into}\n{text_of(found)}\n")


def restore_database(file: Path, database: str | None, *, replace: bool, changed_too: bool, against: str) -> None:
    """Make a backup the database that is used, and print how much is in it. Raises `Refusal` and `WrongUsage`."""
    refuse_no_hash("restore", against)
    config = settings_for(database)
    if not file.is_file():
        raise WrongUsage(f"{file}: no such file")
    try:
        if config.database is None:
            config.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        with acting(COMMAND_LINE):
            found = restore(file, config.database_url, replace=replace, changed_too=changed_too, against=against)
    except BackupChanged as changed:
        lines = faults_of(changed.found, "")
        raise Refusal([f"dermyo: {changed}; --changed-too restores it as it is:", *lines]) from None
    except (CopyRefused, DatabaseUnusable, DatabaseOutOfReach) as fault:
        raise Refusal([f"dermyo: {fault}"]) from None
    except OSError as error:
        raise WrongUsage(f"{error.filename or file}: {error.strerror}") from None
    without = f"{NO_TRAIL}\n" if found.adopted else ""
    sys.stdout.write(f"Restored {file}.\n{text_of(found)}\n{without}")
