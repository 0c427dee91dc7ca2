"""The list of one person's examinations, and the earlier ones of one patient reference."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, exists, func, literal_column, null, select, update

from exam.store.lists.ends import (
    LONGEST,
    among,
    are_few_ends,
    contains,
    copy_into_ends,
    escaped,
    few_found,
    in_order,
)
from exam.store.lists.paging import EPOCH, Found, Ordered, Place, find_page, first_page
from exam.store.people.permission import belongs_to
from exam.store.stored import ExamSummary, Listed, Order
from exam.store.tables import counter_signatures, exams, folded, key_of, signatures, voids
from exam.store.trail.entries import LISTED, wrote

PAGE = 50
LAST_CHANGED = 2000
"""Among so many a search that finds much looks first."""

_NEWER = exams.alias("newer")
_REPLACED = exists().where(
    (_NEWER.c.corrects_id == exams.c.id) & _NEWER.c.signed_at.is_not(None) & _NEWER.c.discarded_at.is_(None)
)
_DECLARED = exists().where(voids.c.exam_id == exams.c.id)
IS_VOID: ColumnElement[bool] = exams.c.void.is_not(None)

_SETTLED = exists().where(counter_signatures.c.exam_id == exams.c.id)
_BY_STUDENT = select(signatures.c.exam_id).where((signatures.c.exam_id == exams.c.id) & signatures.c.student)
_WAITS = _BY_STUDENT.correlate(exams).exists() & ~_SETTLED
_RETURNED = exists().where((counter_signatures.c.exam_id == exams.c.id) & counter_signatures.c.returned.is_not(None))
WAITS: ColumnElement[bool] = exams.c.supervised == literal_column("'waits'")
"""A student signed it, and nobody has counter-signed it or sent it back."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which examinations to list: `search` matches any part of the patient reference.

    Without a status all but the discarded ones; `emergency`: only those with an emergency that nobody answered.
    """

    search: str = ""
    status: Listed | None = None
    emergency: bool = False
    order: Order = "changed"


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of the list, and the words of the places beside it: empty where there is nothing further."""

    rows: tuple[ExamSummary, ...]
    before: str = ""
    after: str = ""


EVERY_ONE = Wanted()


def list_exams(
    connection: Connection, user_id: int, wanted: Wanted, place: Place | None = None, size: int = PAGE
) -> ListPage:
    """This person's examinations, a page at a time."""
    found = _find(connection, user_id, wanted, place, size)
    lines, which = _lines(connection.dialect.name), {"ids": [*found.ids], "account_id": user_id}
    rows = {row.id: row for row in (_read(connection, lines, which) if found.ids else ())}
    return ListPage(tuple(rows[one] for one in found.ids if one in rows), found.before, found.after)


def copy_state(connection: Connection, exam_id: str) -> None:
    """Copy for the list whether a note is void or replaced, and waits for its counter-signature, after an act that
    decides it: a lookup in other tables for each line would be most of the time of a list.
    """
    here = exams.c.id == exam_id
    said = select((_DECLARED | _REPLACED).label("void"), _WAITS.label("waits"), _RETURNED.label("returned")).where(here)
    row = connection.execute(said).one()
    supervised = "waits" if row.waits else "returned" if row.returned else None
    connection.execute(update(exams).where(here).values(void=True if row.void else None, supervised=supervised))
    copy_into_ends(connection, exam_id)
    wrote(connection, LISTED, exams, exam_id, exam_id=exam_id)


def earlier_visits(connection: Connection, user_id: int, reference: str, but: str) -> list[ExamSummary]:
    """This person's examinations of one reference, newest first; neither void nor discarded ones, nor the one `but`."""
    same = (exams.c.reference_key == key_of(reference)) & (exams.c.id != but) & exams.c.discarded_at.is_(None)
    return _read(connection, _mine(user_id).where(same & ~IS_VOID).order_by(exams.c.created_at.desc(), exams.c.id))


def all_of(connection: Connection, user_id: int, reference: str) -> list[ExamSummary]:
    """This person's examinations of one reference, oldest first, without discarded ones; also void ones."""
    same = (exams.c.reference_key == key_of(reference)) & exams.c.discarded_at.is_(None)
    return _read(connection, _mine(user_id).where(same).order_by(exams.c.created_at, exams.c.id))


