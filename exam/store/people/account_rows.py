"""Reads accounts with what each may do, and whether it has read the intended use."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, select

from exam.domain.words.regulatory_status import STATEMENT
from exam.store.tables import account_access, accounts, intended_use_readings

_READ_BY = intended_use_readings.c
_HAS_READ = (_READ_BY.account_id == accounts.c.id) & (_READ_BY.statement == STATEMENT)
EVERY = (
    select(accounts, account_access.c.access, _READ_BY.at.label("read_at"))
    .select_from(accounts)
    .outerjoin(account_access)
    .outerjoin(intended_use_readings, _HAS_READ)
    .order_by(accounts.c.username_key, accounts.c.id)
)
"""Every account, with a row for each access that it has."""


def rows_of_all(connection: Connection) -> list[Sequence[Row[Any]]]:
    """The rows of each account, by name."""
    rows = connection.execute(EVERY)
    return [list(group) for _, group in groupby(rows, key=lambda row: row.id)]


def rows_with(connection: Connection, column: str, value: Any) -> Sequence[Row[Any]]:
    """The rows of the account that has this value there; none where no account has."""
    return connection.execute(_having(column), {"wanted": value}).all()


@cache
def _having(column: str) -> Select[*tuple[Any, ...]]:
    """The query, made once: building it takes longer than the database takes for it."""
    return EVERY.where(accounts.c[column] == bindparam("wanted"))
