"""The sessions of one database: each can be seen and ended by its owner, and ends by itself."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import ColumnElement, Engine, delete, insert, select, update

from exam.store.database import DatabaseOutOfReach, reading, writing
from exam.store.tables import sessions

LOGGER = logging.getLogger(__name__)
NOTED_AFTER = timedelta(minutes=1)
TRIED_AGAIN_AFTER = timedelta(seconds=10)
LONGEST_ADDRESS, LONGEST_BROWSER = 64, 200


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session lasts without being used, and at most."""

    unused: timedelta
    longest: timedelta


@dataclass(frozen=True, slots=True)
class KeptSession:
    """One session. `key` names it on a page of its owner, and is of no use to sign in."""

    key: str
    begun_at: datetime
    seen_at: datetime
    address: str
    browser: str


class KeptSessions:
    """The sessions of one database."""

    def __init__(self, engine: Engine, limits: Limits) -> None:
        self._engine, self._limits = engine, limits
        self._tried_again_at: datetime | None = None

    def begin(self, account_id: int, address: str, browser: str, now: datetime) -> str:
        """Begin a session; returns what the browser holds, which is stored nowhere. What is over is deleted."""
        token = secrets.token_hex(32)
        row = {
            "key": key_of(token),
            "account_id": account_id,
            "begun_at": now,
            "seen_at": now,
            "proved_at": now,
            "address": address[:LONGEST_ADDRESS],
            "browser": "".join(filter(str.isprintable, browser))[:LONGEST_BROWSER],
        }
        with writing(self._engine) as connection:
            connection.execute(delete(sessions).where(~self._lasts(now)))
            connection.execute(insert(sessions).values(row))
        return token

    def is_open(self, token: str, account_id: int, now: datetime, *, used: bool = True) -> bool:
        """Whether this session of this account lasts. It is noted that it is `used`, once a minute.

        Where nothing can be written, as on a full disk, it lasts without: what is there may be read still.
        """
        this = (sessions.c.key == key_of(token)) & (sessions.c.account_id == account_id)
        with reading(self._engine) as connection:
            row = connection.execute(select(sessions.c.seen_at).where(this & self._lasts(now))).first()
        if row and used and now - row.seen_at >= NOTED_AFTER:
            self._note_used(this, now)
        return row is not None

    def proved_at(self, token: str) -> datetime | None:
        """When the account of this session last proved to be itself; None if that is not known."""
        with reading(self._engine) as connection:
            return connection.scalar(select(sessions.c.proved_at).where(sessions.c.key == key_of(token)))

    def prove(self, token: str, now: datetime) -> None:
        """Note that the account of this session proved to be itself, as with its password."""
        with writing(self._engine) as connection:
            connection.execute(update(sessions).where(sessions.c.key == key_of(token)).values(proved_at=now))

    def of(self, account_id: int, now: datetime) -> list[KeptSession]:
        """The sessions of an account that last, the last used first."""
        columns = (sessions.c[name] for name in KeptSession.__dataclass_fields__)
        query = select(*columns).where((sessions.c.account_id == account_id) & self._lasts(now))
        with reading(self._engine) as connection:
            return [KeptSession(*row) for row in connection.execute(query.order_by(sessions.c.seen_at.desc()))]

    def end(self, token: str) -> None:
        """End a session by what its browser holds."""
        self._delete(sessions.c.key == key_of(token))

    def end_one(self, account_id: int, key: str) -> None:
        """End one session of an account by its key; one that is over is ended already."""
        self._delete((sessions.c.account_id == account_id) & (sessions.c.key == key))

    def end_all(self, account_id: int) -> None:
        """End every session of an account."""
        self._delete(sessions.c.account_id == account_id)

    def _note_used(self, this: ColumnElement[bool], now: datetime) -> None:
        if self._tried_again_at and now < self._tried_again_at:
            return
        try:
            with writing(self._engine) as connection:
                connection.execute(update(sessions).where(this).values(seen_at=now))
        except DatabaseOutOfReach as fault:
            LOGGER.warning("it is not noted that a session is used: %s", fault)
            self._tried_again_at = now + TRIED_AGAIN_AFTER

    def _delete(self, which: ColumnElement[bool]) -> None:
        with writing(self._engine) as connection:
            connection.execute(delete(sessions).where(which))

    def _lasts(self, now: datetime) -> ColumnElement[bool]:
        unused, begun = now - self._limits.unused, now - self._limits.longest
        return (sessions.c.seen_at > unused) & (sessions.c.begun_at > begun)


def key_of(token: str) -> str:
    """What is stored of what a browser holds."""
    return sha256(token.encode()).hexdigest()
