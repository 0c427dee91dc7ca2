"""Connections to the database: SQLite in the data folder, or PostgreSQL by its URL."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from weakref import finalize

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from exam.store.postgresql.asking import ask_first, readers_of
from exam.store.postgresql.locks import lock
from exam.store.postgresql.waiting import network
from exam.store.trail.entries import collect, is_pending, write_entries
from exam.store.turns import PATIENCE, NoTurn, Turns

# Seconds that is waited for another's write while the tables are brought up to date.
PATIENCE_OF_UPGRADE = 15
PAUSE = 0.02  # seconds
# The part of an error's code that says what went wrong; the rest says where.
PRIMARY = 0xFF
# Not those of a statement: that its SQL is wrong, or a value in it.
OUT_OF_REACH = (OperationalError, InternalError, InterfaceError, NoConnectionFree)


class DatabaseUnusable(RuntimeError):
    """The database cannot be opened, or not by this version of Dermyo; the message is one line."""


class DatabaseOutOfReach(RuntimeError):
    """The database does not respond, or is locked, full or damaged; the message is one line.

    Nothing was stored, or it is not known whether it was: an answer that is sent again with its id is stored once.
    """


class NotStorable(ValueError):
    """A value that no column of its kind takes, as a number beyond 64 bits. Nothing was stored."""


class DatabaseGone(DatabaseOutOfReach):
    """The file of the database was deleted, moved or replaced while it was open: what is written now would be lost."""


class FileWatch:
    """The file of an SQLite database, which must stay the one that was opened first."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self._first: tuple[int, int] | None = None

    @property
    def is_open(self) -> bool:
        """Whether the file was opened before, so that it must not be created again."""
        return self._first is not None

    def there(self) -> tuple[int, int] | None:
        """Which file has the name now; None where there is none."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def refuse_another(self, opened: tuple[int, int] | None = None) -> None:
        """Raise `DatabaseGone` unless it is the file that was there the first time: then the one that was `opened`."""
        now, known = self.there(), self._first or opened
        if known is not None and now != known:
            state = "was replaced" if now else "is missing"
            raise DatabaseGone(f"the file of the database {state} while it was open: {self.path}")
        if self._first is None and now is not None:
            self._first = now
            self._hold()

    def _hold(self) -> None:
        """Keep the number of the file from being given to another one. Other systems never give it again."""
        if hasattr(os, "O_PATH"):
            # An ordinary descriptor would end the locks of SQLite when it is closed.
            finalize(self, os.close, os.open(self.path, os.O_PATH))


def connect(url: str | URL, *, upgrades: bool = False, is_watched: bool = True, takes_turns: bool = False) -> Engine:
    """An engine whose commits are on disk when they return. Raises `DatabaseUnusable`.

    One that `upgrades` tables enforces no foreign keys and has more patience. The file of a watched SQLite database
    must stay the one that was opened first. What several processes write to all the time `takes_turns`.
    """
    try:
        given = make_url(url)
        # What is logged of an error must not hold what was found in a patient.
        engine = create_engine(given, hide_parameters=True, **network(given))
    except (ArgumentError, ImportError) as error:
        # The message may contain the URL, and so a password; the type of the error is enough.
        raise DatabaseUnusable(f"the database URL is not usable: {type(error).__name__}") from error
    if engine.dialect.name == "sqlite":
        file = sqlite_file(given) if is_watched else None
        shared = {"watch": FileWatch(file), "turns": Turns(file) if takes_turns else None} if file else {}
        engine.update_execution_options(**shared)
        event.listen(engine, "do_connect", partial(_open_sqlite, engine))
        event.listen(engine, "connect", partial(_prepare_sqlite, engine, upgrades=upgrades))
        event.listen(engine, "begin", _begin_sqlite)
    elif engine.dialect.name == "postgresql":
        ask_first(engine)
        if not upgrades:
            from exam.store.postgresql.standby import watch  # an extra, which may not be installed

            engine.update_execution_options(standby=watch(engine))
        engine.update_execution_options(readers=readers_of(engine))
    return engine


def sqlite_file(url: str | URL) -> Path | None:
    """The file of an SQLite database; None for one in memory, and for others."""
    given = make_url(url)
    path = given.database or ""
    is_file = given.get_backend_name() == "sqlite" and path and not path.startswith((":memory:", "file:"))
    return Path(path) if is_file else None


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that may write: everything is stored, with its entries in the trail, or nothing.

    Raises `DatabaseOutOfReach`.
    """
    with _within_reach():
        with _turn(engine) as patience, engine.execution_options(writes=patience).begin() as connection:
            collect(connection)
            _refuse_while_commits_wait(connection)
            yield connection
            _have_commit_wait(connection)
            if is_pending(connection):
                # Last, when this transaction has every other lock that it needs.
                _write_trail(connection)
        _refuse_another_file(engine)


