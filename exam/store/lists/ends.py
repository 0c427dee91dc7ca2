"""Finds patient references by any part of them: every end of each is stored, and a part begins one of them.

A trigram index needs three letters, an extension on PostgreSQL, and on SQLite a build with FTS5; this is a table as
any other, on both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    String,
    any_,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal_column,
    select,
    union_all,
    update,
)

from exam.store.stored import Order
from exam.store.tables import exams, folded, key_of, reference_ends
from exam.store.tables.examinations import ENDS_FINISHED, ENDS_OPEN, FINISHED

LONGEST = 16
"""Letters of an end that are stored; a longer search is compared with the whole reference besides."""
FEW = 300
"""So many found examinations are read and sorted; more are found sooner by walking along the list."""
FEW_BESIDE = 900
"""The same where the list in the order that is wanted is not read from an index alone."""
FEW_ENDS = 1000
"""So many found ends are sorted at once, where they are, without their examinations."""
MANY_ENDS = 10_000
"""So many on a later page, which is not looked for among the last changed before."""
AT_ONCE = 10_000
COMPARED = (
    *("id", "account_id", "reference_key", "folded", "age", "created_at", "updated_at"),
    *("emergencies", "signed_at", "discarded_at", "void"),
)
"""What the list is narrowed and ordered by."""
LAST = "\U0010ffff"
FINISHED_AT = case((FINISHED, exams.c.updated_at))
"""What the ends of a finished examination are ordered by: what a draft was changed at is not copied with each tap."""
COPIED = (exams.c.account_id, FINISHED_AT.label("finished_at"))
"""What is copied beside each end."""
ESCAPE = "/"
_ENDS = reference_ends.c


def folded_or_none(reference: str) -> str | None:
    """What a search compares, where that is not the key of the reference."""
    text = folded(reference)
    return None if text == key_of(reference) else text


def write_ends(connection: Connection, exam_id: str, reference: str) -> None:
    """Replace the ends of the reference of an examination."""
    connection.execute(delete(reference_ends).where(_ENDS.exam_id == exam_id))
    if endings := _endings(reference):
        copied = connection.execute(select(*COPIED).where(exams.c.id == exam_id)).one()
        connection.execute(insert(reference_ends), _rows(exam_id, endings, copied))


def copy_into_ends(connection: Connection, exam_id: str) -> None:
    """Copy whose an examination is and when it was finished, after an act that changes one of them."""
    copied = connection.execute(select(*COPIED).where(exams.c.id == exam_id)).one()
    connection.execute(update(reference_ends).where(_ENDS.exam_id == exam_id).values(copied._asdict()))


def write_all_ends(connection: Connection) -> None:
    """Write the ends of every reference anew, as in a database whose rows came from elsewhere."""
    connection.execute(delete(reference_ends))
    rows = all_ends(connection)
    while some := [*islice(rows, AT_ONCE)]:
        connection.execute(insert(reference_ends), some)


def all_ends(connection: Connection) -> Iterator[dict[str, Any]]:
    """The rows of the ends of every reference."""
    for one in connection.execute(select(exams.c.id, exams.c.reference, *COPIED).order_by(exams.c.id)).all():
        yield from rows_of(one)


def rows_of(one: Any) -> list[dict[str, Any]]:
    """The rows of the ends of one reference, from the id and reference of its examination and what is copied."""
    return _rows(one.id, _endings(one.reference), one)


def contains(columns: Any, search: Any) -> ColumnElement[bool]:
    """Whether a reference contains a search, which is `escaped`. `columns` are those of examinations."""
    return func.coalesce(columns.folded, columns.reference_key).contains(search, escape=ESCAPE)


def escaped(search: str) -> str:
    """A folded search whose signs all mean themselves."""
    return re.sub(r"[%_/]", rf"{ESCAPE}\g<0>", search)


def in_order(user_id: int, search: str) -> Any:
    """The columns by which an account's finished examinations that a search finds are ordered by change. One may be
    there several times. Says nothing of a search that is longer than an end.
    """
    mine = (_ENDS.account_id, _ENDS.exam_id.label("id"), _ENDS.finished_at.label("updated_at"))
    return select(*mine).where(_begins(user_id, search) & ENDS_FINISHED).subquery("found").c


def are_few_ends(connection: Connection, user_id: int, search: str, *, later: bool) -> bool:
    """Whether a search finds few ends of an account's finished examinations, for the first or a later page."""
    most = MANY_ENDS if later else FEW_ENDS
    some = select(_ENDS.exam_id).where(_begins(user_id, search) & ENDS_FINISHED).limit(most + 1).subquery()
    return (connection.scalar(select(func.count()).select_from(some)) or 0) <= most


def few_found(connection: Connection, user_id: int, search: str, *, finished: bool | None, order: Order) -> Any:
    """The columns by which an account's examinations that a search finds are narrowed and ordered: the finished ones,
    the others, or all; None where they are not few. Those of which only the beginning of a longer search is found are
    among them.
    """
    most = FEW if order == "changed" else FEW_BESIDE
    parts = (ENDS_FINISHED, ENDS_OPEN) if finished is None else (ENDS_FINISHED if finished else ENDS_OPEN,)
    found = [select(_ENDS.exam_id).where(_begins(user_id, search) & part) for part in parts]
    ids: list[str] = []
    for part in found:
        ids += connection.scalars(part.limit(most + 1 - len(ids))).all()
        if len(ids) > most:
            return None
    # PostgreSQL plans a statement for any search once it was used some ten times: not with the ids as one value.
    on_server = connection.dialect.name == "postgresql"
    these = among("postgresql", ids) if on_server else exams.c.id.in_(union_all(*found))
    # The limit, which they do not reach, keeps both databases from narrowing the list first, and reading all of it.
    columns = (exams.c[name] for name in COMPARED)
    return select(*columns).where(these).limit(literal_column(str(most + 1))).subquery("found").c


def among(dialect: str, ids: Sequence[str] | None = None) -> ColumnElement[bool]:
    """Examinations by their ids; without any, those that a statement is executed with as `ids`.

    For PostgreSQL they are one value: the statement is the same for each number of them.
    """
    if dialect == "postgresql":
        return exams.c.id == any_(bindparam("ids", ids, ARRAY(String), required=ids is None))
    return exams.c.id.in_(bindparam("ids", ids, expanding=True, required=ids is None))


def _begins(user_id: int, search: str) -> ColumnElement[bool]:
    first = search[:LONGEST]
    return (_ENDS.account_id == user_id) & (_ENDS.ending >= first) & (_ENDS.ending <= first + LAST)


def _rows(exam_id: str, endings: Iterable[str], copied: Any) -> list[dict[str, Any]]:
    more = {"exam_id": exam_id, "account_id": copied.account_id, "finished_at": copied.finished_at}
    return [{"ending": ending, **more} for ending in endings]


def _endings(reference: str) -> list[str]:
    text = folded(reference)
    return sorted({text[at : at + LONGEST] for at, sign in enumerate(text) if not sign.isspace()})
