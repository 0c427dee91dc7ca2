"""The folder that holds the database and the key that signs sessions, not accessible to other users of the machine."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from exam.config import Config


def make_data_folder(config: Config) -> None:
    """Create the folder if it is missing: whichever command is the first, others cannot look into it."""
    config.data.mkdir(parents=True, exist_ok=True, mode=0o700)


def open_data_folder(config: Config) -> Path:
    """Create the folder and the database file in it if missing, accessible to their owner only.

    A database that was there before is not created again.
    """
    make_data_folder(config)
    if config.database is None and not was_begun(config, config.database_file):
        # SQLite would create it readable by everyone; the files SQLite adds later get the same permissions.
        config.database_file.touch(mode=0o600)
    return config.data


def secret_key(config: Config) -> str:
    """The key from the settings, or the one in the data folder, created at the first start."""
    if config.secret_key:
        return config.secret_key
    path = open_data_folder(config) / "secret-key"
    if not path.exists():
        _write_once(path, secrets.token_hex(32))
    return path.read_text("ascii").strip()


def was_begun(config: Config, file: Path) -> bool:
    """Whether this SQLite database was served from this folder before: a missing file is then a lost one."""
    mark = begun_mark(config)
    return mark.exists() and mark.read_text("utf-8") == str(file.absolute())


def note_begun(config: Config, file: Path) -> None:
    """Note that this SQLite database is served from this folder."""
    if not was_begun(config, file):
        begun_mark(config).unlink(missing_ok=True)
        _write_once(begun_mark(config), str(file.absolute()))


def begun_mark(config: Config) -> Path:
    """The file that names the SQLite database which is served from this folder."""
    return config.data / "database-begun"


def server_certificate(config: Config) -> Path:
    """Where `dermyo certificate` stores the server's certificate with its key."""
    return config.data / "tls" / "server.pem"


def certificate_for_tablets(config: Config) -> Path:
    """Where `dermyo certificate` stores the certificate that tablets install."""
    return config.data / "tls" / "authority.crt"


def _write_once(path: Path, text: str) -> None:
    """Write a complete file that other users cannot read; the first of several processes wins."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600, exist_ok=False)
    draft.write_text(text, "utf-8")
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
