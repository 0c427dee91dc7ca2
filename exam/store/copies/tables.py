"""The tables of a copy."""

from __future__ import annotations

from sqlalchemy import Table

from exam.store.tables import metadata, passkey_challenges, sessions, sign_in_attempts, snapshots

# Who is signed in now, counts of a quarter of an hour, what was answered in the last minutes, and what the log says.
NOT_COPIED = {sessions, sign_in_attempts, passkey_challenges, snapshots}


def tables_in_order() -> tuple[Table, ...]:
    """The tables whose rows are copied, those that others refer to first."""
    return tuple(table for table in metadata.sorted_tables if table not in NOT_COPIED)
