"""The tables. Nothing in `revisions` and `answers` is ever changed or deleted: they are the log."""

from __future__ import annotations

import unicodedata
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
    LargeBinary,
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


def key_of(name: str) -> str:
    """The form in which names and references are compared: not case-sensitive, and the same in each Unicode form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name.strip()).casefold())


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
    # Names the form that made the account, so that a form sent twice makes one.
    Column("form_id", String(64)),
    Index(None, "form_id", unique=True),
)

account_access = Table(
    "account_access",
    metadata,
    Column("account_id", ForeignKey("accounts.id"), primary_key=True),
    # What the account may do: clinician, administrator, auditor.
    Column("access", String(16), primary_key=True),
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
    # Copied from the record with each revision, for the list and its search.
    Column("reference", String(64), nullable=False),
    Column("reference_key", String(255), nullable=False),
    Column("age", Integer),
    Column("sex", String(16)),
    Column("side", String(16)),
    # What the findings fit, and how many emergencies nobody answered, as the version `summarised_by` computes them.
    Column("found", String(300), nullable=False, server_default=""),
    Column("emergencies", Integer, nullable=False, server_default="0"),
    Column("summarised_by", String(100)),
    Column("revision", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("signed_at", Moment),
    Column("discarded_at", Moment),
    # Names the form that began it, so that a form sent twice begins one.
    Column("form_id", String(64)),
    Column("version", Integer, nullable=False, server_default="1"),
    # The signed examination that this version replaces once it is signed, and the one that it is compared with.
    Column("corrects_id", ForeignKey("exams.id")),
    Column("earlier_id", ForeignKey("exams.id")),
    Index(None, "account_id", "updated_at"),
    Index(None, "account_id", "reference_key"),
    Index(None, "account_id", "form_id", unique=True),
    Index(None, "corrects_id"),
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
    # The record as it was signed: a later version of the program may write the same record differently.
    Column("record", Text, nullable=False),
    # The first time that it was printed, copied or exported, which ends the time for an undo.
    Column("handed_out_at", Moment),
    # The note as it was read and signed, which is what is hashed; null where a version before that signed the record.
    Column("frozen", Text),
    # The hash of what was added last, so that a missing addendum is noticed; null where nothing was added since.
    Column("last_sha256", String(64)),
)

withdrawn_signatures = Table(
    "withdrawn_signatures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("exam_id", ForeignKey("exams.id"), nullable=False, index=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("signed_by", String(200), nullable=False),
    Column("signed_at", Moment, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("record", Text, nullable=False),
    Column("withdrawn_at", Moment, nullable=False),
    Column("frozen", Text),
)

kept_outputs = Table(
    "kept_outputs",
    metadata,
    Column("exam_id", ForeignKey("exams.id"), primary_key=True),
    # The state of the note that it shows: the hash of the signature, or of what was added last.
    Column("state", String(64), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("made_at", Moment, nullable=False),
)

voids = Table(
    "voids",
    metadata,
    Column("exam_id", ForeignKey("exams.id"), primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("author", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    # Its place after the signature, among addenda and void, and the hash of its text, which holds the hash before it;
    # null where a version before that wrote it.
    Column("place", Integer),
    Column("sha256", String(64)),
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
    Column("form_id", String(64)),
    Column("place", Integer),
    Column("sha256", String(64)),
    Index(None, "exam_id", "form_id", unique=True),
)

clinic_settings = Table(
    "clinic_settings",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

account_settings = Table(
    "account_settings",
    metadata,
    Column("account_id", ForeignKey("accounts.id"), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

phrases = Table(
    "phrases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("form_id", String(64)),
    Index(None, "account_id", "kind"),
    Index(None, "account_id", "form_id", unique=True),
)

# What was done, by whom, each entry with a hash that holds the one before. It has no patient text, and outlives what
# it speaks of.
trail = Table(
    "trail",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("account_id", Integer),
    Column("actor", String(64), nullable=False),
    Column("address", String(64), nullable=False),
    Column("act", String(40), nullable=False),
    Column("exam_id", String(32)),
    # The row that was written, and the digest of what it says since then; null where it was removed.
    Column("subject", String(200), nullable=False),
    Column("digest", String(64)),
    Column("sha256", String(64), nullable=False),
    Index(None, "exam_id"),
)
