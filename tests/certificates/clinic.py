"""A clinic with its authority and certificate."""

from datetime import UTC, datetime

NAMES = ("dermyo.local", "192.168.1.10")
TODAY = datetime(2026, 11, 22, 12, tzinfo=UTC)
