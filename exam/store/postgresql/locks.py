"""Locks by name, held until the transaction ends."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, text
from sqlalchemy.dialects import postgresql

_LOCK = text("SELECT pg_advisory_xact_lock(hashtext(:name))")
_DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]


def lock(connection: Connection, name: str) -> None:
    """Wait until nobody else holds the lock of this name, and hold it."""
    connection.execute(_LOCK, {"name": f"dermyo {name}"})


def locked_row(connection: Connection, name: str, query: Select[*tuple[Any, ...]]) -> tuple[Any, ...] | None:
    """Hold the lock of this name, and read the first row as it then is; None where there is none.

    Both go to the server at once, and are two statements all the same: one alone would not see what another
    transaction stored while this one waited.
    """
    result = connection.exec_driver_sql(_both(name, query), execution_options={"no_parameters": True})
    cursor: Any = result.cursor
    try:
        cursor.nextset()
        row: tuple[Any, ...] | None = cursor.fetchone()
    finally:
        result.close()
    return row


@cache
def _both(name: str, query: Select[*tuple[Any, ...]]) -> str:
    """Made once, since every tap does it."""
    literal = {"literal_binds": True}
    statements = (_LOCK.bindparams(name=f"dermyo {name}"), query)
    return "; ".join(str(each.compile(dialect=_DIALECT, compile_kwargs=literal)) for each in statements)
