"""Whether examinations may be exported for research: who in the clinic decided that, when, and on what ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from exam.domain.language import mark, say, say_day
from exam.domain.record.json_values import Fault, Reader
from exam.store.database import reading, wait_for_turn, writing
from exam.store.service.given import read_needed
from exam.store.stored import AnswerRefused
from exam.store.tables import accounts, research_permissions
from exam.store.trail.entries import wrote

LONGEST_NAME, LONGEST_TEXT = 100, 500

_RECORDERS, _WITHDRAWERS = accounts.alias("recorders"), accounts.alias("withdrawers")


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided it, with what office, on which day, and under which law or approval."""

    decided_by: str
    role: str
    decided_on: date
    ground: str

    @property
    def day(self) -> str:
        """The day in words."""
        return say_day(datetime.combine(self.decided_on, time()))


@dataclass(frozen=True, slots=True)
class Permission:
    """A decision with who recorded it and when; once it was withdrawn also by whom, when and why."""

    id: int
    decision: Decision
    recorded_by: str
    recorded_at: datetime
    withdrawn_by: str | None
    withdrawn_at: datetime | None
    reason: str | None


class ResearchPermissions:
    """The permissions of one database; at most one of them is in force."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def every(self) -> list[Permission]:
        """All of them, the newest first."""
        table, recorders, withdrawers = research_permissions, _RECORDERS.c, _WITHDRAWERS.c
        names = (recorders.full_name.label("recorder"), withdrawers.full_name.label("withdrawer"))
        query = select(table, *names).join(_RECORDERS, recorders.id == table.c.recorded_by)
        query = query.outerjoin(_WITHDRAWERS, withdrawers.id == table.c.withdrawn_by)
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(table.c.id.desc())).mappings().all()
        return [_permission(row) for row in rows]

    def give(self, decision: Decision, today: date, account_id: int, *, form_id: str = "") -> None:
        """Record a decision; the same `form_id` does it once.

        Raises `AnswerRefused` with every fault: a text that is missing or too long, a day to come, and while another
        permission is in force.
        """
        _refuse(decision, today)
        given = {name: getattr(decision, name).strip() for name in ("decided_by", "role", "ground")}
        row = given | {"decided_on": decision.decided_on.isoformat(), "form_id": form_id or None}
        row |= {"recorded_by": account_id, "recorded_at": datetime.now(UTC)}
        with writing(self._engine) as connection:
            wait_for_turn(connection, "research")
            if form_id and _was_sent(connection, form_id):
                return
            if permission_in_force(connection):
                raise AnswerRefused((Fault("", say("Research exports are allowed already: withdraw that first.")),))
            number = connection.scalar(insert(research_permissions).values(row).returning(research_permissions.c.id))
            wrote(connection, mark("permission for research given"), research_permissions, number)

    def withdraw(self, reason: str, account_id: int) -> None:
        """End the permission that is in force; nothing where none is. Raises `AnswerRefused` without a reason."""
        reader = Reader()
        read_needed(reader, reason, "reason", LONGEST_TEXT, say("Give a reason."))
        if reader.faults:
            raise AnswerRefused(reader.faults)
        given = {"withdrawn_by": account_id, "withdrawn_at": datetime.now(UTC), "reason": reason.strip()}
        in_force = research_permissions.c.withdrawn_at.is_(None)
        with writing(self._engine) as connection:
            wait_for_turn(connection, "research")
            ended = update(research_permissions).where(in_force).values(given).returning(research_permissions.c.id)
            for number in connection.scalars(ended).all():
                wrote(connection, mark("permission for research withdrawn"), research_permissions, number)


def permission_in_force(connection: Connection) -> Decision | None:
    """The decision that was not withdrawn; None if examinations may not be exported for research."""
    query = select(research_permissions).where(research_permissions.c.withdrawn_at.is_(None))
    row = connection.execute(query).mappings().first()
    return _decision(row) if row else None


def _was_sent(connection: Connection, form_id: str) -> bool:
    query = select(research_permissions.c.id).where(research_permissions.c.form_id == form_id)
    return connection.execute(query).first() is not None


def _refuse(decision: Decision, today: date) -> None:
    reader = Reader()
    read_needed(reader, decision.decided_by, "decided_by", LONGEST_NAME, say("Name the person who decided this."))
    read_needed(reader, decision.role, "role", LONGEST_NAME, say("Say with what office."))
    read_needed(reader, decision.ground, "ground", LONGEST_TEXT, say("Name the law, or the approval."))
    if decision.decided_on > today:
        reader.fault("decided_on", say("This day is still to come: record it on the day or after."))
    if reader.faults:
        raise AnswerRefused(reader.faults)


def _permission(row: Mapping[Any, Any]) -> Permission:
    return Permission(
        row["id"],
        _decision(row),
        row["recorder"],
        row["recorded_at"],
        row["withdrawer"],
        row["withdrawn_at"],
        row["reason"],
    )


def _decision(row: Mapping[Any, Any]) -> Decision:
    return Decision(row["decided_by"], row["role"], date.fromisoformat(row["decided_on"]), row["ground"])
