"""Counts a whole database: what its signed notes said, beside the outcomes in force."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, Select, func, select

from exam.domain.audit.counting import audit
from exam.domain.audit.counts import Audit
from exam.domain.audit.known import Known
from exam.domain.audit.said import NotRead, Said, read_said
from exam.domain.note.frozen import sha256
from exam.store.database import DatabaseOutOfReach, reading, take_time
from exam.store.tables import erasures, exams, outcomes, signatures
from exam.store.tables.examinations import VALID

AT_ONCE = 100
LONGEST_WAIT = 20.0
"""In seconds, for whoever asks while it is counted the first time."""


class Audits:
    """The audit of one database. It is kept until an outcome or a signed note is added, changed or erased."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._counting = engine, Lock()
        self._kept: tuple[object, Audit] | None = None

    def audit(self) -> Audit:
        """The counts over all valid notes, of every examiner. Raises `DatabaseOutOfReach`.

        Ten thousand notes take some seconds. Who asks meanwhile gets what was counted before, so that no threads of the
        server wait for it; or waits, if nothing was.
        """
        kept = self._kept
        if not self._counting.acquire(timeout=LONGEST_WAIT if kept is None else 0):
            if kept is None:
                raise DatabaseOutOfReach("the audit is being counted")
            return kept[1]
        try:
            return self._counted()
        finally:
            self._counting.release()

    def _counted(self) -> Audit:
        with reading(self._engine) as connection:
            take_time(connection)
            state = connection.execute(_state()).one()
            if self._kept is None or self._kept[0] != tuple(state):
                self._kept = tuple(state), audit(state.signed, _outcomes(connection), _given_up(connection))
            return self._kept[1]


def _state() -> Select[Any]:
    """How many notes are valid, which outcomes are in force, by the sum of their numbers, and what was erased.

    SQLite gives the number of an erased outcome again.
    """
    in_force = func.coalesce(func.sum(exams.c.outcome_id), 0)
    erased = select(func.max(erasures.c.id)).scalar_subquery()
    return select(func.count().label("signed"), func.count(exams.c.outcome_id), in_force, erased).where(VALID)


def _given_up(connection: Connection) -> int:
    """Of how many valid notes it will not be known."""
    query = select(func.count()).select_from(exams).join(outcomes, exams.c.outcome_id == outcomes.c.id)
    return connection.scalar(query.where(VALID, outcomes.c.cause.is_(None))) or 0


def _outcomes(connection: Connection) -> Iterator[tuple[Said | None, Known]]:
    known = (outcomes.c.cause, outcomes.c.side, outcomes.c.known_by)
    signed = select(signatures.c.sha256, signatures.c.frozen, *known).select_from(exams)
    query = signed.join(outcomes, exams.c.outcome_id == outcomes.c.id).join(
        signatures, signatures.c.exam_id == exams.c.id
    )
    for row in connection.execute(
        query.where(VALID, outcomes.c.cause.is_not(None)).execution_options(yield_per=AT_ONCE)
    ):
        yield _said(row.frozen, row.sha256), Known(row.cause, row.side, row.known_by)


def _said(frozen: str | None, signed: str) -> Said | None:
    """What the note said; None where only its record was signed, its text is not what was signed, or cannot be read."""
    if frozen is None or sha256(frozen) != signed:
        return None
    try:
        return read_said(frozen)
    except NotRead:
        return None
