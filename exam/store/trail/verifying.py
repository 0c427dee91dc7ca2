"""Checks a whole database against its trail, and names every row that was changed, lost or added behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import Connection, Engine, select

from exam.store.database import reading
from exam.store.tables import answers, revisions, trail
from exam.store.trail.digests import chained, stored_places
from exam.store.trail.entries import NOTHING, Head

Wrong = Literal["changed", "lost", "not in the trail"]
ENTRIES_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class TrailFault:
    """A row that is not as the trail says, by its place: "signatures 5f0c…", "trail 17"."""

    place: str
    wrong: Wrong


@dataclass(slots=True)
class Verified:
    """What was found. `known` says whether the hash that was asked for is in the trail, and at which entry."""

    faults: list[TrailFault] = field(default_factory=list)
    head: Head = NOTHING
    rows: int = 0
    known: int | None = None


def verify(engine: Engine, against: str = "") -> Verified:
    """Walk the trail, and compare each row of the database with the last entry about it.

    `against` is a hash that stands elsewhere, as on the foot of a note: a trail alone cannot show that its end was cut
    off. All of it is one state of the database, also while others write.
    """
    found = Verified()
    with reading(engine) as connection:
        last = _walk(connection, found, against)
        for place in stored_places(connection):
            found.rows += 1
            if place.subject not in last:
                found.faults.append(TrailFault(place.subject, "not in the trail"))
            elif last.pop(place.subject) != place.digest:
                found.faults.append(TrailFault(place.subject, "changed"))
        found.faults += [TrailFault(subject, "lost") for subject in sorted(last)]
        found.faults += [TrailFault(place, "not in the trail") for place in _loose_answers(connection)]
    return found


def _walk(connection: Connection, found: Verified, against: str) -> dict[str, str]:
    """The digest that the trail says last of each row that must be there."""
    last: dict[str, str] = {}
    names = [column.name for column in trail.columns if column.name != "sha256"]
    query = select(trail).order_by(trail.c.number).execution_options(yield_per=ENTRIES_AT_ONCE)
    for row in connection.execute(query).mappings():
        expected = found.head.count + 1
        if row["number"] != expected:
            found.faults.append(TrailFault(f"trail {expected}", "lost"))
        elif chained(found.head.sha256, {name: row[name] for name in names}) != row["sha256"]:
            found.faults.append(TrailFault(f"trail {row['number']}", "changed"))
        if row["digest"] is not None:
            last[row["subject"]] = row["digest"]
        else:
            last.pop(row["subject"], None)
        found.head = Head(row["number"], row["sha256"])
        if row["sha256"] == against:
            found.known = row["number"]
    return last


def _loose_answers(connection: Connection) -> Iterator[str]:
    here = (revisions.c.exam_id == answers.c.exam_id) & (revisions.c.revision == answers.c.revision)
    loose = select(answers.c.exam_id, answers.c.revision).outerjoin(revisions, here)
    for row in connection.execute(loose.where(revisions.c.exam_id.is_(None)).distinct()):
        yield f"answers {row.exam_id}/{row.revision}"
