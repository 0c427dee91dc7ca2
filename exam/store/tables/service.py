"""Who read the intended use of Dermyo, when the clinic put it into service, and whether examinations may leave it."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from exam.store.tables.base import Moment, metadata

intended_use_readings = Table(
    "intended_use_readings",
    metadata,
    Column("account_id", ForeignKey("accounts.id"), primary_key=True),
    # The version of the statement that was read.
    Column("statement", String(16), primary_key=True),
    Column("at", Moment, nullable=False),
)

service_periods = Table(
    "service_periods",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("responsible", String(200), nullable=False),
    # The first day, as 2026-12-03.
    Column("since", String(10), nullable=False),
    # For what, and where.
    Column("purpose", Text, nullable=False),
    # The versions of the program and of its knowledge that were put into service.
    Column("program", String(64), nullable=False),
    Column("knowledge", String(64), nullable=False),
    Column("recorded_by", ForeignKey("accounts.id"), nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("withdrawn_by", ForeignKey("accounts.id")),
    Column("withdrawn_at", Moment),
    # Why it was withdrawn.
    Column("reason", Text),
    Column("form_id", String(64)),
    Index(None, "form_id", unique=True),
)

research_permissions = Table(
    "research_permissions",
    metadata,
    Column("id", Integer, primary_key=True),
    # Who decided that examinations may be exported for research, and with what office.
    Column("decided_by", String(200), nullable=False),
    Column("role", String(200), nullable=False),
    # The day of the decision, as 2026-12-03.
    Column("decided_on", String(10), nullable=False),
    # The law, or the approval with its number.
    Column("ground", Text, nullable=False),
    Column("recorded_by", ForeignKey("accounts.id"), nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("withdrawn_by", ForeignKey("accounts.id")),
    Column("withdrawn_at", Moment),
    # Why it was withdrawn.
    Column("reason", Text),
    Column("form_id", String(64)),
    Index(None, "form_id", unique=True),
)
