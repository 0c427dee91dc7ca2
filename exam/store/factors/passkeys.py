"""The passkeys of one database: public keys, each of one account and for one host name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from exam.domain.language import mark
from exam.store.database import reading, wait_for_turn, writing
from exam.store.tables import passkey_challenges, passkeys
from exam.store.trail.entries import wrote

MOST = 10
"""Passkeys of an account."""
CHALLENGE_LASTS = timedelta(minutes=5)


class TooManyPasskeys(ValueError):
    """The account has as many as it may."""


class PasskeyKnown(ValueError):
    """This passkey was added before, perhaps to another account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPasskey:
    """What an authenticator made: `credential_id` and `public_key` are base64url, `transports` joined by commas."""

    name: str
    host: str
    credential_id: str
    public_key: str
    user_handle: str
    transports: str
    sign_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPasskey(NewPasskey):
    """A passkey of an account."""

    id: int
    account_id: int
    added_at: datetime
    used_at: datetime | None


class Passkeys:
    """The passkeys of one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, account_id: int) -> list[StoredPasskey]:
        """The passkeys of an account, the first added first."""
        return self._read(passkeys.c.account_id == account_id)

    def find(self, credential_id: str) -> StoredPasskey | None:
        """The passkey that an authenticator knows under this number."""
        found = self._read(passkeys.c.credential_id == credential_id)
        return found[0] if found else None

    def any_for(self, host: str) -> bool:
        """Whether any account has one for this host name."""
        with reading(self._engine) as connection:
            return connection.execute(select(passkeys.c.id).where(passkeys.c.host == host).limit(1)).first() is not None

    def accounts(self) -> frozenset[int]:
        """The accounts that have any."""
        with reading(self._engine) as connection:
            return frozenset(connection.scalars(select(passkeys.c.account_id).distinct()))

    def add(self, account_id: int, new: NewPasskey, now: datetime) -> None:
        """Add a passkey to an account. Raises `TooManyPasskeys` and `PasskeyKnown`."""
        row = {name: getattr(new, name) for name in NewPasskey.__dataclass_fields__}
        row |= {"account_id": account_id, "added_at": now}
        try:
            with writing(self._engine) as connection:
                wait_for_turn(connection, "factors")
                if len(_ids(connection, passkeys.c.account_id == account_id)) >= MOST:
                    raise TooManyPasskeys
                added = connection.execute(insert(passkeys).values(row).returning(passkeys.c.id)).scalar_one()
                wrote(connection, mark("passkey added"), passkeys, added)
        except IntegrityError:
            raise PasskeyKnown from None

    def use(self, passkey_id: int, sign_count: int, now: datetime) -> bool:
        """Note that a passkey signed. False, and not noted, if its count did not go up though it counts: the key may
        have been copied.
        """
        counts = passkeys.c.sign_count < sign_count
        rises = counts if sign_count else passkeys.c.sign_count == 0
        values = {"sign_count": sign_count, "used_at": now}
        with writing(self._engine) as connection:
            this = (passkeys.c.id == passkey_id) & rises
            used = connection.execute(update(passkeys).where(this).values(values)).rowcount == 1
            if used:
                wrote(connection, mark("passkey used"), passkeys, passkey_id)
        return used

    def remove(self, account_id: int, passkey_id: int) -> bool:
        """Remove a passkey of an account; whether it was there."""
        return self._remove((passkeys.c.account_id == account_id) & (passkeys.c.id == passkey_id)) == 1

    def remove_all(self, account_id: int) -> int:
        """Remove every passkey of an account; how many there were."""
        return self._remove(passkeys.c.account_id == account_id)

    def take_challenge(self, sha256: str, now: datetime) -> bool:
        """Take a challenge by its hash; False if it was taken before. Those that are over are forgotten."""
        try:
            with writing(self._engine) as connection:
                over = passkey_challenges.c.at < now - 2 * CHALLENGE_LASTS
                connection.execute(delete(passkey_challenges).where(over))
                connection.execute(insert(passkey_challenges).values(sha256=sha256, at=now))
        except IntegrityError:
            return False
        return True

    def _read(self, which: ColumnElement[bool]) -> list[StoredPasskey]:
        query = select(passkeys).where(which).order_by(passkeys.c.id)
        with reading(self._engine) as connection:
            return [StoredPasskey(**row) for row in connection.execute(query).mappings()]

    def _remove(self, which: ColumnElement[bool]) -> int:
        with writing(self._engine) as connection:
            wait_for_turn(connection, "factors")
            found = _ids(connection, which)
            for passkey_id in found:
                connection.execute(delete(passkeys).where(passkeys.c.id == passkey_id))
                wrote(connection, mark("passkey removed"), passkeys, passkey_id)
        return len(found)


def _ids(connection: Connection, which: ColumnElement[bool]) -> list[int]:
    return list(connection.scalars(select(passkeys.c.id).where(which)))
