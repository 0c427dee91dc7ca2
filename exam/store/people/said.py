"""What rows say for who reads the trail: whose account it is, who may read and why, and what the clinic declared."""

from __future__ import annotations

from sqlalchemy import Engine, select

from exam.store.database import reading
from exam.store.tables import (
    accounts,
    covers,
    emergency_accesses,
    hand_overs,
    research_permissions,
    service_periods,
    supervisors,
)
from exam.store.trail.digests import subject_of


def details_of_rows(engine: Engine) -> dict[str, str]:
    """By the place of a row, as "covers 3": "g.fallopio ← a.vesalius: annual leave". User names, no patient data."""
    with reading(engine) as connection:
        names: dict[int, str] = {
            row.id: row.username for row in connection.execute(select(accounts.c.id, accounts.c.username))
        }
        given = connection.execute(select(hand_overs.c.id, hand_overs.c.from_id, hand_overs.c.to_id)).all()
        columns = (covers.c.id, covers.c.reader_id, covers.c.owner_id, covers.c.reason)
        covering = connection.execute(select(*columns)).all()
        service = (service_periods.c.id, service_periods.c.responsible, service_periods.c.purpose)
        declared = connection.execute(select(*service)).all()
        research = (research_permissions.c.id, research_permissions.c.decided_by, research_permissions.c.ground)
        allowed = connection.execute(select(*research)).all()
        pairs = connection.execute(select(supervisors.c.account_id, supervisors.c.supervisor_id)).all()
        taken = connection.execute(select(emergency_accesses.c.id, emergency_accesses.c.reason)).all()
    return {
        **{subject_of(accounts, (id,)): name for id, name in names.items()},
        **{subject_of(hand_overs, (row.id,)): f"{names[row.from_id]} → {names[row.to_id]}" for row in given},
        **{
            subject_of(covers, (row.id,)): f"{names[row.reader_id]} ← {names[row.owner_id]}: {row.reason}"
            for row in covering
        },
        **{subject_of(service_periods, (row.id,)): f"{row.responsible}: {row.purpose}" for row in declared},
        **{subject_of(research_permissions, (row.id,)): f"{row.decided_by}: {row.ground}" for row in allowed},
        **{
            subject_of(supervisors, (row.account_id,)): f"{names[row.account_id]} → {names[row.supervisor_id]}"
            for row in pairs
        },
        **{subject_of(emergency_accesses, (row.id,)): row.reason for row in taken},
    }
