"""The audit trail."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table

from exam.store.tables.base import Moment, metadata

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
