"""The sessions of one database: each can be seen and ended by its owner, locks and ends by itself."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, bindparam, delete, func, insert, select, update

from exam.store.accounts import StoredAccount, account_of
from exam.store.database import DatabaseOutOfReach, reading, writing
from exam.store.people.account_rows import EVERY
from exam.store.settings import LOCK_AFTER, lock_after, lock_after_stored
from exam.store.tables import accounts, pins, sessions

LOGGER = logging.getLogger(__name__)
NOTED_AFTER = timedelta(minutes=1)
NOTED_OF_A_LOCK = 15
"""A part of the time until a session is locked: its use is noted that often."""
MOST_WRONG_PINS = 5
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
    is_locked: bool


@dataclass(frozen=True, slots=True)
class Lasting:
    """A session that is not over. `opening` names the time since it was begun or unlocked; it opens nothing."""

    account_id: int
    is_locked: bool
    opening: str
    takes_pin: bool
    lock_after: timedelta


class KeptSessions:
    """The sessions of one database."""

    def __init__(self, engine: Engine, limits: Limits) -> None:
        self._engine, self._limits = engine, limits
        self._tried_again_at: datetime | None = None
        # When sessions were used that could not be noted, as on a full disk.
        self._unwritten: dict[str, datetime] = {}

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
        """Whether this session of this account lasts and is not locked. It is noted that it is `used`."""
        found = self.look(token, now, account_id, used=used)
        return found is not None and not found.is_locked

    def look(self, token: str, now: datetime, account_id: int | None = None, *, used: bool = False) -> Lasting | None:
        """The session if it lasts, of this account if one is named. Unless it is locked, its use is noted every minute.

        Where nothing can be written, as on a full disk, it lasts without: what is there may be read still.
        """
        with reading(self._engine, once=True) as connection:
            row = connection.execute(_LOOK, self._looked_for(token, now)).first()
        return self._lasting(row, now, account_id, used=used)

    def signed_in(
        self, session_key: str, token: str, now: datetime, *, used: bool = False
    ) -> tuple[StoredAccount | None, Lasting | None]:
        """The account with this key, and what `look` finds of its session: both read at once, as every request does."""
        with reading(self._engine, once=True) as connection:
            rows = connection.execute(_SIGNED_IN, {"wanted": session_key, **self._looked_for(token, now)}).all()
        if not rows:
            return None, None
        account = account_of(rows)
        return account, self._lasting(rows[0] if rows[0].key else None, now, account.id, used=used)

    def _looked_for(self, token: str, now: datetime) -> dict[str, Any]:
        return {"this": key_of(token), "unused": now - self._limits.unused, "begun": now - self._limits.longest}

    def _lasting(self, row: Row[Any] | None, now: datetime, account_id: int | None, *, used: bool) -> Lasting | None:
        if row is None or account_id not in (None, row.account_id):
            return None
        after = lock_after_stored(row.lock_minutes)
        is_locked = self._is_locked(row, after, now)
        if used and not is_locked and now - row.seen_at >= min(NOTED_AFTER, after / NOTED_OF_A_LOCK):
            self._note_used(row.key, now)
        takes_pin = row.has_pin and (row.wrong_pins or 0) < MOST_WRONG_PINS
        return Lasting(row.account_id, is_locked, _opening_of(row), takes_pin, after)

    def lock(self, token: str, now: datetime) -> None:
        """Lock a session at once."""
        this = (sessions.c.key == key_of(token)) & sessions.c.locked_at.is_(None)
        with writing(self._engine) as connection:
            connection.execute(update(sessions).where(this).values(locked_at=now))

    def unlock(self, token: str, now: datetime) -> None:
        """Unlock a session, and forget the wrong PINs."""
        unlocked = {"locked_at": None, "seen_at": now, "unlocked_at": now, "wrong_pins": None}
        with writing(self._engine) as connection:
            connection.execute(update(sessions).where(sessions.c.key == key_of(token)).values(unlocked))

    def count_pin(self, token: str) -> bool:
        """Count a PIN as wrong until it proves right; False, and not counted, after 5."""
        wrong = func.coalesce(sessions.c.wrong_pins, 0)
        this = (sessions.c.key == key_of(token)) & (wrong < MOST_WRONG_PINS)
        with writing(self._engine) as connection:
            return connection.execute(update(sessions).where(this).values(wrong_pins=wrong + 1)).rowcount == 1

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
        query = select(sessions).where((sessions.c.account_id == account_id) & self._lasts(now))
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(sessions.c.seen_at.desc())).all()
            after = lock_after(connection)
        return [_seen(row, is_locked=self._is_locked(row, after, now)) for row in rows]

    def end(self, token: str) -> None:
        """End a session by what its browser holds."""
        self._delete(sessions.c.key == key_of(token))

    def end_one(self, account_id: int, key: str) -> None:
        """End one session of an account by its key; one that is over is ended already."""
        self._delete((sessions.c.account_id == account_id) & (sessions.c.key == key))

    def end_all(self, account_id: int) -> None:
        """End every session of an account."""
        self._delete(sessions.c.account_id == account_id)

    def _is_locked(self, row: Row[Any], after: timedelta, now: datetime) -> bool:
        unused = now - max(row.seen_at, self._unwritten.get(row.key, row.seen_at))
        return row.locked_at is not None or unused >= after

    def _note_used(self, key: str, now: datetime) -> None:
        self._unwritten[key] = now
        if self._tried_again_at and now < self._tried_again_at:
            return
        try:
            with writing(self._engine) as connection:
                connection.execute(update(sessions).where(sessions.c.key == key).values(seen_at=now))
            self._unwritten.pop(key, None)
        except DatabaseOutOfReach as fault:
            LOGGER.warning("it is not noted that a session is used: %s", fault)
            self._tried_again_at = now + TRIED_AGAIN_AFTER

    def _delete(self, which: ColumnElement[bool]) -> None:
        with writing(self._engine) as connection:
            connection.execute(delete(sessions).where(which))

    def _lasts(self, now: datetime) -> ColumnElement[bool]:
        return _lasting(now - self._limits.unused, now - self._limits.longest)


def _seen(row: Row[Any], *, is_locked: bool) -> KeptSession:
    return KeptSession(row.key, row.begun_at, row.seen_at, row.address, row.browser, is_locked)


def _lasting(unused: Any, begun: Any) -> ColumnElement[bool]:
    found: ColumnElement[bool] = (sessions.c.seen_at > unused) & (sessions.c.begun_at > begun)
    return found


_FOUND = (
    *sessions.c,
    pins.c.account_id.is_not(None).label("has_pin"),
    LOCK_AFTER.scalar_subquery().label("lock_minutes"),
)
_PIN = pins.c.account_id == sessions.c.account_id
_THIS = (sessions.c.key == bindparam("this")) & _lasting(bindparam("unused"), bindparam("begun"))
_LOOK = select(*_FOUND).select_from(sessions).outerjoin(pins, _PIN).where(_THIS)
# Every request asks it: the account, and its session where it has this one.
_SIGNED_IN = (
    EVERY.outerjoin(sessions, _THIS)
    .outerjoin(pins, _PIN)
    .add_columns(*_FOUND)
    .where(accounts.c.session_key == bindparam("wanted"))
)


def _opening_of(row: Row[Any]) -> str:
    return key_of(f"{row.key} {row.unlocked_at or row.begun_at}")[:16]


def key_of(token: str) -> str:
    """What is stored of what a browser holds."""
    return sha256(token.encode()).hexdigest()
