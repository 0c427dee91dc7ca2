"""Compares the ends of each reference, which a search reads, with the examinations that they are copied from."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Any, Literal

from sqlalchemy import Connection, select, type_coerce
from sqlalchemy.types import NullType

from exam.store.lists.ends import COPIED, rows_of
from exam.store.tables import exams, reference_ends
from exam.store.trail.digests import subject_of

AT_ONCE = 2000
ENDS = reference_ends.c

WrongEnds = Literal["changed", "lost", "not made by the program"]


def changed_ends(connection: Connection, but: Collection[str] = ()) -> Iterator[tuple[str, WrongEnds]]:
    """The place of the ends of each examination that are not as the program would write them, and what is wrong.

    They are named by the examination alone: an end is a part of a patient's reference. The examinations `but`, whose
    own row was changed, are left out.
    """
    for exam_id, rows in groupby(_with_their_ends(connection), key=lambda row: row.id):
        if exam_id not in but:
            for wrong in _wrong_with([*rows]):
                yield subject_of(reference_ends, (exam_id,)), wrong
    nobody = select(ENDS.exam_id).outerjoin(exams).where(exams.c.id.is_(None)).distinct().order_by(ENDS.exam_id)
    for exam_id in connection.scalars(nobody):
        if exam_id not in but:
            yield subject_of(reference_ends, (exam_id,)), "not made by the program"


def _with_their_ends(connection: Connection) -> Iterator[Any]:
    """A row for each end, or one for an examination without any, in the order of the examinations, as the driver reads
    them: a column of SQLite may hold anything.
    """
    given = (exams.c.id, exams.c.reference, *COPIED)
    stored = (type_coerce(one, NullType()).label(f"stored_{one.name}") for one in ENDS)
    columns = (*(type_coerce(one, NullType()).label(one.name) for one in given), *stored)
    query = select(*columns).select_from(exams.outerjoin(reference_ends)).order_by(exams.c.id)
    yield from connection.execute(query.execution_options(yield_per=AT_ONCE))


def _wrong_with(rows: list[Any]) -> Iterator[WrongEnds]:
    first = rows[0]
    if not isinstance(first.reference, str):
        # The row itself was changed, which its digest names.
        return
    expected = {row["ending"]: (row["account_id"], row["finished_at"]) for row in rows_of(first)}
    there = (row for row in rows if row.stored_exam_id is not None)
    stored = {row.stored_ending: (row.stored_account_id, row.stored_finished_at) for row in there}
    if expected.keys() - stored.keys():
        yield "lost"
    if stored.keys() - expected.keys():
        yield "not made by the program"
    if any(stored[ending] != expected[ending] for ending in expected.keys() & stored.keys()):
        yield "changed"