def list_of(connection: Connection, which: ColumnElement[bool]) -> list[ExamSummary]:
    """Examinations of any account, the last changed first: for who may read them."""
    return _read(connection, _summaries().where(which).order_by(exams.c.updated_at.desc(), exams.c.id))


def _find(connection: Connection, user_id: int, wanted: Wanted, place: Place | None, size: int) -> Found:
    text, search = wanted.search.strip(), folded(wanted.search)
    if text and not search:
        return Found(())
    found: Any = None
    if search and len(search) <= LONGEST and wanted == Wanted(wanted.search, "finished"):
        page = _find_by_ends(connection, user_id, search, place, size)
        if page is not None:
            return page
    elif search:
        found = few_found(connection, user_id, search, finished=_finished(wanted), order=wanted.order)
    columns: Any = exams.c if found is None else found
    query = select(columns.id).where(_is_wanted(columns, user_id, wanted))
    if search:
        query = query.where(contains(columns, escaped(search)))
    return find_page(connection, query, Ordered(columns, wanted.order, user_id), place, size)


def _find_by_ends(connection: Connection, user_id: int, search: str, place: Place | None, size: int) -> Found | None:
    """A page of the finished examinations that a search finds, in order of change; None where it is found sooner by
    walking along the list.
    """
    if not are_few_ends(connection, user_id, search, later=place is not None):
        if place is not None:
            return None
        # Most of what many have in common is among the last changed; where it is not, all of it is sorted.
        values = {"account_id": user_id, "search": escaped(search), "number": size + 1}
        page = first_page(connection.execute(_among_last_changed(), values).all(), size)
        if page.after:
            return page
    ends = in_order(user_id, search)
    return find_page(connection, select(ends.id), Ordered(ends, "changed", user_id), place, size)


def _finished(wanted: Wanted) -> bool | None:
    """Whether all that is wanted is finished, or nothing of it; None where both are wanted."""
    return None if wanted.status is None else wanted.status == "finished"


def _is_wanted(columns: Any, user_id: int, wanted: Wanted) -> Any:
    """In the words of the index that has these examinations in order: `exam.store.tables.examinations` names them."""
    mine = columns.account_id == user_id
    signed, discarded = columns.signed_at, columns.discarded_at
    if wanted.emergency:
        # Keeps SQLite from the index of all drafts, of which few have an emergency.
        signed, discarded = func.coalesce(signed, null()), func.coalesce(discarded, null())
        mine &= columns.emergencies > literal_column("0")
    if wanted.status is None:
        return mine & discarded.is_(None)
    if wanted.status == "draft":
        return mine & signed.is_(None) & discarded.is_(None)
    if wanted.status == "finished":
        return mine & signed.is_not(None) & columns.void.is_(None)
    return mine & (columns.void if wanted.status == "void" else discarded).is_not(None)


@cache
def _lines(dialect: str) -> Select[Any]:
    """What is read of the examinations of a page: made once, since to make it takes longer than to read it."""
    # Written so that no index of all of a person's examinations is read for these few.
    still_mine = exams.c.account_id + literal_column("0") == bindparam("account_id")
    return _summaries().where(among(dialect) & still_mine)


@cache
def _among_last_changed() -> Select[Any]:
    """The finished examinations that a search finds among the last changed, in that order. Made once as well."""
    account_id: Any = bindparam("account_id")
    mine = _is_wanted(exams.c, account_id, Wanted(status="finished"))
    in_order = (exams.c.updated_at.desc(), exams.c.id.desc())
    since = select(exams.c.updated_at).where(mine).order_by(*in_order).limit(1).offset(LAST_CHANGED).scalar_subquery()
    found = mine & contains(exams.c, bindparam("search")) & (exams.c.updated_at > func.coalesce(since, EPOCH))
    return select(exams.c.id, exams.c.updated_at).where(found).order_by(*in_order).limit(bindparam("number"))


def _mine(user_id: int) -> Select[Any]:
    return _summaries().where(belongs_to(user_id))


def _summaries() -> Select[Any]:
    supervised = func.coalesce(exams.c.supervised, "")
    more = {"void": IS_VOID, "waits": supervised == "waits", "returned": supervised == "returned"}
    names = ExamSummary._fields
    return select(*(more[name].label(name) if name in more else exams.c[name] for name in names))


def _read(connection: Connection, query: Select[Any], values: dict[str, Any] | None = None) -> list[ExamSummary]:
    return [*map(ExamSummary._make, connection.execute(query, values).all())]
