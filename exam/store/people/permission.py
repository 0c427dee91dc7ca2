"""The one place that says whether an account may change or read an examination, and why.

Its examiner may do both. A colleague may read it as cover of the examiner, or by an emergency access, while that lasts
and as long as the colleague is an active clinician; so may a student's supervisor what the student has signed. Nobody
else finds it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Row, select

from exam.store.stored import ExamNotFound, Reading
from exam.store.tables import (
    account_access,
    accounts,
    counter_signatures,
    covers,
    emergency_access_exams,
    emergency_accesses,
    exams,
    signatures,
    supervisors,
)


def belongs_to(account_id: int | BindParameter[Any]) -> ColumnElement[bool]:
    """Whose examinations an account may change, and read without a further reason."""
    return exams.c.account_id == account_id


def readable_row(
    connection: Connection, exam_id: str, account_id: int, *, locked: bool = False
) -> tuple[Row[Any], Reading | None]:
    """An examination that this account may read, with its examiner's names; and why, unless it is the examiner's own.

    Raises `ExamNotFound`, also for a discarded one.
    """
    if not exam_id.isalnum():  # PostgreSQL rejects queries with some other characters
        raise ExamNotFound(exam_id)
    query = select(exams, accounts.c.full_name, accounts.c.username).join(accounts)
    query = query.where((exams.c.id == exam_id) & exams.c.discarded_at.is_(None))
    row = connection.execute(query.with_for_update(of=exams) if locked else query).first()
    reading = _reading(connection, row, account_id, datetime.now(UTC)) if row else None
    if row is None or (row.account_id != account_id and reading is None):
        raise ExamNotFound(exam_id)
    return row, reading


def lasting_covers(now: datetime) -> ColumnElement[bool]:
    """The covers that last at this moment."""
    return (covers.c.starts_at <= now) & (covers.c.ends_at > now) & covers.c.ended_at.is_(None)


def is_clinician(connection: Connection, account_id: int) -> bool:
    """Whether an account is active and examines patients; a student is none."""
    this = (accounts.c.id == account_id) & accounts.c.active & (account_access.c.access == "clinician")
    return connection.execute(select(accounts.c.id).join(account_access).where(this)).first() is not None


def _reading(connection: Connection, row: Row[Any], account_id: int, now: datetime) -> Reading | None:
    if row.account_id == account_id or not is_clinician(connection, account_id):
        return None
    return (
        _as_supervisor(connection, row, account_id)
        or _as_cover(connection, row, account_id, now)
        or _by_emergency(connection, row, account_id, now)
    )


def _as_supervisor(connection: Connection, row: Row[Any], account_id: int) -> Reading | None:
    """What a student has signed, for who counter-signs it now, or did before; never a draft."""
    signed = (signatures.c.exam_id == row.id) & signatures.c.student
    if connection.execute(select(signatures.c.exam_id).where(signed)).first() is None:
        return None
    named = (supervisors.c.account_id == row.account_id) & (supervisors.c.supervisor_id == account_id)
    said = (counter_signatures.c.exam_id == row.id) & (counter_signatures.c.account_id == account_id)
    is_now = connection.execute(select(supervisors.c.account_id).where(named)).first()
    was = connection.execute(select(counter_signatures.c.exam_id).where(said)).first()
    return Reading("supervisor", row.account_id) if is_now or was else None


def _as_cover(connection: Connection, row: Row[Any], account_id: int, now: datetime) -> Reading | None:
    this = (covers.c.owner_id == row.account_id) & (covers.c.reader_id == account_id) & lasting_covers(now)
    found = connection.execute(select(covers.c.id, covers.c.ends_at).where(this).order_by(covers.c.id)).first()
    return Reading("cover", found.id, found.ends_at) if found else None


def _by_emergency(connection: Connection, row: Row[Any], account_id: int, now: datetime) -> Reading | None:
    mine = (emergency_accesses.c.account_id == account_id) & (emergency_accesses.c.until > now)
    query = select(emergency_accesses.c.id, emergency_accesses.c.until).join(emergency_access_exams)
    this = mine & (emergency_access_exams.c.exam_id == row.id)
    found = connection.execute(query.where(this).order_by(emergency_accesses.c.id.desc())).first()
    return Reading("emergency access", found.id, found.until) if found else None
