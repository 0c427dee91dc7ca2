"""What signed examinations turned out to be: each entry is a row, and none is ever changed or deleted."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from exam.store.tables.base import Moment, metadata

outcomes = Table(
    "outcomes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("exam_id", ForeignKey("exams.id"), nullable=False, index=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("author", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    # All five are null where the outcome was taken back, and all but `known_by` where it will not be known.
    Column("cause", String(64)),
    Column("side", String(16)),
    Column("known_by", String(32)),
    # The day, as 2026-12-03.
    Column("known_on", String(10)),
    # What it was, where no cause describes it.
    Column("other", Text),
    Column("form_id", String(64)),
    Index(None, "exam_id", "form_id", unique=True),
)
