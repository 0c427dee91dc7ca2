"""Every setting of Dermyo, read once from the environment; `docs/settings.md` explains each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from exam.logs.lines import LOG_KINDS, LogKind

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class ConfigFaulty(ValueError):
    """A setting that cannot be used; the message names it."""


class SecretFaulty(ValueError):
    """A secret that cannot be used; it is not repeated in the message."""


def _yes_no(word: str) -> bool:
    if word.lower() not in ("yes", "no"):
        raise ValueError("is not yes or no")
    return word.lower() == "yes"


def _log_kind(word: str) -> str:
    if word not in LOG_KINDS:
        raise ValueError("is not text or json")
    return word


def _count(lowest: int, highest: int) -> Callable[[str], int]:
    def read(word: str) -> int:
        if not word.isdecimal() or not lowest <= int(word) <= highest:
            raise ValueError(f"is not a whole number from {lowest} to {highest}")
        return int(word)

    return read


SHORTEST_KEY = 32


def refuse_weak_key(word: str) -> str:
    """The key as it is. Raises `SecretFaulty` for one that can be guessed."""
    if len(word) < SHORTEST_KEY or len(set(word)) < SHORTEST_KEY // 4:
        raise SecretFaulty(f"needs at least {SHORTEST_KEY} random characters")
    return word


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _from(variable: str, read: Callable[[str], Any], meaning: str) -> dict[str, Any]:
    return {"variable": variable, "read": read, "meaning": meaning}


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings; a field's metadata gives its environment variable and purpose."""

    data: Path = field(
        default=Path("dermyo-data"), metadata=_from("DERMYO_DATA", Path, "Folder of the database and the secret key.")
    )
    database: str | None = field(
        default=None, metadata=_from("DERMYO_DATABASE", str, "SQLAlchemy URL of the database.")
    )
    host: str = field(default="127.0.0.1", metadata=_from("DERMYO_HOST", str, "Address to listen on."))
    port: int = field(default=8000, metadata=_from("DERMYO_PORT", _count(1, 65535), "Port to listen on."))
    hosts: tuple[str, ...] = field(
        default=(), metadata=_from("DERMYO_HOSTS", _words, "Host names that browsers may use.")
    )
    workers: int = field(default=2, metadata=_from("DERMYO_WORKERS", _count(1, 64), "Server processes."))
    threads: int = field(default=3, metadata=_from("DERMYO_THREADS", _count(1, 64), "Threads of each server process."))
    tls_cert: Path | None = field(
        default=None, metadata=_from("DERMYO_TLS_CERT", Path, "Certificate file; turns HTTPS on.")
    )
    tls_key: Path | None = field(default=None, metadata=_from("DERMYO_TLS_KEY", Path, "Key file of the certificate."))
    secure_cookies: bool | None = field(
        default=None, metadata=_from("DERMYO_SECURE_COOKIES", _yes_no, "Send cookies over HTTPS only.")
    )
    proxies: int = field(
        default=0,
        metadata=_from("DERMYO_PROXIES", _count(0, 8), "Number of reverse proxies in front whose headers are trusted."),
    )
    session_hours: int = field(
        default=8, metadata=_from("DERMYO_SESSION_HOURS", _count(1, 168), "Hours of inactivity until signed out.")
    )
    longest_session_hours: int = field(
        default=12,
        metadata=_from("DERMYO_LONGEST_SESSION_HOURS", _count(1, 168), "Hours until signed out, also when in use."),
    )
    secret_key: str | None = field(
        default=None,
        metadata=_from("DERMYO_SECRET_KEY", refuse_weak_key, "Key that signs sessions, instead of the key file."),
    )
    backups: Path | None = field(default=None, metadata=_from("DERMYO_BACKUPS", Path, "Folder for backups."))
    backup_hours: int = field(
        default=24,
        metadata=_from("DERMYO_BACKUP_HOURS", _count(0, 168), "Hours between the backups that the server makes."),
    )
    backups_kept: int = field(
        default=14, metadata=_from("DERMYO_BACKUPS_KEPT", _count(1, 10_000), "How many backups stay in the folder.")
    )
    log: LogKind = field(
        default="text", metadata=_from("DERMYO_LOG", _log_kind, "Form of the log on standard error, text or json.")
    )
    developer: bool = field(
        default=False, metadata=_from("DERMYO_DEVELOPER", _yes_no, "Show the page of components at /components.")
    )

    @property
    def database_file(self) -> Path:
        """The file of the SQLite database, which is used unless another database is set."""
        return self.data / "dermyo.sqlite3"

    @property
    def training_file(self) -> Path:
        """The file of the demonstrations, always SQLite."""
        return self.data / "training.sqlite3"

    @property
    def database_url(self) -> str:
        """The database's URL for SQLAlchemy; PostgreSQL always uses psycopg 3."""
        url = self.database or f"sqlite:///{self.database_file}"
        scheme, separator, rest = url.partition("://")
        return f"postgresql+psycopg://{rest}" if separator and scheme in ("postgres", "postgresql") else url

    @property
    def https_only(self) -> bool:
        """Whether browsers reach this server over HTTPS, so that cookies can be restricted to it."""
        return self.tls_cert is not None if self.secure_cookies is None else self.secure_cookies

    @property
    def trusted_hosts(self) -> tuple[str, ...]:
        """The accepted host names; empty accepts any. Requests under another name are refused."""
        if self.hosts:
            return self.hosts
        return LOOPBACK if self.host in ("localhost", "127.0.0.1", "::1") else ()

    def as_environment(self) -> dict[str, str]:
        """The settings that differ from their defaults, as environment variables for a server process to read."""
        given = {item: getattr(self, item.name) for item in fields(self)}
        return {item.metadata["variable"]: _written(value) for item, value in given.items() if value != item.default}


def read_config(environ: Mapping[str, str], **given: Any) -> Config:
    """Read the settings from variables; `given` (the command line) takes precedence. Raises `ConfigFaulty`."""
    read = {
        item.name: _read(item, environ[item.metadata["variable"]])
        for item in fields(Config)
        if environ.get(item.metadata["variable"])
    }
    read.update({name: value for name, value in given.items() if value is not None})
    config = Config(**read)
    if (config.tls_cert is None) != (config.tls_key is None):
        raise ConfigFaulty("set both DERMYO_TLS_CERT and DERMYO_TLS_KEY, or neither")
    return replace(config, data=config.data.absolute(), backups=config.backups and config.backups.absolute())


def _read(item: Any, word: str) -> Any:
    try:
        return item.metadata["read"](word)
    except SecretFaulty as error:
        raise ConfigFaulty(f"{item.metadata['variable']} {error}") from None
    except ValueError as error:
        raise ConfigFaulty(f'{item.metadata["variable"]}: "{word}" {error}') from None


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(value) if isinstance(value, tuple) else str(value)
