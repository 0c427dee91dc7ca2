"""What an account signs in with besides its password."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, Table

from exam.store.tables.base import Moment, metadata

second_factors = Table(
    "second_factors",
    metadata,
    Column("account_id", ForeignKey("accounts.id"), primary_key=True),
    # Encrypted, since whoever reads it can make every code.
    Column("secret", String(255), nullable=False),
    Column("set_up_at", Moment, nullable=False),
    # The number of the half minute whose code was taken last: no code is taken twice.
    Column("last_step", BigInteger, nullable=False),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("account_id", ForeignKey("accounts.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    # The hash of a code, which is random and long.
    Column("sha256", String(64), nullable=False),
    Column("used_at", Moment),
)
