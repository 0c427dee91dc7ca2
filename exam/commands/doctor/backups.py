"""Backups: how many, how old the newest is, and where they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from exam.backups.folder import backups
from exam.commands.doctor.findings import Finding, ok, warning, wrong
from exam.config import Config

TOPIC = "backups"


def check_backups(config: Config, now: datetime) -> Iterator[Finding]:
    """The folder of the settings."""
    found = backups(config, now)
    if found is None or config.backups is None:
        yield warning(TOPIC, "no folder is set", "set DERMYO_BACKUPS, or be sure that the database is copied elsewhere")
        return
    if found.failed_at:
        words = f"the last attempt failed at {found.failed_at:%Y-%m-%d %H:%M} UTC: {found.fault}"
        yield wrong(TOPIC, " ".join(words.split()), "put that right, then dermyo backup")
    if found.newest is None:
        yield wrong(TOPIC, f"there is none in {config.backups}", "dermyo backup")
        return
    hours = (now - found.newest).total_seconds() / 3600
    words = f"{found.count} in {config.backups}, the newest {hours:.1f} hours old; each was verified when it was made"
    if found.is_late:
        yield wrong(TOPIC, words, "see whether the server or the timer runs: it should be half as old at most")
    else:
        yield ok(TOPIC, words)
    if config.data.is_dir() and config.backups.stat().st_dev == config.data.stat().st_dev:
        words = f"{config.backups} is on the same disk as the data"
        yield warning(TOPIC, words, "copy them to another machine (docs/operate.md)")
