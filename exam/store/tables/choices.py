"""What a clinic and its clinicians choose: settings and phrases of their own."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from exam.store.tables.base import metadata

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
