"""The examiners' accounts, and the limit on attempts to sign in."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from exam.store.database import reading, wait_for_turn, writing
from exam.store.tables import accounts, key_of, sign_in_attempts
from exam.store.trail.entries import wrote

# At this rate, guessing a twelve-character password would take centuries; a colleague waits at most 15 minutes.
ATTEMPTS = 5
ATTEMPTS_WITHIN = timedelta(minutes=15)


class AccountRefused(ValueError):
    """The account cannot be made; the message says why."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who an account belongs to, as a note names them."""

    username: str
    full_name: str
    role: str = ""
    registration: str = ""


@dataclass(frozen=True, slots=True)
class StoredAccount:
    """One account. `session_key` identifies it in session cookies."""

    id: int
    username: str
    full_name: str
    role: str
    registration: str
    password: str
    active: bool
    founder: bool
    session_key: str


class Accounts:
    """The accounts of one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def any(self) -> bool:
        """Whether an account has been made yet."""
        with reading(self._engine) as connection:
            return connection.execute(select(accounts.c.id).limit(1)).first() is not None

    def add(self, person: Person, password: str, *, first: bool = False, form_id: str = "") -> StoredAccount:
        """Create an account; `password` is its hash. The same `form_id` creates one only, and returns it again.

        Raises `AccountRefused` if the name, or being first, is taken.
        """
        row = asdict(person) | {
            "username_key": username_key(person.username),
            "password": password,
            "active": True,
            "founder": True if first else None,
            "session_key": secrets.token_hex(16),
            "created_at": datetime.now(UTC),
            "form_id": form_id or None,
        }
        made = self._find("form_id", form_id) if form_id else None
        if made is not None:
            return made
        try:
            with writing(self._engine) as connection:
                made = connection.execute(insert(accounts).values(row).returning(accounts.c.id)).scalar_one()
                wrote(connection, "account added", accounts, made)
        except IntegrityError:
            made = self._find("form_id", form_id) if form_id else None
            if made is not None:  # sent twice at once
                return made
            raise AccountRefused("an account already exists" if first else "this name is taken") from None
        return self._required(session_key=row["session_key"])

    def find(self, **by: Any) -> StoredAccount | None:
        """The account with this `id`, `session_key` or `username` (not case-sensitive)."""
        column, value = by.popitem()
        return self._find("username_key", username_key(value)) if column == "username" else self._find(column, value)

    def _find(self, column: str, value: Any) -> StoredAccount | None:
        with reading(self._engine) as connection:
            row = connection.execute(select(accounts).where(accounts.c[column] == value)).first()
        return _account(row) if row else None

    def all(self) -> list[StoredAccount]:
        """Every account, by name."""
        with reading(self._engine) as connection:
            return [_account(row) for row in connection.execute(select(accounts).order_by(accounts.c.username_key))]

    def describe(self, account_id: int, full_name: str, role: str, registration: str) -> None:
        """Change how notes name this person; notes signed before are not changed."""
        self._change("account described", account_id, full_name=full_name, role=role, registration=registration)

    def keep_credentials(self, account_id: int, password: str, session_key: str) -> None:
        """Store this password hash and session key; a new key ends all earlier sessions."""
        self._change("credentials changed", account_id, password=password, session_key=session_key)

    def set_active(self, account_id: int, *, active: bool) -> None:
        """Deactivate an account, ending its sessions, or reactivate it. Its examinations are not affected."""
        key = secrets.token_hex(16)
        self._change(
            "account activated" if active else "account deactivated", account_id, active=active, session_key=key
        )

    def may_try(self, username: str, now: datetime) -> bool:
        """Count one attempt to sign in under this name. False, and not counted, after too many recent failures."""
        attempts, key, since = sign_in_attempts, username_key(username), now - ATTEMPTS_WITHIN
        with writing(self._engine) as connection:
            wait_for_turn(connection, "attempts")
            connection.execute(delete(attempts).where(attempts.c.at < since))
            tried = connection.scalar(select(func.count()).where(attempts.c.username_key == key)) or 0
            if tried < ATTEMPTS:
                connection.execute(insert(attempts).values(username_key=key, at=now))
        return tried < ATTEMPTS

    def forget_attempts(self, username: str) -> None:
        """Reset the count after the right password was given."""
        with writing(self._engine) as connection:
            connection.execute(
                delete(sign_in_attempts).where(sign_in_attempts.c.username_key == username_key(username))
            )

    def _change(self, act: str, account_id: int, **values: Any) -> None:
        with writing(self._engine) as connection:
            connection.execute(update(accounts).where(accounts.c.id == account_id).values(values))
            wrote(connection, act, accounts, account_id)

    def _required(self, **by: Any) -> StoredAccount:
        found = self.find(**by)
        assert found is not None
        return found


def username_key(username: str) -> str:
    """The form of a username that is compared."""
    return key_of(username)[:200]


def _account(row: Row[Any]) -> StoredAccount:
    stored = {name: getattr(row, name) for name in StoredAccount.__dataclass_fields__}
    return StoredAccount(**stored | {"founder": bool(row.founder)})
