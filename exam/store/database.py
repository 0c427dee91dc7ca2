"""Connections to the database: SQLite in the data folder, or PostgreSQL by its URL."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import ArgumentError

# Milliseconds that a writer waits for another process's write before it gives up.
BUSY_TIMEOUT = 15_000
PAUSE = 0.02  # seconds
# The part of an error's code that says what went wrong; the rest says where.
PRIMARY = 0xFF


class DatabaseUnusable(RuntimeError):
    """The database cannot be opened, or not by this version of Dermyo; the message is one line."""


def connect(url: str | URL, *, foreign_keys: bool = True) -> Engine:
    """An engine whose commits are on disk when they return. Raises `DatabaseUnusable`."""
    try:
        engine = create_engine(url, pool_pre_ping=True)
    except (ArgumentError, ImportError) as error:
        # The message may contain the URL, and so a password; the type of the error is enough.
        raise DatabaseUnusable(f"the database URL is not usable: {type(error).__name__}") from error
    if engine.dialect.name != "sqlite":
        return engine
    event.listen(engine, "connect", partial(_prepare_sqlite, foreign_keys=foreign_keys))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that may write: everything is stored, or nothing."""
    with engine.execution_options(writes=True).begin() as connection:
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads, and sees one state of the database."""
    with engine.begin() as connection:
        yield connection


def wait_for_turn(connection: Connection, name: str) -> None:
    """Hold a lock of this name until the transaction ends. SQLite allows only one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": f"dermyo {name}"})


def _prepare_sqlite(connection: Any, _record: Any, *, foreign_keys: bool) -> None:
    # The driver would begin transactions by itself, late and for writes only; `_begin_sqlite` does it instead.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT}")
    _write_ahead(connection)
    # NORMAL may lose the last commits in a power cut; FULL does not.
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")


def _write_ahead(connection: Any) -> None:
    """Keep changes in a file beside the database. Several servers that open a new one at once wait for each other.

    For this change SQLite gives up at once instead of waiting as long as it was asked to.
    """
    until = time.monotonic() + BUSY_TIMEOUT / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & PRIMARY != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(PAUSE)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # A write that begins as a read can fail halfway when another process writes first; IMMEDIATE waits first.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
