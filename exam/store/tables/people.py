"""Accounts: what each may do, where it is signed in and how it unlocks a tablet, and its attempts to sign in."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table

from exam.store.tables.base import Moment, metadata

accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("username", String(64), nullable=False),
    # Usernames are not case-sensitive.
    Column("username_key", String(200), nullable=False, unique=True),
    Column("full_name", String(200), nullable=False),
    Column("role", String(200), nullable=False),
    Column("registration", String(200), nullable=False),
    Column("password", String(255), nullable=False),
    # True while the password is one that somebody else knows, for its owner to change first of all; else null.
    Column("must_change_password", Boolean(create_constraint=False)),
    Column("active", Boolean(create_constraint=False), nullable=False),
    # True for the first account and null for all others, so that two visitors cannot both create it.
    Column("founder", Boolean(create_constraint=False), unique=True),
    # Identifies the account in session cookies; a new key ends every session.
    Column("session_key", String(64), nullable=False, unique=True),
    Column("created_at", Moment, nullable=False),
    # Names the form that made the account, so that a form sent twice makes one.
    Column("form_id", String(64)),
    Index(None, "form_id", unique=True),
)

account_access = Table(
    "account_access",
    metadata,
    Column("account_id", ForeignKey("accounts.id"), primary_key=True),
    # What the account may do: clinician, student, administrator, auditor.
    Column("access", String(16), primary_key=True),
)

# Who counter-signs what a student signs; the row stays when the student becomes a clinician.
supervisors = Table(
    "supervisors",
    metadata,
    Column("account_id", ForeignKey("accounts.id"), primary_key=True),
    Column("supervisor_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("named_by", ForeignKey("accounts.id"), nullable=False),
    Column("named_at", Moment, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    # The hash of what the browser holds, so that nobody who reads the database can use it.
    Column("key", String(64), primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("begun_at", Moment, nullable=False),
    # At most a minute old while it is used.
    Column("seen_at", Moment, nullable=False),
    Column("address", String(64), nullable=False),
    # How the browser names itself.
    Column("browser", String(200), nullable=False),
    # When its account last gave its password here; null in a session from before that was stored.
    Column("proved_at", Moment),
    # When it was locked; null while it is not, or is only because nobody uses it.
    Column("locked_at", Moment),
    # When it was unlocked last; null if it never was.
    Column("unlocked_at", Moment),
    # How many wrong PINs in a row; null for none.
    Column("wrong_pins", Integer),
)

pins = Table(
    "pins",
    metadata,
    Column("account_id", ForeignKey("accounts.id"), primary_key=True),
    # The hash of the PIN that unlocks a session of this account.
    Column("pin", String(255), nullable=False),
    Column("set_at", Moment, nullable=False),
)

sign_in_attempts = Table(
    "sign_in_attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("username_key", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "username_key", "at"),
)
