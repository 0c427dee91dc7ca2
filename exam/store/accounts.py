"""The examiners' accounts, and the limit on attempts to sign in."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from exam.domain.language import mark
from exam.store.database import reading, wait_for_turn, writing
from exam.store.people.account_rows import rows_of_all, rows_with
from exam.store.sessions.pins import remove_pin
from exam.store.tables import (
    account_access,
    accounts,
    key_of,
    sessions,
    sign_in_attempts,
)
from exam.store.trail.entries import wrote

# At this rate, guessing a twelve-character password would take centuries; a colleague waits at most 15 minutes.
ATTEMPTS = 5
# A clinic may share one address.
ATTEMPTS_OF_ADDRESS = 30
ATTEMPTS_WITHIN = timedelta(minutes=15)

Access = Literal["clinician", "student", "administrator", "auditor"]
"""What an account may do: examine patients; examine under a supervisor who counter-signs; manage accounts and settings;
read the audit trail.
"""

ACCESS: tuple[Access, ...] = get_args(Access)
CLINICIAN: frozenset[Access] = frozenset({"clinician"})
STUDENT: frozenset[Access] = frozenset({"student"})
OF_THE_FIRST: frozenset[Access] = frozenset(ACCESS) - STUDENT
"""A practice of one person: everything."""
EXAMINING: frozenset[Access] = CLINICIAN | STUDENT


class AccountRefused(ValueError):
    """The account cannot be made, or not be changed so; the message says why."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who an account belongs to, as a note names them."""

    username: str
    full_name: str
    role: str = ""
    registration: str = ""


@dataclass(frozen=True, slots=True)
class StoredAccount:
    """One account. `session_key` identifies it in session cookies; `has_read` is about the intended use."""

    id: int
    username: str
    full_name: str
    role: str
    registration: str
    password: str
    active: bool
    founder: bool
    session_key: str
    access: frozenset[Access] = CLINICIAN
    must_change_password: bool = False
    has_read: bool = False

    @property
    def examines(self) -> bool:
        """Whether it has examinations of its own."""
        return bool(self.access & EXAMINING)

    @property
    def is_student(self) -> bool:
        """Whether what it signs is not valid until a supervisor has counter-signed it."""
        return "student" in self.access


