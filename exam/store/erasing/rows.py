"""Deletes every row of an examination in every table, and says which tables have none of a patient."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Column, Connection, Table, delete, func, insert, select, update

from exam.domain.language import mark
from exam.store.tables import (
    emergency_access_exams,
    emergency_accesses,
    erased_exams,
    exams,
    metadata,
    revisions,
)
from exam.store.trail.entries import wrote

ERASED = mark("erased")
ADDED = mark("erasure noted")
UNLINKED = mark("link to an erased examination removed")
EMPTIED = mark("reason erased")
AT_ONCE = 500
"""Examinations that one statement names."""

WITHOUT_PATIENTS: Mapping[str, str] = {
    "accounts": "people of the clinic",
    "account_access": "what they may do",
    "supervisors": "who counter-signs for whom",
    "account_settings": "what they chose",
    "clinic_settings": "the clinic",
    "phrases": "sentences of an account for any note",
    "second_factors": "how people sign in",
    "recovery_codes": "how people sign in",
    "passkeys": "how people sign in",
    "passkey_challenges": "hashes of random numbers",
    "pins": "how people unlock a tablet",
    "sessions": "who is signed in",
    "intended_use_readings": "who read the intended use",
    "service_periods": "what the clinic declared",
    "research_permissions": "what the clinic declared",
    "sign_in_attempts": "counts",
    "covers": "who reads whose examinations while somebody is away",
    "emergency_accesses": "who read when; the reason is emptied with the last examination that it opened",
    "emergency_accesses_seen": "which administrator saw that",
    "erasures": "what was erased by whom; a reason that holds the reference is refused",
    "erased_exams": "ids and counts of what was erased",
    "trail": "acts and hashes, without text of a patient; it outlives what it speaks of",
}
"""Every table is here with the reason, or its rows name their examination and are erased with it."""


class Whose(NamedTuple):
    """An examination that is to be erased, and its examiner."""

    exam_id: str
    account_id: int


def column_of_examination(table: Table) -> Column[str] | None:
    """The column of a table that names the examination of a row; None for one of `WITHOUT_PATIENTS`."""
    if table.name in WITHOUT_PATIENTS:
        return None
    return table.c.id if table is exams else table.c.exam_id


def erase_rows(connection: Connection, erasure_id: int, found: Sequence[Whose]) -> None:
    """Delete all rows of these examinations, and note of each that it was erased.

    Links to them from examinations that stay are removed.
    """
    tables = [table for table in reversed(metadata.sorted_tables) if column_of_examination(table) is not None]
    for first in range(0, len(found), AT_ONCE):
        some = found[first : first + AT_ONCE]
        ids = [one.exam_id for one in some]
        _unlink(connection, ids)
        counts = _counts(connection, tables, ids)
        written = _counts(connection, [revisions], ids)
        opened = emergency_access_exams.c.exam_id.in_(ids)
        accesses = connection.scalars(select(emergency_access_exams.c.access_id).where(opened).distinct()).all()
        for table in tables:
            column = column_of_examination(table)
            assert column is not None
            connection.execute(delete(table).where(column.in_(ids)))
        _empty_reasons(connection, accesses)
        for one in some:
            sizes = {"revisions": written[one.exam_id], "rows": counts[one.exam_id]}
            connection.execute(insert(erased_exams).values(one._asdict() | {"erasure_id": erasure_id} | sizes))
            wrote(connection, ERASED, exams, one.exam_id, exam_id=one.exam_id)
            wrote(connection, ADDED, erased_exams, one.exam_id, exam_id=one.exam_id)


def _counts(connection: Connection, tables: Sequence[Table], ids: Sequence[str]) -> Counter[str]:
    """How many rows each of these examinations has in these tables."""
    found: Counter[str] = Counter()
    for table in tables:
        column = column_of_examination(table)
        assert column is not None
        for row in connection.execute(select(column, func.count()).where(column.in_(ids)).group_by(column)):
            found[row[0]] += row[1]
    return found


def _empty_reasons(connection: Connection, accesses: Sequence[int]) -> None:
    """Empty what was typed about a patient when emergency access was taken, if nothing is left that it opened."""
    opens = select(emergency_access_exams.c.access_id)
    here = emergency_accesses.c.id.in_(accesses) & emergency_accesses.c.id.not_in(opens)
    for access_id in connection.scalars(select(emergency_accesses.c.id).where(here)).all():
        connection.execute(update(emergency_accesses).where(emergency_accesses.c.id == access_id).values(reason=""))
        wrote(connection, EMPTIED, emergency_accesses, access_id)


def _unlink(connection: Connection, ids: Sequence[str]) -> None:
    for column in (exams.c.earlier_id, exams.c.corrects_id):
        to = column.in_(ids)
        others = connection.scalars(select(exams.c.id).where(to & exams.c.id.not_in(ids))).all()
        connection.execute(update(exams).where(to).values({column.name: None}))
        for exam_id in others:
            wrote(connection, UNLINKED, exams, exam_id, exam_id=exam_id)
