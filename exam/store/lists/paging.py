"""A page of the list begins beside an examination, not at a number: no page costs more than the first.

Every order is total, so that no examination is on two pages or on none. One that is changed meanwhile moves to the
front of the order by change, as it should; the pages behind stay as they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, select, true, tuple_

from exam.store.stored import Order
from exam.store.tables import exams

WORD = re.compile(r"([0-9]{1,17})\.([0-9A-Za-z]{1,32})", re.ASCII)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LEADS: dict[Order, str] = {"reference": "reference_key", "age": "age"}
"""The column that an order begins with; then comes the time, the latest first, and the id."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: after this examination, or before it with `back`. `at` is its time in the order.

    The word of it has neither a reference nor an age, since it is in addresses.
    """

    at: datetime
    exam_id: str
    back: bool = False

    @classmethod
    def read(cls, after: str, before: str) -> Place | None:
        """From the words of an address or a form; None, which is the first page, for one that is no place."""
        match = WORD.fullmatch(before or after)
        if match is None:
            return None
        return cls(EPOCH + timedelta(microseconds=int(match[1])), match[2], back=bool(before))

    @property
    def word(self) -> str:
        """For an address."""
        return f"{(self.at - EPOCH) // timedelta(microseconds=1)}.{self.exam_id}"


@dataclass(frozen=True, slots=True)
class Found:
    """The ids of one page, and the words of the places beside it: empty where there is nothing further."""

    ids: tuple[str, ...]
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Ordered:
    """An order of an account's examinations; the columns are theirs, of the table or of a query."""

    columns: Any
    order: Order
    account_id: int

    @property
    def time(self) -> ColumnElement[datetime]:
        """When it was changed, or begun: an answer moves nothing in the other orders."""
        time: ColumnElement[datetime] = self.columns.created_at if self.order in LEADS else self.columns.updated_at
        return time

    @property
    def lead(self) -> ColumnElement[Any] | None:
        """What the order begins with."""
        return self.columns[LEADS[self.order]] if self.order in LEADS else None

    def by(self, *, back: bool) -> list[ColumnElement[Any]]:
        """For the query."""
        last = [one.asc() if back else one.desc() for one in (self.time, self.columns.id)]
        return last if self.lead is None else [self.lead.desc() if back else self.lead.asc(), *last]

    def runs(self, place: Place | None, value: Any) -> Iterator[ColumnElement[bool]]:
        """The runs of examinations from a place on, each of which an index has in order; `value` is that of the lead.

        Those without an age come last.
        """
        lead = self.lead
        if place is None:
            yield from (true(),) if self.order != "age" or lead is None else (lead.is_not(None), lead.is_(None))
            return
        mine, there = tuple_(self.time, self.columns.id), (place.at, place.exam_id)
        beside = mine > there if place.back else mine < there
        if lead is None:
            yield beside
        elif value is None:
            yield lead.is_(None) & beside
            if place.back:
                yield lead.is_not(None)
        else:
            yield (lead == value) & beside
            yield lead < value if place.back else lead > value
            if self.order == "age" and not place.back:
                yield lead.is_(None)


def find_page(connection: Connection, wanted: Select[Any], ordered: Ordered, place: Place | None, size: int) -> Found:
    """A page of what is wanted, a query for the columns that are ordered.

    The first one where nothing follows a place, or too little comes before it, or it is gone.
    """
    if place is None:
        return first_page(_rows(connection, wanted, ordered, None, size), size)
    rows = _rows(connection, wanted, ordered, place, size)
    if not rows or (place.back and len(rows) <= size):
        return find_page(connection, wanted, ordered, None, size)
    if place.back:
        return _page(rows[:size][::-1], before=True, after=True)
    return _page(rows[:size], before=True, after=len(rows) > size)


def first_page(rows: Sequence[Any], size: int) -> Found:
    """The first page, of rows of an id and a time of which there is one more if something follows."""
    return _page(rows[:size], before=False, after=len(rows) > size)


def _rows(
    connection: Connection, wanted: Select[Any], ordered: Ordered, place: Place | None, size: int
) -> list[tuple[str, datetime]]:
    """One more than a page, from the place on."""
    value = None
    if place is not None and ordered.order in LEADS:
        here = (exams.c.id == place.exam_id) & (exams.c.account_id == ordered.account_id)
        there = connection.execute(select(exams.c[LEADS[ordered.order]]).where(here)).first()
        if there is None:
            return []
        value = there[0]
    back = place is not None and place.back
    rows: list[tuple[str, datetime]] = []
    query = wanted.with_only_columns(ordered.columns.id, ordered.time).order_by(*ordered.by(back=back))
    for run in ordered.runs(place, value):
        rows += _first(connection, query.where(and_(run)), size + 1 - len(rows))
        if len(rows) > size:
            break
    return rows


def _first(connection: Connection, query: Select[Any], number: int) -> list[tuple[str, datetime]]:
    """So many of the first rows, each once: the ends of a reference are several where a search is in it again."""
    asked = number
    while True:
        found = connection.execute(query.limit(asked)).all()
        rows = [*dict.fromkeys((row[0], row[1]) for row in found)]
        if len(rows) >= number or len(found) < asked:
            return rows[:number]
        asked *= 4


def _page(rows: Sequence[tuple[str, datetime]], *, before: bool, after: bool) -> Found:
    return Found(
        tuple(exam_id for exam_id, _ in rows),
        _word(rows[0]) if before and rows else "",
        _word(rows[-1]) if after and rows else "",
    )


def _word(row: tuple[str, datetime]) -> str:
    exam_id, at = row
    return Place(at, exam_id).word
