"""The list of one person's examinations, and the earlier ones of one patient reference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, select

from exam.store.people.permission import belongs_to
from exam.store.stored import ExamSummary, Listed, Order
from exam.store.tables import counter_signatures, exams, key_of, signatures, voids

PAGE = 50

_NEWER = exams.alias("newer")
_REPLACED = exists().where(
    (_NEWER.c.corrects_id == exams.c.id) & _NEWER.c.signed_at.is_not(None) & _NEWER.c.discarded_at.is_(None)
)
VOID: ColumnElement[bool] = exists().where(voids.c.exam_id == exams.c.id) | _REPLACED

_SETTLED = exists().where(counter_signatures.c.exam_id == exams.c.id)
_BY_STUDENT = select(signatures.c.exam_id).where((signatures.c.exam_id == exams.c.id) & signatures.c.student)
WAITS: ColumnElement[bool] = _BY_STUDENT.correlate(exams).exists() & ~_SETTLED
"""A student signed it, and nobody has counter-signed it or sent it back."""
RETURNED: ColumnElement[bool] = exists().where(
    (counter_signatures.c.exam_id == exams.c.id) & counter_signatures.c.returned.is_not(None)
)

_WHERE: dict[Listed, ColumnElement[bool]] = {
    "draft": exams.c.signed_at.is_(None) & exams.c.discarded_at.is_(None),
    "finished": exams.c.signed_at.is_not(None) & ~VOID,
    "void": exams.c.signed_at.is_not(None) & VOID,
    "discarded": exams.c.discarded_at.is_not(None),
}
_ORDER: dict[Order, tuple[ColumnElement[Any], ...]] = {
    "changed": (exams.c.updated_at.desc(),),
    "reference": (exams.c.reference_key, exams.c.updated_at.desc()),
    "age": (exams.c.age.is_(None), exams.c.age, exams.c.updated_at.desc()),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which examinations to list: `search` matches any part of the patient reference.

    Without a status all but the discarded ones; `emergency`: only those with an emergency that nobody answered.
    """

    search: str = ""
    status: Listed | None = None
    emergency: bool = False
    order: Order = "changed"


EVERY_ONE = Wanted()


def list_exams(
    connection: Connection, user_id: int, wanted: Wanted, limit: int = PAGE, offset: int = 0
) -> list[ExamSummary]:
    """This person's examinations, a page at a time."""
    status, search = wanted.status, wanted.search.strip()
    query = _mine(user_id).where(exams.c.discarded_at.is_(None) if status is None else _WHERE[status])
    if search:
        query = query.where(exams.c.reference_key.contains(key_of(search), autoescape=True))
    if wanted.emergency:
        query = query.where(exams.c.emergencies > 0)
    return _read(connection, query.order_by(*_ORDER[wanted.order], exams.c.id).limit(limit).offset(offset))


def earlier_visits(connection: Connection, user_id: int, reference: str, but: str) -> list[ExamSummary]:
    """This person's examinations of one reference, newest first; neither void nor discarded ones, nor the one `but`."""
    same = (exams.c.reference_key == key_of(reference)) & (exams.c.id != but) & exams.c.discarded_at.is_(None)
    return _read(connection, _mine(user_id).where(same & ~VOID).order_by(exams.c.created_at.desc(), exams.c.id))


def all_of(connection: Connection, user_id: int, reference: str) -> list[ExamSummary]:
    """This person's examinations of one reference, oldest first, without discarded ones; also void ones."""
    same = (exams.c.reference_key == key_of(reference)) & exams.c.discarded_at.is_(None)
    return _read(connection, _mine(user_id).where(same).order_by(exams.c.created_at, exams.c.id))


def list_of(connection: Connection, which: ColumnElement[bool]) -> list[ExamSummary]:
    """Examinations of any account, the last changed first: for who may read them."""
    return _read(connection, _summaries().where(which).order_by(exams.c.updated_at.desc(), exams.c.id))


def _mine(user_id: int) -> Select[Any]:
    return _summaries().where(belongs_to(user_id))


def _summaries() -> Select[Any]:
    more = {"void": VOID, "waits": WAITS, "returned": RETURNED}
    names = [name for name in ExamSummary.__dataclass_fields__ if name not in more]
    return select(*(exams.c[name] for name in names), *(column.label(name) for name, column in more.items()))


def _read(connection: Connection, query: Select[Any]) -> list[ExamSummary]:
    return [ExamSummary(**row._asdict()) for row in connection.execute(query)]
