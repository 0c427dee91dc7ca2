"""`dermyo backup` without a file: into the folder of the settings, as a timer or the server calls it."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path

from exam.backups.folder import files, forget_fault, is_due, note_fault, turn
from exam.commands.database.copies import back_up_database
from exam.commands.database.settings import settings_for
from exam.commands.refusal import Refusal, WrongUsage
from exam.config import Config
from exam.logs.lines import set_up

LOGGER = logging.getLogger(__name__)


def back_up_as_set(database: str | None, keep: int | None, *, if_due: bool) -> None:
    """Make a backup into the folder of the settings, delete old ones, and keep why it failed.

    `if_due` is for the server: nothing happens if another process makes one, or made it already, and the log has what
    happened. Raises `Refusal` and `WrongUsage`.
    """
    config = settings_for(database)
    folder = config.backups
    if folder is None:
        raise WrongUsage("backup: name a file, or set DERMYO_BACKUPS")
    if if_due:
        set_up(config.log)
        if not is_due(config, datetime.now(UTC)):
            return
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with turn(folder, waits=not if_due) as is_ours:
            # Another process may have made one meanwhile.
            if if_due and not (is_ours and is_due(config, datetime.now(UTC))):
                return
            back_up_database(database, folder, keep or config.backups_kept)
    except OSError as error:
        _note(config, WrongUsage(f"{error.filename or folder}: {error.strerror}"), if_due=if_due)
    except (Refusal, WrongUsage) as fault:
        _note(config, fault, if_due=if_due)
    else:
        forget_fault(config)
        _log_done(folder, if_due=if_due)


def _note(config: Config, fault: Refusal | WrongUsage, *, if_due: bool) -> None:
    """Keep the fault, then raise it. What cannot be kept is at least raised and logged."""
    words = str(fault).removeprefix("dermyo: ")
    if if_due:
        LOGGER.error("the backup failed: %s", words)
    try:
        note_fault(config, datetime.now(UTC), words)
    except OSError:
        LOGGER.exception("why the backup failed could not be kept")
    if if_due:
        raise SystemExit(1) from None
    raise fault from None


def _log_done(folder: Path, *, if_due: bool) -> None:
    if if_due:
        LOGGER.info("backed up: %s", files(folder)[0].name)
