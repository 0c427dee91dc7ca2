"""What one account does for another: drafts that are handed over."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from exam.store.tables.base import Moment, metadata

hand_overs = Table(
    "hand_overs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("exam_id", ForeignKey("exams.id"), nullable=False, index=True),
    Column("from_id", ForeignKey("accounts.id"), nullable=False),
    Column("to_id", ForeignKey("accounts.id"), nullable=False),
    Column("at", Moment, nullable=False),
    # At which revision: once another one follows, it is not taken back.
    Column("revision", Integer, nullable=False),
    Column("words", Text, nullable=False),
    # When the colleague first opened it, or dismissed the message about it; when it was taken back.
    Column("opened_at", Moment),
    Column("dismissed_at", Moment),
    Column("taken_back_at", Moment),
    Index(None, "to_id"),
    Index(None, "from_id"),
)
