"""Runs every check, and prints what they found as text or JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime

from exam.commands.database.settings import settings_for
from exam.commands.doctor.backups import check_backups
from exam.commands.doctor.database import check_database
from exam.commands.doctor.files import check_files
from exam.commands.doctor.findings import Finding, wrong
from exam.commands.doctor.machine import check_machine
from exam.commands.doctor.network import check_network
from exam.commands.refusal import Refusal
from exam.config import Config

Check = Callable[[Config, datetime], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (check_machine, check_files, check_network, check_database, check_backups)


def examine(database: str | None, *, as_json: bool) -> None:
    """Print what was found, in the order of the checks. Raises `Refusal` if anything is wrong, and `WrongUsage`."""
    config, now = settings_for(database), datetime.now(UTC)
    found = [finding for check in CHECKS for finding in _found(check, config, now)]
    counts = {level: sum(finding.level == level for finding in found) for level in ("wrong", "warning", "ok")}
    if as_json:
        sys.stdout.write(f"{json.dumps({**counts, 'findings': [asdict(one) for one in found]}, indent=2)}\n")
    else:
        sys.stdout.writelines(_lines(found))
    if counts["wrong"]:
        raise Refusal([f"dermyo: {counts['wrong']} wrong, {counts['warning']} to consider"])


def _found(check: Check, config: Config, now: datetime) -> Iterator[Finding]:
    """What a check found; a file that it may not read is a finding too."""
    try:
        yield from check(config, now)
    except OSError as error:
        yield wrong("files", f"{error.filename}: {error.strerror}", "run this command as the user that runs the server")


def _lines(found: list[Finding]) -> Iterator[str]:
    width = max(len(finding.topic) for finding in found)
    for finding in found:
        yield f"{finding.level:<8} {finding.topic:<{width}}  {finding.words}\n"
        if finding.todo:
            yield f"{'':<{8 + 1 + width}}  to do: {finding.todo}\n"
