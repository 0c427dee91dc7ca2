"""The tables. Nothing in `revisions` and `answers` is ever changed or deleted: they are the log."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A date and time, stored in UTC since SQLite has no time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> Any:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


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
    Column("active", Boolean(create_constraint=False), nullable=False),
    # True for the first account and null for all others, so that two visitors cannot both create it.
    Column("founder", Boolean(create_constraint=False), unique=True),
    # Identifies the account in session cookies; a new key ends every session.
    Column("session_key", String(64), nullable=False, unique=True),
    Column("created_at", Moment, nullable=False),
)

sign_in_attempts = Table(
    "sign_in_attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("username_key", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "username_key", "at"),
)

exams = Table(
    "exams",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    # The next two are copied from the record with each revision, for the list and its search.
    Column("reference", String(64), nullable=False),
    Column("reference_key", String(255), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("signed_at", Moment),
    Index(None, "account_id", "updated_at"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("exam_id", ForeignKey("exams.id"), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("answer_id", String(64), nullable=False),
    Column("origin", String(16), nullable=False),
    Column("undoes", Integer),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("exam_id", "answer_id"),
)

answers = Table(
    "answers",
    metadata,
    Column("exam_id", String(32), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("path", String(200), nullable=False),
    # JSON text, so that a value is read back exactly as it was entered; "null" clears.
    Column("value", Text, nullable=False),
    ForeignKeyConstraint(["exam_id", "revision"], ["revisions.exam_id", "revisions.revision"]),
)

signatures = Table(
    "signatures",
    metadata,
    Column("exam_id", ForeignKey("exams.id"), primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("signed_by", String(200), nullable=False),
    Column("signed_at", Moment, nullable=False),
    Column("sha256", String(64), nullable=False),
    # The text that was hashed: a later version of the program may write the same record differently.
    Column("record", Text, nullable=False),
)

addenda = Table(
    "addenda",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("exam_id", ForeignKey("exams.id"), nullable=False, index=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("author", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Column("text", Text, nullable=False),
)
