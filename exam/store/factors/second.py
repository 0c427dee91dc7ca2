"""The second factors of one database: a secret that an app makes codes of, and codes for when the app is lost."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from exam.domain.language import mark
from exam.store.database import reading, wait_for_turn, writing
from exam.store.tables import recovery_codes, second_factors
from exam.store.trail.entries import wrote


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """That an account has one. `secret` is as it was given, encrypted; `codes_left` counts the recovery codes."""

    secret: str
    set_up_at: datetime
    last_step: int
    codes_left: int


class SecondFactors:
    """The second factors of one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, account_id: int) -> SecondFactor | None:
        """The second factor of an account; None if it signs in with its password alone."""
        mine, codes = second_factors.c.account_id == account_id, recovery_codes.c
        left = select(func.count()).where((codes.account_id == account_id) & codes.used_at.is_(None)).scalar_subquery()
        columns = (second_factors.c.secret, second_factors.c.set_up_at, second_factors.c.last_step, left)
        with reading(self._engine) as connection:
            row = connection.execute(select(*columns).where(mine)).first()
        return SecondFactor(*row) if row else None

    def accounts(self) -> frozenset[int]:
        """The accounts that have one."""
        with reading(self._engine) as connection:
            return frozenset(connection.scalars(select(second_factors.c.account_id)))

    def turn_on(self, account_id: int, secret: str, step: int, codes: Collection[str], now: datetime) -> None:
        """Give an account a second factor, in place of one before. `codes` are the hashes of its recovery codes."""
        with writing(self._engine) as connection:
            wait_for_turn(connection, "factors")
            _remove(connection, account_id)
            row = {"account_id": account_id, "secret": secret, "set_up_at": now, "last_step": step}
            connection.execute(insert(second_factors).values(row))
            wrote(connection, mark("two-step sign-in turned on"), second_factors, account_id)
            _write_codes(connection, account_id, codes)

    def replace_codes(self, account_id: int, codes: Collection[str]) -> None:
        """Give an account new recovery codes; those before are of no use any more."""
        with writing(self._engine) as connection:
            wait_for_turn(connection, "factors")
            _remove_codes(connection, account_id)
            _write_codes(connection, account_id, codes)

    def take_step(self, account_id: int, step: int) -> bool:
        """Take the code of a half minute; False if it, or one of a later half minute, was taken before."""
        newer = (second_factors.c.account_id == account_id) & (second_factors.c.last_step < step)
        with writing(self._engine) as connection:
            taken = connection.execute(update(second_factors).where(newer).values(last_step=step)).rowcount == 1
            if taken:
                wrote(connection, mark("code of the app given"), second_factors, account_id)
        return taken

    def take_code(self, account_id: int, sha256: str, now: datetime) -> bool:
        """Take a recovery code by its hash; False if there is none, or it was taken before."""
        codes = recovery_codes.c
        this = (codes.account_id == account_id) & (codes.sha256 == sha256) & codes.used_at.is_(None)
        with writing(self._engine) as connection:
            use = update(recovery_codes).where(this).values(used_at=now)
            number = connection.scalar(use.returning(codes.number))
            if number is not None:
                wrote(connection, mark("recovery code used"), recovery_codes, account_id, number)
        return number is not None

    def turn_off(self, account_id: int) -> bool:
        """Let an account sign in with its password alone; whether it had a second factor."""
        with writing(self._engine) as connection:
            wait_for_turn(connection, "factors")
            return _remove(connection, account_id)


def _remove(connection: Connection, account_id: int) -> bool:
    _remove_codes(connection, account_id)
    mine = second_factors.c.account_id == account_id
    removed = connection.execute(delete(second_factors).where(mine)).rowcount == 1
    if removed:
        wrote(connection, mark("two-step sign-in turned off"), second_factors, account_id)
    return removed


def _remove_codes(connection: Connection, account_id: int) -> None:
    mine = recovery_codes.c.account_id == account_id
    for number in connection.scalars(select(recovery_codes.c.number).where(mine)).all():
        connection.execute(delete(recovery_codes).where(mine & (recovery_codes.c.number == number)))
        wrote(connection, mark("recovery code removed"), recovery_codes, account_id, number)


def _write_codes(connection: Connection, account_id: int, codes: Collection[str]) -> None:
    for number, code in enumerate(codes, 1):
        connection.execute(insert(recovery_codes).values(account_id=account_id, number=number, sha256=code))
        wrote(connection, mark("recovery code made"), recovery_codes, account_id, number)
