"""`dermyo export --research`."""

from __future__ import annotations

import sys
from pathlib import Path

from exam.commands.database.copies import COMMAND_LINE
from exam.commands.database.settings import settings_for
from exam.commands.refusal import Refusal, WrongUsage
from exam.store.copies.backup import CopyRefused
from exam.store.copies.research.writing import export_research
from exam.store.database import DatabaseOutOfReach, DatabaseUnusable
from exam.store.opening import opened
from exam.store.trail.entries import acting


def export_for_research(database: str | None, target: Path) -> None:
    """Write the examinations with an outcome for research, and print how many, and how many stand alone.

    Raises `Refusal` and `WrongUsage`.
    """
    try:
        with opened(settings_for(database).database_url) as engine, acting(COMMAND_LINE):
            written = export_research(engine, target)
    except (CopyRefused, DatabaseUnusable, DatabaseOutOfReach) as fault:
        raise Refusal([f"dermyo: {fault}"]) from None
    except OSError as error:
        raise WrongUsage(f"{error.filename or target}: {error.strerror}") from None
    lines = [
        f"{target}: {written.examinations:,} examinations",
        f"The only one with their sex, decade of age and outcome: {written.alone:,}.",
        "These are patient data: without names they are not anonymous. Read README.txt in it.",
    ]
    if written.unreadable:
        lines.insert(1, f"Not written: {written.unreadable:,}, whose record this version no longer reads.")
    sys.stdout.write("\n".join(lines) + "\n")
