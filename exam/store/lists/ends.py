"""Finds patient references by any part of them: every end of each is stored, and a part begins one of them.

A trigram index needs three letters, an extension on PostgreSQL, and on SQLite a build with FTS5; this is a table as
any other, on both.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, select

from exam.store.tables import exams, folded, key_of, reference_ends

LONGEST = 16
"""Letters of an end that are stored; a longer search is compared with the whole reference besides."""
FEW = 1000
"""So many found ends are read and sorted; more are found sooner by walking along the list."""
AT_ONCE = 1000
COMPARED = (
    *("id", "account_id", "reference_key", "folded", "age", "created_at", "updated_at"),
    *("emergencies", "signed_at", "discarded_at", "void"),
)
"""What the list is narrowed and ordered by."""
LAST = "\U0010ffff"


def folded_or_none(reference: str) -> str | None:
    """What a search compares, where that is not the key of the reference."""
    text = folded(reference)
    return None if text == key_of(reference) else text


def write_ends(connection: Connection, exam_id: str, reference: str) -> None:
    """Replace the ends of the reference of an examination."""
    connection.execute(delete(reference_ends).where(reference_ends.c.exam_id == exam_id))
    if rows := _rows(exam_id, reference):
        connection.execute(insert(reference_ends), rows)


def write_all_ends(connection: Connection) -> None:
    """Write the ends of every reference anew, as in a database whose rows came from elsewhere."""
    connection.execute(delete(reference_ends))
    found = connection.execute(select(exams.c.id, exams.c.reference)).all()
    for first in range(0, len(found), AT_ONCE):
        rows = [row for one in found[first : first + AT_ONCE] for row in _rows(one.id, one.reference)]
        if rows:
            connection.execute(insert(reference_ends), rows)


def contains(columns: Any, search: str) -> ColumnElement[bool]:
    """Whether a reference contains a search, which is folded. `columns` are those of examinations."""
    return func.coalesce(columns.folded, columns.reference_key).contains(search, autoescape=True)


def are_few(connection: Connection, search: str) -> bool:
    """Whether few references of the whole database contain a search, which is folded."""
    some = select(reference_ends.c.exam_id).where(_begins(search)).limit(FEW + 1).subquery()
    return (connection.scalar(select(func.count()).select_from(some)) or 0) <= FEW


def found_by(search: str) -> Select[Any]:
    """The examinations that a search finds, by their id: read first and narrowed afterwards, since they are few.

    The limit, which they do not reach, keeps both databases from doing it the other way round.
    """
    ids = select(reference_ends.c.exam_id).where(_begins(search))
    return select(*(exams.c[name] for name in COMPARED)).where(exams.c.id.in_(ids)).limit(FEW + 1)


def _begins(search: str) -> ColumnElement[bool]:
    first = search[:LONGEST]
    return (reference_ends.c.ending >= first) & (reference_ends.c.ending <= first + LAST)


def _rows(exam_id: str, reference: str) -> list[dict[str, str]]:
    return [{"ending": ending, "exam_id": exam_id} for ending in sorted({*_ends(folded(reference))})]


def _ends(text: str) -> Iterable[str]:
    return (text[at : at + LONGEST] for at, sign in enumerate(text) if not sign.isspace())
