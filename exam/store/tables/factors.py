"""What an account signs in with besides its password, or in place of it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, Table, Text

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

passkeys = Table(
    "passkeys",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    # What its owner calls it.
    Column("name", String(60), nullable=False),
    # The host name that it was made for: it is of use under no other.
    Column("host", String(255), nullable=False),
    # The authenticator's own number of the key, base64url, at most 1,023 bytes.
    Column("credential_id", String(1364), nullable=False, unique=True),
    # As COSE, base64url; it signs nobody in.
    Column("public_key", Text, nullable=False),
    # Names the account for the authenticator, and says nothing of it; the same for all passkeys of an account.
    Column("user_handle", String(64), nullable=False),
    # How a browser reaches the authenticator, as it said: "internal,hybrid".
    Column("transports", String(100), nullable=False),
    # How often the authenticator says that it was used; stays 0 where it does not count.
    Column("sign_count", BigInteger, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("used_at", Moment),
)

passkey_challenges = Table(
    "passkey_challenges",
    metadata,
    # The hash of a challenge that was answered, rightly or not: it is of no use again.
    Column("sha256", String(64), primary_key=True),
    Column("at", Moment, nullable=False),
)
