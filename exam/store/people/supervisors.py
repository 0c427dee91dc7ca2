"""Who counter-signs what a student signs: a clinician, named by an administrator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, Row, func, insert, select, update

from exam.domain.language import mark
from exam.store.accounts import AccountRefused
from exam.store.database import reading, wait_for_turn, writing
from exam.store.listing import IS_VOID, WAITS
from exam.store.people.permission import is_clinician
from exam.store.tables import account_access, accounts, exams, signatures, supervisors
from exam.store.trail.entries import wrote

NAMED = mark("supervisor named")


class NoSupervisor(RuntimeError):
    """A student signs only while an active clinician is named as supervisor."""


@dataclass(frozen=True, slots=True)
class Supervisor:
    """A clinician who counter-signs. Not `active`: deactivated since, or no clinician any more."""

    id: int
    full_name: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class ToCounterSign:
    """A note that waits for its counter-signature."""

    exam_id: str
    reference: str
    student: str
    at: datetime


class Supervisors:
    """The supervisors of one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def name(self, student_id: int, supervisor_id: int, *, named_by: int) -> None:
        """Name another supervisor of a student, or of a former one, also for the notes that wait already.

        Raises `AccountRefused` for an account that was never a student's, and for anybody but an active clinician.
        """
        values = {"supervisor_id": supervisor_id, "named_by": named_by, "named_at": datetime.now(UTC)}
        this = supervisors.c.account_id == student_id
        with writing(self._engine) as connection:
            wait_for_turn(connection, "accounts")
            had_one = connection.execute(select(supervisors.c.account_id).where(this)).first() is not None
            if not (had_one or is_student(connection, student_id)):
                raise AccountRefused("only a student has a supervisor")
            if student_id == supervisor_id or not is_clinician(connection, supervisor_id):
                raise AccountRefused("a supervisor is another active clinician")
            if had_one:
                connection.execute(update(supervisors).where(this).values(values))
            else:
                connection.execute(insert(supervisors).values(values | {"account_id": student_id}))
            wrote(connection, NAMED, supervisors, student_id)

    def all(self) -> Mapping[int, Supervisor]:
        """Each student's, by the student's account."""
        names = (supervisors.c.account_id, accounts.c.id, accounts.c.full_name)
        query = select(*names).join(accounts, accounts.c.id == supervisors.c.supervisor_id)
        with reading(self._engine) as connection:
            rows = connection.execute(query).all()
            return {
                row.account_id: Supervisor(row.id, row.full_name, active=is_clinician(connection, row.id))
                for row in rows
            }

    def of(self, account_id: int) -> Supervisor | None:
        """The active clinician who counter-signs for this account; None where there is none."""
        with reading(self._engine) as connection:
            return active_supervisor(connection, account_id)

    def waiting(self) -> Mapping[int, int]:
        """How many notes of each account wait for a counter-signature, by account."""
        query = select(exams.c.account_id, func.count()).where(_TO_SIGN).group_by(exams.c.account_id)
        with reading(self._engine) as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def to_counter_sign(self, supervisor_id: int) -> list[ToCounterSign]:
        """What waits for this supervisor, the oldest first."""
        columns = (exams.c.id, exams.c.reference, signatures.c.signed_by, signatures.c.signed_at)
        joined = select(*columns).join(signatures, signatures.c.exam_id == exams.c.id)
        mine = joined.join(supervisors, supervisors.c.account_id == exams.c.account_id)
        query = mine.where(_TO_SIGN & (supervisors.c.supervisor_id == supervisor_id))
        with reading(self._engine) as connection:
            if not is_clinician(connection, supervisor_id):
                return []
            rows = connection.execute(query.order_by(signatures.c.signed_at, exams.c.id))
            return [ToCounterSign(*row) for row in rows]


_TO_SIGN = WAITS & ~IS_VOID & exams.c.discarded_at.is_(None)


def is_student(connection: Connection, account_id: int) -> bool:
    """Whether what this account signs must be counter-signed."""
    this = (account_access.c.account_id == account_id) & (account_access.c.access == "student")
    return connection.execute(select(account_access.c.access).where(this)).first() is not None


def active_supervisor(connection: Connection, account_id: int) -> Supervisor | None:
    """The clinician who counter-signs for this account, while that one is active."""
    query = select(accounts.c.id, accounts.c.full_name).join(supervisors, supervisors.c.supervisor_id == accounts.c.id)
    row: Row[int, str] | None = connection.execute(query.where(supervisors.c.account_id == account_id)).first()
    return Supervisor(row.id, row.full_name) if row and is_clinician(connection, row.id) else None


def supervisor_for_signing(connection: Connection, account_id: int) -> Supervisor | None:
    """Who must counter-sign what this account signs now; None for a clinician. Raises `NoSupervisor`."""
    if not is_student(connection, account_id):
        return None
    found = active_supervisor(connection, account_id)
    if found is None:
        raise NoSupervisor
    return found
