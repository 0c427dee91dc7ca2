"""When a clinic put Dermyo into service under its own governance, and when it withdrew that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from exam.domain.language import mark, say
from exam.domain.record.json_values import Fault, Reader
from exam.domain.words.regulatory_status import Service
from exam.store.database import reading, wait_for_turn, writing
from exam.store.service.given import read_needed
from exam.store.stored import AnswerRefused
from exam.store.tables import accounts, service_periods
from exam.store.trail.entries import wrote

LONGEST_NAME, LONGEST_PURPOSE, LONGEST_REASON = 100, 120, 500
"""Name and purpose are printed at the foot of every page of a note."""

_RECORDERS, _WITHDRAWERS = accounts.alias("recorders"), accounts.alias("withdrawers")


@dataclass(frozen=True, slots=True)
class Versions:
    """Of the program, and of its knowledge."""

    program: str
    knowledge: str


@dataclass(frozen=True, slots=True)
class Period:
    """A service of the clinic with who recorded it and when; once it was withdrawn also by whom, when and why."""

    id: int
    service: Service
    versions: Versions
    recorded_by: str
    recorded_at: datetime
    withdrawn_by: str | None
    withdrawn_at: datetime | None
    reason: str | None


class Periods:
    """The services of one database; at most one of them lasts."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def every(self) -> list[Period]:
        """All of them, the newest first."""
        names = (_RECORDERS.c.full_name.label("recorder"), _WITHDRAWERS.c.full_name.label("withdrawer"))
        query = select(service_periods, *names).join(_RECORDERS, _RECORDERS.c.id == service_periods.c.recorded_by)
        query = query.outerjoin(_WITHDRAWERS, _WITHDRAWERS.c.id == service_periods.c.withdrawn_by)
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(service_periods.c.id.desc())).mappings().all()
        return [_period(row) for row in rows]

    def begin(self, service: Service, versions: Versions, today: date, account_id: int, *, form_id: str = "") -> None:
        """Put Dermyo into service; the same `form_id` does it once.

        Raises `AnswerRefused` with every fault: no name or purpose, a day to come, and while a service lasts.
        """
        _refuse(service, today)
        given = {"responsible": service.responsible.strip(), "purpose": service.purpose.strip()}
        row = given | asdict(versions) | {"since": service.since.isoformat(), "form_id": form_id or None}
        row |= {"recorded_by": account_id, "recorded_at": datetime.now(UTC)}
        with writing(self._engine) as connection:
            wait_for_turn(connection, "service")
            if form_id and _was_sent(connection, form_id):
                return
            if lasting_service(connection):
                raise AnswerRefused((Fault("", say("Dermyo is in service already: withdraw that first.")),))
            number = connection.scalar(insert(service_periods).values(row).returning(service_periods.c.id))
            wrote(connection, mark("put into service"), service_periods, number)

    def withdraw(self, reason: str, account_id: int) -> None:
        """End the service that lasts; nothing where none does. Raises `AnswerRefused` without a reason."""
        reader = Reader()
        read_needed(reader, reason, "reason", LONGEST_REASON, say("Give a reason."))
        if reader.faults:
            raise AnswerRefused(reader.faults)
        given = {"withdrawn_by": account_id, "withdrawn_at": datetime.now(UTC), "reason": reason.strip()}
        lasts = service_periods.c.withdrawn_at.is_(None)
        with writing(self._engine) as connection:
            wait_for_turn(connection, "service")
            ended = update(service_periods).where(lasts).values(given).returning(service_periods.c.id)
            for number in connection.scalars(ended).all():
                wrote(connection, mark("withdrawn from service"), service_periods, number)


def lasting_service(connection: Connection) -> Service | None:
    """The service that was not withdrawn; None if Dermyo is not in service here."""
    columns = (service_periods.c.responsible, service_periods.c.since, service_periods.c.purpose)
    row = connection.execute(select(*columns).where(service_periods.c.withdrawn_at.is_(None))).first()
    return Service(row.responsible, date.fromisoformat(row.since), row.purpose) if row else None


def _was_sent(connection: Connection, form_id: str) -> bool:
    query = select(service_periods.c.id).where(service_periods.c.form_id == form_id)
    return connection.execute(query).first() is not None


def _refuse(service: Service, today: date) -> None:
    reader = Reader()
    read_needed(reader, service.responsible, "responsible", LONGEST_NAME, say("Name the person who is responsible."))
    read_needed(reader, service.purpose, "purpose", LONGEST_PURPOSE, say("Say for what and where it is used."))
    if service.since > today:
        reader.fault("since", say("This day is still to come: record it on the day or after."))
    if reader.faults:
        raise AnswerRefused(reader.faults)


def _period(row: Mapping[Any, Any]) -> Period:
    return Period(
        row["id"],
        Service(row["responsible"], date.fromisoformat(row["since"]), row["purpose"]),
        Versions(row["program"], row["knowledge"]),
        row["recorder"],
        row["recorded_at"],
        row["withdrawer"],
        row["withdrawn_at"],
        row["reason"],
    )
