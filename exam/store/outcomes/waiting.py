"""The signed examinations that wait for an outcome, the oldest first: one index has exactly these in their order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, tuple_

from exam.store.lists.paging import Place
from exam.store.tables import exams
from exam.store.tables.examinations import NO_OUTCOME

PAGE = 50
MOST = 100
"""So many are counted: a higher number says no more."""
# A student's note takes none before it is counter-signed.
WAITS = NO_OUTCOME & exams.c.supervised.is_(None)
ORDER = (exams.c.signed_at, exams.c.id)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A signed examination without an outcome: of whom, what the findings fit, and when it was signed."""

    id: str
    reference: str
    age: int | None
    sex: str | None
    found: str
    version: int
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """A page of them, and the words of the places beside it: empty where there is nothing further."""

    rows: tuple[Waiting, ...]
    before: str = ""
    after: str = ""


def find_waiting(connection: Connection, user_id: int, place: Place | None = None, size: int = PAGE) -> WaitingPage:
    """A page of this person's, from a place on.

    The first one where nothing follows the place, or too little comes before it.
    """
    back = place is not None and place.back
    rows = [Waiting(**row._asdict()) for row in _rows(connection, user_id, place, size)]
    more, rows = len(rows) > size, rows[:size]
    if place is not None and (not rows or (back and not more)):
        return find_waiting(connection, user_id, None, size)
    words = [Place(row.signed_at, row.id).word for row in (rows[::-1] if back else rows)]
    return WaitingPage(
        tuple(rows[::-1] if back else rows),
        before=words[0] if place is not None else "",
        after=words[-1] if more or back else "",
    )


def count_waiting(connection: Connection, user_id: int, signed_before: datetime) -> int:
    """How many of this person's were signed before a moment, at most 100."""
    mine = WAITS & (exams.c.account_id == user_id) & (exams.c.signed_at < signed_before)
    some = select(exams.c.id).where(mine).limit(MOST).subquery()
    return connection.scalar(select(func.count()).select_from(some)) or 0


def _rows(connection: Connection, user_id: int, place: Place | None, size: int) -> list[Row[Any]]:
    """One more than a page, from the place on; before it, the nearest first."""
    columns = (exams.c[name] for name in Waiting.__dataclass_fields__)
    query = select(*columns).where(WAITS & (exams.c.account_id == user_id)).limit(size + 1)
    if place is None:
        return [*connection.execute(query.order_by(*ORDER))]
    mine, there = tuple_(*ORDER), (place.at, place.exam_id)
    if place.back:
        return [*connection.execute(query.where(mine < there).order_by(*(one.desc() for one in ORDER)))]
    return [*connection.execute(query.where(mine > there).order_by(*ORDER))]
