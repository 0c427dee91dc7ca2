"""The signed examinations that count, and what those with an outcome turned out to be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from exam.domain.note.frozen import canonical, sha256
from exam.domain.note.trusted import signed_record
from exam.domain.record.model import ExamRecord
from exam.domain.research.case import KnownAfter, weeks_between
from exam.store.copies.backup import CopyRefused
from exam.store.tables import exams, outcomes, signatures
from exam.store.tables.examinations import VALID

AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Found:
    """A signed record, and what the examination turned out to be."""

    record: ExamRecord
    known: KnownAfter


def count_signed(connection: Connection) -> int:
    """How many signed examinations count, with an outcome or without."""
    return connection.scalar(select(func.count()).select_from(exams).where(VALID)) or 0


def find_known(connection: Connection) -> Iterator[Found]:
    """Those with an outcome in force; what will not be known is none.

    Raises `CopyRefused` where a record is not the one that was signed.
    """
    said = (outcomes.c.cause, outcomes.c.side, outcomes.c.known_by, outcomes.c.known_on)
    signed = (signatures.c.record, signatures.c.frozen, signatures.c.sha256)
    query = select(*said, *signed).join_from(exams, outcomes, outcomes.c.id == exams.c.outcome_id)
    query = query.join(signatures, signatures.c.exam_id == exams.c.id).where(VALID, outcomes.c.cause.is_not(None))
    with connection.execute(query.execution_options(yield_per=AT_ONCE)) as rows:
        for row in rows:
            _refuse_changed(row)
            record = signed_record(json.loads(row.record))
            if record.training is None:
                yield Found(record, _known(row, record))


def _known(row: Row[*tuple[Any, ...]], record: ExamRecord) -> KnownAfter:
    # A record that was imported, or signed before the format had it, may say no time.
    examined = datetime.fromisoformat(record.examined_at).date() if record.examined_at else None
    weeks = weeks_between(examined, date.fromisoformat(row.known_on))
    return KnownAfter(row.cause, row.side, row.known_by, weeks)


def _refuse_changed(row: Row[*tuple[Any, ...]]) -> None:
    signed = row.record if row.frozen is None else row.frozen
    is_it = sha256(signed) == row.sha256
    if not is_it or (row.frozen is not None and canonical(json.loads(row.frozen)["record"]) != row.record):
        raise CopyRefused("a signed record is not the one that was signed: `dermyo verify` names it")
