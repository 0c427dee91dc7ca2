"""The data folder: whose it is, who may read it, how much space is left, and the key in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from exam.commands.doctor.drives import network_drive
from exam.commands.doctor.findings import Finding, ok, warning, wrong
from exam.config import Config, SecretFaulty, refuse_weak_key
from exam.store.database import sqlite_file

TOPIC = "data folder"
FULL, NEARLY_FULL = 64 * 1024**2, 1024**3
"""In bytes."""
PRIVATE = ("secret-key", "dermyo.sqlite3", "training.sqlite3", "tls/server.pem", "tls/authority.pem")


def check_files(config: Config, _now: datetime) -> Iterator[Finding]:
    """What is in the data folder, or that there is none yet."""
    if not config.data.is_dir():
        yield warning(
            TOPIC, f"{config.data} is not there", "it is made at the first start; or set DERMYO_DATA as for the server"
        )
        return
    yield from _rights(config.data)
    yield _space(config.data)
    yield from _drive(config)
    yield from _key(config)


def _rights(folder: Path) -> Iterator[Finding]:
    state = folder.stat()
    if os.getuid() != state.st_uid:
        words = f"{folder} belongs to user number {state.st_uid}, and this command runs as {os.getuid()}"
        yield warning(TOPIC, words, "run this command as the user that runs the server")
    paths = [path for path in (folder, *(folder / name for name in PRIVATE)) if path.exists()]
    others = [path for path in paths if path.stat().st_mode & 0o077]
    if others:
        words = ", ".join(f"{path} ({path.stat().st_mode & 0o777:o})" for path in others)
        yield wrong(TOPIC, f"other users may read: {words}", f"chmod go= {' '.join(map(str, others))}")
    else:
        yield ok(TOPIC, f"{folder} is closed to other users")


def _space(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    words = f"{free / 1024**3:,.1f} GB are free on the disk of {folder}"
    if free < FULL:
        return wrong("disk", words, "free some: nothing more can be saved soon")
    return warning("disk", words, "free some, or move the data folder") if free < NEARLY_FULL else ok("disk", words)


def _drive(config: Config) -> Iterator[Finding]:
    file = sqlite_file(config.database_url)
    for path in (*((file,) if file else ()), config.training_file):
        kind = network_drive(path.absolute().parent)
        if kind:
            words = f"{path} is on a network drive ({kind}), where SQLite can lose or damage records"
            yield wrong("disk", words, "move the data folder to a disk of this machine, or use PostgreSQL")


def _key(config: Config) -> Iterator[Finding]:
    if config.secret_key:
        yield ok("secret key", "from DERMYO_SECRET_KEY; several servers need the same one")
        return
    path = config.data / "secret-key"
    if not path.exists():
        yield ok("secret key", "made at the first start")
        return
    try:
        refuse_weak_key(path.read_text("ascii").strip())
    except OSError as error:
        yield wrong("secret key", f"{path} cannot be read: {error.strerror}", "run as the user that runs the server")
    except (SecretFaulty, UnicodeDecodeError):
        yield wrong("secret key", f"{path} can be guessed", "delete it and restart: everybody signs in again")
    else:
        yield ok("secret key", "long and random enough")
