"""What one account does for another: drafts that are handed over, and whose examinations others may read."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

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
)
# Neither opened yet nor taken back: few of all.
WAITING = hand_overs.c.opened_at.is_(None) & hand_overs.c.taken_back_at.is_(None)
for _who in ("to_id", "from_id"):
    Index(None, hand_overs.c[_who], sqlite_where=WAITING, postgresql_where=WAITING)

covers = Table(
    "covers",
    metadata,
    Column("id", Integer, primary_key=True),
    # Whose examinations may be read, by whom, from when until when.
    Column("owner_id", ForeignKey("accounts.id"), nullable=False),
    Column("reader_id", ForeignKey("accounts.id"), nullable=False),
    Column("starts_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    # Who named the reader: the owner, or an administrator for an absent one.
    Column("named_by", ForeignKey("accounts.id"), nullable=False),
    Column("named_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("form_id", String(64)),
    Index(None, "reader_id"),
    Index(None, "owner_id"),
    Index(None, "named_by", "form_id", unique=True),
)

emergency_accesses = Table(
    "emergency_accesses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Column("form_id", String(64)),
    Index(None, "account_id", "form_id", unique=True),
)

# Which examinations an emergency access opens: those of one reference when it was taken.
emergency_access_exams = Table(
    "emergency_access_exams",
    metadata,
    Column("access_id", ForeignKey("emergency_accesses.id"), primary_key=True),
    Column("exam_id", ForeignKey("exams.id"), primary_key=True),
    Index(None, "exam_id"),
)

# Each administrator marks each as seen.
emergency_accesses_seen = Table(
    "emergency_accesses_seen",
    metadata,
    Column("access_id", ForeignKey("emergency_accesses.id"), primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), primary_key=True),
    Column("at", Moment, nullable=False),
)