@contextmanager
def reading(engine: Engine, *, once: bool = False) -> Iterator[Connection]:
    """A transaction that only reads, by one statement or more, and sees one state. Raises `DatabaseOutOfReach`."""
    readers = engine.get_execution_options().get("readers")
    with _within_reach(), (readers[once] if readers else engine).begin() as connection:
        yield connection


def has_one_writer(engine: Engine) -> bool:
    """Whether everybody who writes waits for everybody else; else only who writes to the same examination does."""
    return engine.dialect.name == "sqlite"


def wait_for_turn(connection: Connection, name: str) -> None:
    """Hold a lock of this name until the transaction ends. SQLite allows only one writer anyway."""
    if connection.dialect.name == "postgresql":
        lock(connection, name)


@contextmanager
def _turn(engine: Engine) -> Iterator[float]:
    """Wait for the turn of this write where writers would not take turns by themselves; yields the patience left."""
    turns: Turns | None = engine.get_execution_options().get("turns")
    if turns is None:
        yield PATIENCE
        return
    with turns.turn(PATIENCE) as left:
        yield left


def take_time(connection: Connection) -> None:
    """Allow the statements of this transaction any time, as those that read the whole database."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        driver: Any = connection.connection.dbapi_connection
        driver.longest = None


def _write_trail(connection: Connection) -> None:
    """Write what this transaction did; a trail that takes no entry is no fault of the answer."""
    try:
        write_entries(connection)
    except (IntegrityError, ProgrammingError) as refused:
        raise DatabaseOutOfReach(f"the audit trail takes no entry: {_line(refused)}") from refused


def _refuse_while_commits_wait(connection: Connection) -> None:
    standby = connection.get_execution_options().get("standby")
    if standby and standby.keeps_waiting(connection):
        raise DatabaseOutOfReach("commits wait for the synchronous standby, which does not respond")


def _have_commit_wait(connection: Connection) -> None:
    if connection.get_execution_options().get("standby") and not is_pending(connection):
        from exam.store.postgresql.standby import wait_for_what_was_found

        wait_for_what_was_found(connection)


@contextmanager
def _within_reach() -> Iterator[None]:
    try:
        yield
    except NoTurn as error:
        raise DatabaseOutOfReach("the database is locked: others write without an end") from error
    except (DataError, OverflowError) as error:
        raise NotStorable(_line(error)) from error
    except OUT_OF_REACH as error:
        raise DatabaseOutOfReach(_line(error)) from error
    except DatabaseError as error:
        # SQLite says of a damaged file no more than this.
        if type(error) is not DatabaseError:
            raise
        raise DatabaseOutOfReach(_line(error)) from error


def _line(error: Exception) -> str:
    lines = str(getattr(error, "orig", None) or error).strip().splitlines()
    # The driver says which text it cannot decode; that may be a patient's, and this line is logged.
    return lines[0].partition(" with text ")[0] if lines else type(error).__name__


def _refuse_another_file(engine: Engine, opened: tuple[int, int] | None = None) -> None:
    watch = engine.get_execution_options().get("watch")
    if watch:
        watch.refuse_another(opened)


def _open_sqlite(engine: Engine, _dialect: Any, record: Any, where: list[Any], how: dict[str, Any]) -> None:
    """Never create the file a second time: it would be empty, and the first account would be anybody's.

    Which one is opened is noted before: another may have its name once it can be read.
    """
    watch = engine.get_execution_options().get("watch")
    record.info["opened"] = watch.there() if watch else None
    if watch and watch.is_open:
        watch.refuse_another()
        where[0], how["uri"] = f"{watch.path.as_uri()}?mode=rw", True


def _prepare_sqlite(engine: Engine, connection: Any, record: Any, *, upgrades: bool) -> None:
    # The driver would begin transactions by itself, late and for writes only; `_begin_sqlite` does it instead.
    connection.isolation_level = None
    patience = PATIENCE_OF_UPGRADE if upgrades else PATIENCE
    connection.execute(f"PRAGMA busy_timeout={1000 * patience}")
    _write_ahead(connection, patience)
    # NORMAL may lose the last commits in a power cut; FULL does not.
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(f"PRAGMA foreign_keys={'OFF' if upgrades else 'ON'}")
    _refuse_another_file(engine, record.info["opened"])


def _write_ahead(connection: Any, patience: float) -> None:
    """Keep changes in a file beside the database. Several servers that open a new one at once wait for each other.

    For this change SQLite gives up at once instead of waiting as long as it was asked to.
    """
    until = time.monotonic() + patience
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
    # What was opened before the file was deleted would still be written to, and be lost.
    _refuse_another_file(connection.engine)
    patience = connection.get_execution_options().get("writes")
    if patience is None:
        connection.exec_driver_sql("BEGIN")
        return
    # A write that begins as a read can fail halfway when another process writes first; IMMEDIATE waits first.
    has_waited = patience < 0.9 * PATIENCE
    if has_waited:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={max(0, int(1000 * patience))}")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        if has_waited:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={1000 * PATIENCE}")
