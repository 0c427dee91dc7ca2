"""Signed notes, what was added to them, and their outputs as they were first handed out."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from exam.store.tables.base import Moment, metadata

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
    # True where a student signed: the note is not valid until it is counter-signed; else null.
    Column("student", Boolean(create_constraint=False)),
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

counter_signatures = Table(
    "counter_signatures",
    metadata,
    Column("exam_id", ForeignKey("exams.id"), primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    # The supervisor, by full name and user name.
    Column("author", String(200), nullable=False),
    Column("username", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    # Why it was sent back to the student; null where it was counter-signed.
    Column("returned", Text),
    Column("place", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
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
