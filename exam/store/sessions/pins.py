"""The PINs of one database: with its PIN an account unlocks a tablet that it is signed in on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Engine, delete, insert, select

from exam.domain.language import mark
from exam.store.database import reading, wait_for_turn, writing
from exam.store.tables import pins
from exam.store.trail.entries import wrote


class Pins:
    """The PINs of one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, account_id: int) -> str | None:
        """The hash of the PIN of an account; None without one."""
        with reading(self._engine) as connection:
            return connection.scalar(select(pins.c.pin).where(pins.c.account_id == account_id))

    def set(self, account_id: int, hashed: str, now: datetime) -> None:
        """Give an account a PIN by its hash, in place of one before."""
        with writing(self._engine) as connection:
            wait_for_turn(connection, "pins")
            connection.execute(delete(pins).where(pins.c.account_id == account_id))
            connection.execute(insert(pins).values(account_id=account_id, pin=hashed, set_at=now))
            wrote(connection, mark("PIN set"), pins, account_id)

    def remove(self, account_id: int) -> bool:
        """Let an account unlock with its password alone; whether it had a PIN."""
        with writing(self._engine) as connection:
            wait_for_turn(connection, "pins")
            return remove_pin(connection, account_id)


def remove_pin(connection: Connection, account_id: int) -> bool:
    """Remove the PIN of an account; whether it had one."""
    removed = connection.execute(delete(pins).where(pins.c.account_id == account_id)).rowcount == 1
    if removed:
        wrote(connection, mark("PIN removed"), pins, account_id)
    return removed
