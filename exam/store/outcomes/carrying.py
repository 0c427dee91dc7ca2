"""Writes an entry, and carries the outcome of a note to the version that replaces it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from exam.domain.language import mark
from exam.store.tables import exams, outcomes
from exam.store.trail.entries import LISTED, wrote

CARRIED = mark("outcome carried to a new version")
CARRIED_OVER = ("account_id", "author", "at", "cause", "side", "known_by", "known_on", "other")


def add_entry(connection: Connection, act: str, values: Mapping[str, Any]) -> None:
    """Add an entry, and copy for the list whether the examination waits for one.

    What will not be known is in force as an outcome is: only what was taken back says nothing.
    """
    exam_id = values["exam_id"]
    key = connection.execute(insert(outcomes).values(**values).returning(outcomes.c.id)).scalar_one()
    wrote(connection, act, outcomes, key, exam_id=exam_id)
    in_force = key if values.get("known_by") else None
    connection.execute(update(exams).where(exams.c.id == exam_id).values(outcome_id=in_force))
    wrote(connection, LISTED, exams, exam_id, exam_id=exam_id)


def carry_outcome(connection: Connection, row: Row[Any]) -> None:
    """Give an examination that is being signed the outcome of the one that it replaces, with who entered it and when.

    Not to another patient: then what was entered may have been of the wrong one.
    """
    here = (exams.c.id == row.corrects_id) & (exams.c.reference_key == row.reference_key)
    if not row.corrects_id or connection.execute(select(exams.c.id).where(here)).first() is None:
        return
    before, mine = last_entry(connection, row.corrects_id), last_entry(connection, row.id)
    # Signed before and taken back: nothing is carried twice.
    if before is None or (before.known_by is None and mine is None) or (mine is not None and mine.at >= before.at):
        return
    values = {name: getattr(before, name) for name in CARRIED_OVER}
    add_entry(connection, CARRIED, values | {"exam_id": row.id})


def last_entry(connection: Connection, exam_id: str) -> Row[Any] | None:
    """The row that was added last; None where none was ever."""
    query = select(outcomes).where(outcomes.c.exam_id == exam_id).order_by(outcomes.c.id.desc()).limit(1)
    return connection.execute(query).first()
