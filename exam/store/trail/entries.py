"""Writes the trail: what a transaction did becomes entries at its end, each with the hash of the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from exam.store.postgresql.locks import locked_row
from exam.store.tables import trail
from exam.store.trail.digests import chained, stored_digest, subject_of

LISTED = "listed"
"""The act of what the program copies for the list, after every answer."""

PENDING = "dermyo trail"

_LAST = select(trail.c.number, trail.c.sha256).order_by(trail.c.number.desc()).limit(1)
_APPEND = insert(trail)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an account with its user name, and from which address. Without an account, the program itself."""

    account_id: int | None = None
    name: str = "program"
    address: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """How many entries the trail has, and the hash of the last one."""

    count: int
    sha256: str


NOTHING = Head(0, "0" * 64)
"""The end of a trail without entries; its hash stands for the one before the first."""


@dataclass(frozen=True, slots=True)
class _Written:
    """An act of this transaction. Without a table nothing was written; without a digest the row is read at the end."""

    act: str
    exam_id: str | None = None
    table: Table | None = None
    key: tuple[Any, ...] = ()
    digest: str | None = None


PROGRAM = Actor()
_actor: ContextVar[Callable[[], Actor]] = ContextVar("actor", default=lambda: PROGRAM)


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Everything inside is done by this person."""
    before = _actor.set(lambda: actor)
    try:
        yield
    finally:
        _actor.reset(before)


def act_as(actor: Callable[[], Actor]) -> None:
    """Everything from here on in this context, as the request that begins, is done by the person that is named then."""
    _actor.set(actor)


def collect(connection: Connection) -> None:
    """Begin to collect what this transaction does."""
    connection.info[PENDING] = []


def note(connection: Connection, act: str, exam_id: str | None = None, *, digest: str | None = None) -> None:
    """Note an act that writes no row: that somebody saw, printed or exported an examination, or signed in.

    `digest` is a SHA-256 of something that was given out.
    """
    _collected(connection).append(_Written(act, exam_id, digest=digest))


def wrote(
    connection: Connection,
    act: str,
    table: Table,
    *key: Any,
    exam_id: str | None = None,
    digest: str | None = None,
) -> None:
    """Note that the row with this primary key was added, changed or removed.

    `digest` is the row's as it is now; without one, and where the row changes again, it is taken at the end.
    """
    _collected(connection).append(_Written(act, exam_id, table, key, digest))


def is_pending(connection: Connection) -> bool:
    """Whether this transaction did anything that belongs into the trail."""
    follows = connection.get_execution_options().get("trail", True)
    return bool(follows and _collected(connection))


def write_entries(connection: Connection) -> None:
    """Append what this transaction did. No other transaction does so until it ends."""
    acts = _once_a_row(_collected(connection))
    head = _head_in_turn(connection)
    actor, now = _actor.get()(), datetime.now(UTC)
    rows = []
    for number, act in enumerate(acts, head.count + 1):
        values = _values(connection, act, actor) | {"number": number, "at": now}
        head = Head(number, chained(head.sha256, values))
        rows.append(values | {"sha256": head.sha256})
    connection.execute(_APPEND, rows)


def read_head(connection: Connection) -> Head:
    """The end of the trail."""
    row = connection.execute(_LAST).first()
    return Head(*row) if row else NOTHING


def _head_in_turn(connection: Connection) -> Head:
    """The end of the trail, which no other transaction moves until this one ends. SQLite has one writer anyway."""
    if connection.dialect.name != "postgresql":
        return read_head(connection)
    row = locked_row(connection, "trail", _LAST)
    return Head(*row) if row else NOTHING


def _once_a_row(acts: Sequence[_Written]) -> list[_Written]:
    """Of several acts on one row the first, whose digest is taken at the end."""
    seen: dict[object, _Written] = {}
    for act in acts:
        place = (act.table.name, act.key) if act.table is not None else object()
        seen[place] = replace(seen[place], digest=None) if place in seen else act
    return list(seen.values())


def _values(connection: Connection, act: _Written, actor: Actor) -> dict[str, Any]:
    subject, digest = "", act.digest
    if act.table is not None:
        subject = subject_of(act.table, act.key)
        digest = digest or stored_digest(connection, act.table, act.key)
    return {
        "account_id": actor.account_id,
        "actor": actor.name,
        "address": actor.address,
        "act": act.act,
        "exam_id": act.exam_id,
        "subject": subject,
        "digest": digest,
    }


def _collected(connection: Connection) -> list[_Written]:
    collected: list[_Written] = connection.info.setdefault(PENDING, [])
    return collected
