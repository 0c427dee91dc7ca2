"""Emergency access: a clinician reads a colleague's examinations of one patient for an hour, and says why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, func, insert, select
from sqlalchemy.exc import IntegrityError

from exam.domain.language import mark, say
from exam.domain.record.json_values import Reader
from exam.store.database import reading, writing
from exam.store.listing import list_of
from exam.store.people.permission import is_clinician
from exam.store.service.given import read_needed
from exam.store.stored import AnswerRefused, ExamNotFound, ExamSummary
from exam.store.tables import (
    accounts,
    emergency_access_exams,
    emergency_accesses,
    emergency_accesses_seen,
    exams,
    key_of,
)
from exam.store.trail.entries import note, wrote

LASTS = timedelta(minutes=60)
LONGEST_REASON = 500
FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class EmergencyAccess:
    """Who took it, when and until when, why, and how many examinations it opens."""

    id: int
    who: str
    at: datetime
    until: datetime
    reason: str
    exams: int


class EmergencyAccesses:
    """The emergency accesses of one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def count(self, account_id: int, reference: str) -> int:
        """How many examinations colleagues have of exactly this reference; that it was asked is in the trail."""
        with writing(self._engine) as connection:
            note(connection, mark("searched for emergency access"))
            return len(_found(connection, account_id, reference))

    def take(self, account_id: int, reference: str, reason: str, *, form_id: str = "") -> int:
        """Open what colleagues have of this reference for an hour; returns the number of the access.

        The same `form_id` takes one only. Raises `AnswerRefused` without a reason of at least three words, and
        `ExamNotFound` where there is nothing to open, or the account is no active clinician.
        """
        _refuse(reason)
        try:
            with writing(self._engine) as connection:
                taken = _taken(connection, account_id, form_id)
                found = _found(connection, account_id, reference, locked=True)
                if not found or not is_clinician(connection, account_id):
                    raise ExamNotFound("")
                return taken or _take(connection, account_id, found, reason.strip(), form_id)
        except IntegrityError:  # sent twice at once
            with reading(self._engine) as connection:
                taken = _taken(connection, account_id, form_id)
            if taken is None:
                raise
            return taken

    def mine(self, account_id: int) -> list[EmergencyAccess]:
        """The accesses of this account that last, the newest first."""
        lasts = emergency_accesses.c.until > datetime.now(UTC)
        return self._read((emergency_accesses.c.account_id == account_id) & lasts)

    def exams(self, number: int, account_id: int) -> tuple[EmergencyAccess, list[ExamSummary]]:
        """What an access of this account opens. Raises `ExamNotFound`, also once it is over."""
        access = next((one for one in self.mine(account_id) if one.id == number), None)
        opened = select(emergency_access_exams.c.exam_id).where(emergency_access_exams.c.access_id == number)
        with reading(self._engine) as connection:
            if access is None or not is_clinician(connection, account_id):
                raise ExamNotFound(str(number))
            return access, list_of(connection, exams.c.id.in_(opened) & exams.c.discarded_at.is_(None))

    def unseen(self, administrator_id: int) -> list[EmergencyAccess]:
        """Those that this administrator has not marked as seen, the newest first."""
        return self._read(_is_unseen(administrator_id))

    def count_unseen(self, administrator_id: int) -> int:
        """How many those are."""
        query = select(func.count()).select_from(emergency_accesses).where(_is_unseen(administrator_id))
        with reading(self._engine) as connection:
            return connection.scalar(query) or 0

    def mark_seen(self, number: int, administrator_id: int) -> None:
        """No longer show an access to this administrator; nothing where there is none, or it is marked."""
        this = (emergency_accesses.c.id == number) & _is_unseen(administrator_id)
        values = {"access_id": number, "account_id": administrator_id, "at": datetime.now(UTC)}
        try:
            with writing(self._engine) as connection:
                if connection.execute(select(emergency_accesses.c.id).where(this)).first():
                    connection.execute(insert(emergency_accesses_seen).values(values))
                    act = mark("emergency access marked as seen")
                    wrote(connection, act, emergency_accesses_seen, number, administrator_id)
        except IntegrityError:  # sent twice at once
            return

    def _read(self, which: ColumnElement[bool]) -> list[EmergencyAccess]:
        opened = select(func.count()).where(emergency_access_exams.c.access_id == emergency_accesses.c.id)
        taken = emergency_accesses.c
        columns = (taken.id, accounts.c.full_name, taken.at, taken.until, taken.reason)
        query = select(*columns, opened.scalar_subquery()).join(accounts).where(which)
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(emergency_accesses.c.id.desc()))
            return [EmergencyAccess(*row) for row in rows]


def _is_unseen(administrator_id: int) -> ColumnElement[bool]:
    seen = emergency_accesses_seen
    mine = select(seen.c.access_id).where(seen.c.account_id == administrator_id)
    return emergency_accesses.c.id.not_in(mine)


def _found(connection: Connection, account_id: int, reference: str, *, locked: bool = False) -> list[str]:
    """Their ids; none of those that are locked is erased, or given another reference, before the transaction ends."""
    same = (exams.c.reference_key == key_of(reference)) & exams.c.discarded_at.is_(None)
    query = select(exams.c.id).where(same & (exams.c.account_id != account_id)).order_by(exams.c.id)
    return list(connection.scalars(query.with_for_update(of=exams, read=True) if locked else query))


def _taken(connection: Connection, account_id: int, form_id: str) -> int | None:
    mine = (emergency_accesses.c.account_id == account_id) & (emergency_accesses.c.form_id == form_id)
    return connection.scalar(select(emergency_accesses.c.id).where(mine)) if form_id else None


def _take(connection: Connection, account_id: int, found: list[str], reason: str, form_id: str) -> int:
    now, act = datetime.now(UTC), mark("emergency access taken")
    values: dict[str, Any] = {"account_id": account_id, "at": now, "until": now + LASTS, "reason": reason}
    adding = insert(emergency_accesses).values(values | {"form_id": form_id or None})
    number = int(connection.execute(adding.returning(emergency_accesses.c.id)).scalar_one())
    wrote(connection, act, emergency_accesses, number)
    for exam_id in found:
        connection.execute(insert(emergency_access_exams).values(access_id=number, exam_id=exam_id))
        wrote(connection, act, emergency_access_exams, number, exam_id, exam_id=exam_id)
    return number


def _refuse(reason: str) -> None:
    reader, missing = Reader(), say("Say in at least {number} words why.").format(number=FEWEST_WORDS)
    read_needed(reader, reason if len(reason.split()) >= FEWEST_WORDS else "", "reason", LONGEST_REASON, missing)
    if reader.faults:
        raise AnswerRefused(reader.faults)
