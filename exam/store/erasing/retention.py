"""How long examinations are kept: the clinic says for how many years, and a person erases what is older."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select

from exam.domain.language import say
from exam.domain.record.json_values import Fault
from exam.store.database import reading, wait_for_turn, writing
from exam.store.erasing.patients import (
    Erasing,
    Found,
    locked_if_seen,
    refuse_reason,
    rows_of,
    summed,
    write_erasure,
)
from exam.store.stored import AnswerRefused
from exam.store.tables import addenda, clinic_settings, exams, voids
from exam.store.trail.entries import wrote

YEARS = "keep_years"
MOST_YEARS = 100


class Retention(Erasing):
    """Erases what is older than the clinic keeps, when a person wants it; nothing is ever erased by itself."""

    def years(self) -> int | None:
        """For how many years after a patient's last examination they are kept; None for ever."""
        with reading(self._engine) as connection:
            stored = connection.scalar(select(clinic_settings.c.value).where(clinic_settings.c.name == YEARS))
        return int(stored) if stored else None

    def save_years(self, years: int | None) -> None:
        """Store it. Raises `AnswerRefused` for a number of years that is none."""
        if years is not None and not 1 <= years <= MOST_YEARS:
            raise AnswerRefused((Fault("years", say("must be from 1 to {number}").format(number=MOST_YEARS)),))
        with writing(self._engine) as connection:
            wait_for_turn(connection, "settings")
            connection.execute(delete(clinic_settings).where(clinic_settings.c.name == YEARS))
            connection.execute(insert(clinic_settings).values(name=YEARS, value="" if years is None else str(years)))
            wrote(connection, "settings changed", clinic_settings, YEARS)

    def older_than(self, before: datetime) -> Found | None:
        """The examinations of patients of whom nothing was changed since; None if there are none."""
        with reading(self._engine) as connection:
            rows = _older(connection, before)
        return summed(rows) if rows else None

    def erase_older(self, before: datetime, account_id: int, reason: str, seen: str) -> int:
        """Erase them; returns how many. Raises `AnswerRefused` for a reason that is none, and `ChangedUnseen`."""
        refuse_reason(reason)
        with writing(self._engine) as connection:
            rows = locked_if_seen(partial(_older, connection, before), seen)
            write_erasure(connection, account_id, "age", reason, rows)
        self.clear()
        return len(rows)


def before_years(now: datetime, years: int) -> datetime:
    """The same day so many years ago."""
    try:
        return now.replace(year=now.year - years)
    except ValueError:
        # The 29th of February.
        return now.replace(year=now.year - years, day=28)


def _older(connection: Connection, before: datetime, *, locked: bool = False) -> Sequence[Row[Any]]:
    """A patient's examinations are kept together: until the last of them, and what was added to it, is old."""
    changed = [
        select(exams.c.id).where(exams.c.updated_at >= before),
        select(addenda.c.exam_id).where(addenda.c.at >= before),
        select(voids.c.exam_id).where(voids.c.at >= before),
    ]
    query: Select[Any] = select(exams.c.id, exams.c.reference_key, exams.c.corrects_id)
    rows = connection.execute(query).all()
    recent = {exam_id for one in changed for exam_id in connection.scalars(one)}
    return rows_of(connection, _apart_from(rows, recent), locked=locked)


def _apart_from(rows: Sequence[Row[Any]], recent: set[str]) -> set[str]:
    """Those that have neither the reference of a recent one, nor are a version of one."""
    while True:
        references = {row.reference_key for row in rows if row.id in recent}
        versions = {row.corrects_id for row in rows if row.id in recent}
        more = {
            row.id
            for row in rows
            if row.reference_key in references or row.id in versions or (row.corrects_id in recent)
        }
        if more <= recent:
            return {row.id for row in rows} - recent
        recent |= more
