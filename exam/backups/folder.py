"""What is in the folder of backups, and when the next one is due. Nothing here opens a database."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from exam.config import Config
from exam.whole_files import whole_file

NAME = "dermyo-%Y%m%dT%H%M%SZ.backup"
BACKUPS = "dermyo-*.backup"
TRIED_AGAIN_AFTER = timedelta(hours=1)
"""After a fault, unless backups are more frequent."""
HOURS_OF_A_TIMER = 24
"""How often a timer of the system should make them, where the server does not."""


@dataclass(frozen=True, slots=True)
class Backups:
    """The backups in a folder: how many, when the newest was made, and since when the last attempt has failed, why.

    `is_late`: there is none, or the newest is more than twice as old as it should be.
    """

    count: int
    newest: datetime | None
    is_late: bool
    failed_at: datetime | None = None
    fault: str = ""


def name_of(now: datetime) -> str:
    """The name of a backup that is made now."""
    return now.strftime(NAME)


def files(folder: Path) -> list[Path]:
    """The backups in a folder, the newest first."""
    return sorted((file for file in folder.glob(BACKUPS) if _made_at(file)), reverse=True)


def delete_old(folder: Path, kept: int) -> None:
    """Delete all but the newest ones."""
    for old in files(folder)[kept:]:
        old.unlink(missing_ok=True)


def backups(config: Config, now: datetime) -> Backups | None:
    """What is in the folder of the settings; None without one. A folder that cannot be read has no backups."""
    if config.backups is None:
        return None
    found = files(config.backups)
    newest = _made_at(found[0]) if found else None
    late = timedelta(hours=2 * (config.backup_hours or HOURS_OF_A_TIMER))
    failed_at, fault = _fault(config)
    return Backups(len(found), newest, newest is None or now - newest > late, failed_at, fault)


def is_due(config: Config, now: datetime) -> bool:
    """Whether the server should make a backup now."""
    if not config.backup_hours:
        return False
    every, found = timedelta(hours=config.backup_hours), backups(config, now)
    if found is None or (found.failed_at and now - found.failed_at < min(every, TRIED_AGAIN_AFTER)):
        return False
    return found.newest is None or now - found.newest >= every


@contextmanager
def turn(folder: Path, *, waits: bool) -> Iterator[bool]:
    """Whether this process alone makes a backup into this folder now; one that does not wait may be too late.

    Raises `OSError`.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)


def note_fault(config: Config, now: datetime, fault: str) -> None:
    """Keep why the last attempt failed. Raises `OSError`."""
    with whole_file(_fault_file(config), replaces=True) as file:
        file.write_text(f"{now.isoformat()}\n{fault}\n", "utf-8")


def forget_fault(config: Config) -> None:
    """Forget it, after an attempt that succeeded."""
    _fault_file(config).unlink(missing_ok=True)


def _fault_file(config: Config) -> Path:
    # Not in the folder of backups, which may be what failed.
    return config.data / "backup-fault"


def _fault(config: Config) -> tuple[datetime | None, str]:
    try:
        at, _, fault = _fault_file(config).read_text("utf-8").partition("\n")
        return datetime.fromisoformat(at), fault.strip()
    except (OSError, ValueError):
        return None, ""


def _made_at(file: Path) -> datetime | None:
    try:
        return datetime.strptime(file.name, NAME).replace(tzinfo=UTC)
    except ValueError:
        return None
