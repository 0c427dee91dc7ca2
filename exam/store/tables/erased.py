"""What stays of examinations that were erased: that they were, by whom and why, and how much each was."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from exam.store.tables.base import Moment, metadata

erasures = Table(
    "erasures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    # "reference" or "age"; the reference itself is nowhere, not even hashed: it could be guessed.
    Column("by", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    # When nothing of it was left in the file of the database either.
    Column("cleared_at", Moment),
)

erased_exams = Table(
    "erased_exams",
    metadata,
    Column("exam_id", String(32), primary_key=True),
    Column("erasure_id", ForeignKey("erasures.id"), nullable=False, index=True),
    # Whose it was.
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    # How many revisions it had, and rows in all tables.
    Column("revisions", Integer, nullable=False),
    Column("rows", Integer, nullable=False),
)