class Accounts:
    """The accounts of one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def any(self) -> bool:
        """Whether an account has been made yet."""
        with reading(self._engine) as connection:
            return connection.execute(select(accounts.c.id).limit(1)).first() is not None

    def add(
        self,
        person: Person,
        password: str,
        *,
        first: bool = False,
        access: frozenset[Access] = CLINICIAN,
        form_id: str = "",
        must_change: bool = False,
    ) -> StoredAccount:
        """Create an account; `password` is its hash. The same `form_id` creates one only, and returns it again.

        `must_change`: somebody else chose the password.
        Raises `AccountRefused` if the name, or being first, is taken, and for access that does not go together.
        """
        _refuse_beside_student(access)
        row = asdict(person) | {
            "username_key": username_key(person.username),
            "password": password,
            "active": True,
            "founder": True if first else None,
            "session_key": secrets.token_hex(16),
            "created_at": datetime.now(UTC),
            "form_id": form_id or None,
            "must_change_password": must_change or None,
        }
        made = self._find("form_id", form_id) if form_id else None
        if made is not None:
            return made
        try:
            with writing(self._engine) as connection:
                made = connection.execute(insert(accounts).values(row).returning(accounts.c.id)).scalar_one()
                wrote(connection, "account added", accounts, made)
                _write_access(connection, made, OF_THE_FIRST if first else access)
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
            return account_with(connection, column, value)

    def all(self) -> list[StoredAccount]:
        """Every account, by name."""
        with reading(self._engine) as connection:
            return [account_of(rows) for rows in rows_of_all(connection)]

    def describe(self, account_id: int, full_name: str, role: str, registration: str) -> None:
        """Change how notes name this person; notes signed before are not changed."""
        with writing(self._engine) as connection:
            details = {"full_name": full_name, "role": role, "registration": registration}
            _change(connection, "account described", account_id, details)

    def keep_credentials(self, account_id: int, password: str, session_key: str, *, must_change: bool = False) -> None:
        """Store this password hash and session key; a new key ends all earlier sessions, and the PIN is removed.

        `must_change`: somebody else chose the password, and its owner changes it before anything else.
        """
        act = mark("password set for another") if must_change else mark("credentials changed")
        kept = {"password": password, "session_key": session_key, "must_change_password": must_change or None}
        with writing(self._engine) as connection:
            _change(connection, act, account_id, kept)
            remove_pin(connection, account_id)

    def set_active(self, account_id: int, *, active: bool) -> None:
        """Deactivate an account, ending its sessions, or reactivate it. Its examinations are not affected.

        Raises `AccountRefused` if no active account would be left that manages accounts.
        """
        act = mark("account activated") if active else mark("account deactivated")
        with writing(self._engine) as connection:
            wait_for_turn(connection, "accounts")
            if not active:
                _refuse_last(connection, account_id)
            _change(connection, act, account_id, {"active": active, "session_key": secrets.token_hex(16)})
            connection.execute(delete(sessions).where(sessions.c.account_id == account_id))

    def set_access(self, account_id: int, access: frozenset[Access]) -> None:
        """Change what an account may do, from its next request on.

        Raises `AccountRefused` for none at all, for what does not go together, and if no active account would be left
        that manages accounts.
        """
        if not access:
            raise AccountRefused("an account needs at least one kind of access")
        _refuse_beside_student(access)
        with writing(self._engine) as connection:
            wait_for_turn(connection, "accounts")
            if "administrator" not in access:
                _refuse_last(connection, account_id)
            _write_access(connection, account_id, access)

    def may_try(self, username: str, now: datetime, address: str = "") -> bool:
        """Count one attempt for this name, and for the address that it comes from. False, and not counted, after too
        many recent failures of either.
        """
        attempts, most = sign_in_attempts, _most(username, address)
        with writing(self._engine) as connection:
            wait_for_turn(connection, "attempts")
            connection.execute(delete(attempts).where(attempts.c.at < now - ATTEMPTS_WITHIN))
            counted = select(func.count()).select_from(attempts)
            tried = {key: connection.scalar(counted.where(attempts.c.username_key == key)) or 0 for key in most}
            may = all(tried[key] < most[key] for key in most)
            if may:
                connection.execute(insert(attempts), [{"username_key": key, "at": now} for key in most])
        return may

    def forget_attempts(self, username: str, address: str = "") -> None:
        """Reset the count of a name after the right password was given; of the address only this attempt."""
        with writing(self._engine) as connection:
            key = username_key(username)
            connection.execute(delete(sign_in_attempts).where(sign_in_attempts.c.username_key == key))
            _take_back(connection, _most("", address))

    def take_attempt_back(self, username: str, address: str = "") -> None:
        """Count no attempt after all: no password was compared, or not a wrong one."""
        with writing(self._engine) as connection:
            _take_back(connection, _most(username, address))

    def _required(self, **by: Any) -> StoredAccount:
        found = self.find(**by)
        assert found is not None
        return found


def username_key(username: str) -> str:
    """The form of a username that is compared."""
    return key_of(username)[:200]


def _most(username: str, address: str) -> dict[str, int]:
    """How many attempts each key may have. No name begins with a space, so an address is never taken for one."""
    names, addresses = {username_key(username): ATTEMPTS}, {f" {address}"[:200]: ATTEMPTS_OF_ADDRESS}
    return (names if username else {}) | (addresses if address else {})


def _take_back(connection: Connection, keys: Iterable[str]) -> None:
    """Delete the latest attempt of each."""
    attempts = sign_in_attempts
    for key in keys:
        latest = select(func.max(attempts.c.id)).where(attempts.c.username_key == key).scalar_subquery()
        connection.execute(delete(attempts).where(attempts.c.id == latest))


def account_with(connection: Connection, column: str, value: Any) -> StoredAccount | None:
    """The account that has this value there."""
    rows = rows_with(connection, column, value)
    return account_of(rows) if rows else None


def account_of(rows: Sequence[Row[Any]]) -> StoredAccount:
    """The account of these rows, one for each access that it has."""
    row, access = rows[0], frozenset(row.access for row in rows if row.access)
    computed = {"access": access, "has_read": row.read_at is not None}
    stored = {name: getattr(row, name) for name in StoredAccount.__dataclass_fields__ if name not in computed}
    booleans = {name: bool(stored[name]) for name in ("founder", "must_change_password")}
    return StoredAccount(**stored | booleans | computed)


def _change(connection: Connection, act: str, account_id: int, values: Mapping[str, Any]) -> None:
    connection.execute(update(accounts).where(accounts.c.id == account_id).values(values))
    wrote(connection, act, accounts, account_id)


def _write_access(connection: Connection, account_id: int, access: frozenset[Access]) -> None:
    mine = account_access.c.account_id == account_id
    before = set(connection.scalars(select(account_access.c.access).where(mine)))
    for taken in sorted(before - access):
        connection.execute(delete(account_access).where(mine & (account_access.c.access == taken)))
        wrote(connection, "access taken", account_access, account_id, taken)
    for given in sorted(access - before):
        connection.execute(insert(account_access).values(account_id=account_id, access=given))
        wrote(connection, "access given", account_access, account_id, given)


def _refuse_beside_student(access: frozenset[Access]) -> None:
    """Raise `AccountRefused` where a student would have more access than that."""
    if "student" in access and access != STUDENT:
        raise AccountRefused("a student has no other access")


def _refuse_last(connection: Connection, account_id: int) -> None:
    """Raise `AccountRefused` if this is the last active account that manages accounts."""
    others = (account_access.c.access == "administrator") & accounts.c.active & (accounts.c.id != account_id)
    query = select(accounts.c.id).join(account_access).where(others)
    this = (account_access.c.access == "administrator") & (account_access.c.account_id == account_id)
    is_one = connection.execute(select(account_access.c.access).where(this)).first()
    if is_one and connection.execute(query).first() is None:
        raise AccountRefused("one active account must manage accounts and settings")
