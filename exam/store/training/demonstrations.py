"""Who walks which demonstration, how many there are, and when they end.

They are in a database file of their own, in the data folder: the server processes share it, and nothing of it can come
into the list, the search or an export of patients. What is older than an hour is deleted.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import DBAPIError

from exam.domain.language import mark, say
from exam.domain.record.answers import Answer, fold
from exam.store.accounts import Accounts, Person, StoredAccount
from exam.store.database import DatabaseOutOfReach, DatabaseUnusable, connect, reading, writing
from exam.store.schema import upgrade
from exam.store.settings import Clinic
from exam.store.state import Rules
from exam.store.tables import Moment, accounts, exams, metadata
from exam.store.training.exams import TrainingExams, TrainingSettings

KEPT_FOR = timedelta(hours=1)
MOST = 100
MOST_OF_AN_ADDRESS = 30
"""Begun within the hour, ended ones included: one stranger cannot take the places of everybody."""
EXAMINER = mark("Demonstration examiner")

# Beside the tables of a database of patients, in the same file.
own_tables = MetaData()
begun = Table(
    "demonstrations_begun",
    own_tables,
    Column("id", Integer, primary_key=True),
    # The visitor's account.
    Column("account_id", Integer),
    Column("ended", Boolean(create_constraint=False), nullable=False),
    Column("address", String(64), nullable=False, index=True),
    Column("at", Moment, nullable=False),
)


class NoPlace(RuntimeError):
    """No demonstration can be begun now; `free_at` is when one can. `everywhere`: for every address."""

    def __init__(self, free_at: datetime, *, everywhere: bool) -> None:
        super().__init__(f"no demonstration can be begun before {free_at}")
        self.free_at, self.everywhere = free_at, everywhere


@dataclass(frozen=True, slots=True)
class Opened:
    """The database of the demonstrations."""

    engine: Engine
    exams: TrainingExams
    settings: TrainingSettings


class Demonstrations:
    """The demonstrations of one server. Its file is made when the first one begins."""

    def __init__(self, file: Path, rules: Rules, clinic: Callable[[], Clinic] = Clinic) -> None:
        self._file, self._rules, self._clinic, self._lock = file, rules, clinic, Lock()

    @property
    def exams(self) -> TrainingExams:
        """Their examinations."""
        return self._opened.exams

    @property
    def settings(self) -> TrainingSettings:
        """What is set for them."""
        return self._opened.settings

    def begin(self, answers: Sequence[Answer], address: str, now: datetime) -> tuple[StoredAccount, str]:
        """Begin a demonstration with these answers, for a visitor from an address; returns their account and its id.

        Raises `NoPlace`.
        """
        self.forget_old(now)
        engine, person = self._opened.engine, Person(secrets.token_hex(16), say(EXAMINER))
        with writing(engine) as connection:
            _refuse_too_many(connection, address)
            row = {"address": address, "at": now, "ended": False}
            place = connection.execute(insert(begun).values(row).returning(begun.c.id)).scalar_one()
        account = Accounts(engine).add(person, "-")
        with writing(engine) as connection:
            connection.execute(update(begun).where(begun.c.id == place).values(account_id=account.id))
        return account, self.exams.import_record(fold(answers), account.id)

    def account(self, key: str, now: datetime) -> StoredAccount | None:
        """The visitor whose session holds this key; None once the demonstration is over."""
        if not key or not self._file.exists():
            return None
        mine = (accounts.c.session_key == key) & (accounts.c.created_at > now - KEPT_FOR)
        with reading(self._opened.engine) as connection:
            is_kept = connection.execute(select(accounts.c.id).where(mine)).first() is not None
        return Accounts(self._opened.engine).find(session_key=key) if is_kept else None

    def end(self, key: str) -> None:
        """Delete a visitor's demonstration; one that is over is deleted already."""
        if not self._file.exists():
            return
        with writing(self._opened.engine) as connection:
            _forget(connection, accounts.c.session_key == key)

    def forget_old(self, now: datetime) -> None:
        """Delete every demonstration that is older than an hour."""
        if not self._file.exists():
            return
        with writing(self._opened.engine) as connection:
            _forget(connection, accounts.c.created_at <= now - KEPT_FOR)
            connection.execute(delete(begun).where(begun.c.at <= now - KEPT_FOR))

    def try_to_forget_old(self, now: datetime) -> None:
        """The same in passing: a fault of this file must not disturb an examination of a patient."""
        with suppress(DBAPIError, DatabaseOutOfReach, DatabaseUnusable, OSError):
            self.forget_old(now)

    @property
    def _opened(self) -> Opened:
        with self._lock:
            return self._open

    @cached_property
    def _open(self) -> Opened:
        try:
            engine = self._connect()
        except DatabaseUnusable:
            # Of a newer version, or damaged: nothing in it has to be preserved.
            for end in ("", "-wal", "-shm"):
                with suppress(FileNotFoundError):
                    self._file.with_name(self._file.name + end).unlink()
            engine = self._connect()
        return Opened(engine, TrainingExams(engine, self._rules), TrainingSettings(engine, self._clinic))

    def _connect(self) -> Engine:
        self._file.touch(mode=0o600)
        # Nothing in it has to be preserved: it may be deleted, and it has no trail.
        engine = connect(f"sqlite:///{self._file}", is_watched=False).execution_options(trail=False)
        upgrade(engine)
        with writing(engine) as connection:
            own_tables.create_all(connection)
        return engine


def _refuse_too_many(connection: Connection, address: str) -> None:
    for limit, where, everywhere in (
        (MOST_OF_AN_ADDRESS, begun.c.address == address, False),
        (MOST, ~begun.c.ended, True),
    ):
        number, first = connection.execute(select(func.count(), func.min(begun.c.at)).where(where)).one()
        if number >= limit:
            raise NoPlace(first + KEPT_FOR, everywhere=everywhere)


def _forget(connection: Connection, which: ColumnElement[bool]) -> None:
    """Delete these visitors and all that belongs to them."""
    visitors = connection.scalars(select(accounts.c.id).where(which)).all()
    theirs: Any = select(exams.c.id).where(exams.c.account_id.in_(visitors))
    for table in reversed(metadata.sorted_tables):
        if "exam_id" in table.c:
            connection.execute(delete(table).where(table.c.exam_id.in_(theirs)))
        elif "account_id" in table.c:
            connection.execute(delete(table).where(table.c.account_id.in_(visitors)))
    connection.execute(delete(accounts).where(accounts.c.id.in_(visitors)))
    connection.execute(update(begun).where(begun.c.account_id.in_(visitors)).values(ended=True))
