"""Examinations and their log: nothing in `revisions` and `answers` is ever changed or deleted."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Index, Integer, String, Table, Text, UniqueConstraint

from exam.store.tables.base import Moment, metadata

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
    # Random, so that nobody guesses from a digest in the trail what an erased row said; null in those from before.
    Column("salt", String(32)),
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
