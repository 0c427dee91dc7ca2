"""Checks a whole database against its trail, and names every row that was changed, lost or added behind it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Table, func, select

from exam.store.database import reading, take_time
from exam.store.lists.checking import changed_ends
from exam.store.snapshots.checking import changed_snapshots
from exam.store.tables import answers, erased_exams, exams, revisions, trail
from exam.store.trail.digests import as_stored, chained, readable, stored_places, subject_of
from exam.store.trail.entries import NOTHING, Head
from exam.store.trail.remembered import Remembered
from exam.store.trail.structure import added_and_missing

Wrong = Literal["changed", "lost", "not in the trail", "not made by the program"]
ENTRIES_AT_ONCE = 1000
MOST_NAMED = 1000


@dataclass(frozen=True, slots=True)
class TrailFault:
    """A row that is not as the trail says, by its place: "signatures 5f0c…", "trail 17"."""

    place: str
    wrong: Wrong


@dataclass(slots=True)
class Verified:
    """What was found. `known` says whether the hash that was asked for is in the trail, and at which entry.

    `more`: how many faults there are beyond those that are named.
    `adopted`: there was no trail before, and rows were taken into one as they were.
    """

    faults: list[TrailFault] = field(default_factory=list)
    more: int = 0
    head: Head = NOTHING
    rows: int = 0
    known: int | None = None
    adopted: bool = False

    def add(self, place: str, wrong: Wrong) -> None:
        """Name one more fault, or count it."""
        if len(self.faults) < MOST_NAMED:
            self.faults.append(TrailFault(place, wrong))
        else:
            self.more += 1


def verify(engine: Engine, against: str = "") -> Verified:
    """Walk the trail, and compare each row of the database with the last entry about it.

    `against` is a hash that stands elsewhere, as on the foot of a note: a trail alone cannot show that its end was cut
    off. All of it is one state of the database, also while others write.
    """
    with one_state(engine) as connection:
        return verify_state(connection, against)


def verify_state(connection: Connection, against: str = "") -> Verified:
    """The same inside a transaction of `one_state`."""
    found = Verified()
    with closing(Remembered()) as last:
        _walk(connection, found, last, against)
        _leave_out_erased(connection, last)
        for place in stored_places(connection):
            found.rows += 1
            digest = last.take(place.subject)
            if digest is None:
                found.add(place.subject, "not in the trail")
            elif digest != place.digest:
                found.add(place.subject, "changed")
        for subject in last.left():
            found.add(subject, "lost")
        for loose in _loose_answers(connection):
            found.add(loose, "not in the trail")
        added, missing = added_and_missing(connection)
        for part in added:
            found.add(part, "not made by the program")
        for part in missing:
            found.add(part, "lost")
        for changed in changed_snapshots(connection, _named(found, revisions, answers)):
            found.add(changed, "changed")
        for ends, wrong in changed_ends(connection, _named(found, exams)):
            found.add(ends, wrong)
    return found


def _named(found: Verified, *tables: Table) -> set[str]:
    """The examinations of which rows of these tables are not as the trail says: what was worked out differs by that."""
    names = {table.name for table in tables}
    places = (fault.place.partition(" ") for fault in found.faults)
    return {place.partition("/")[0] for table, _, place in places if table in names}


@contextmanager
def one_state(engine: Engine) -> Iterator[Connection]:
    """A transaction that reads one state of the database and takes its time, also for text that is none."""
    with reading(engine) as connection:
        if engine.dialect.name == "postgresql":
            take_time(connection)
            yield connection
            return
        driver: Any = connection.connection.dbapi_connection
        driver.text_factory = lambda value: value.decode("utf-8", "surrogateescape")
        try:
            yield connection
        finally:
            driver.text_factory = str


def _walk(connection: Connection, found: Verified, last: Remembered, against: str) -> None:
    """Follow the chain, and remember what it says last of each row that must be there."""
    names = [column.name for column in trail.columns if column.name != "sha256"]
    query = as_stored(trail).order_by(trail.c.number).execution_options(yield_per=ENTRIES_AT_ONCE)
    for some in connection.execute(query).mappings().partitions():
        rows = [readable(trail, stored) for stored in some]
        for row in rows:
            expected = found.head.count + 1
            if row["number"] != expected:
                found.add(f"trail {expected}", "lost")
            elif chained(found.head.sha256, {name: row[name] for name in names}) != row["sha256"]:
                found.add(f"trail {row['number']}", "changed")
            found.head = Head(row["number"], row["sha256"])
            if row["sha256"] == against:
                found.known = row["number"]
        # Without a subject no row was written; a digest is that of what was given out.
        last.add((row["subject"], row["digest"], row["number"]) for row in rows if row["subject"])


def _leave_out_erased(connection: Connection, last: Remembered) -> None:
    """Expect no row of an examination that was erased: the trail says so, and a row about it stays.

    SQLite gives the number of an erased row again: what an entry of another examination says later is of a new row.
    """
    for exam_id in connection.scalars(select(erased_exams.c.exam_id)).all():
        if subject_of(exams, (exam_id,)) not in last:
            about = (trail.c.exam_id == exam_id) & (trail.c.subject != subject_of(erased_exams, (exam_id,)))
            query = select(trail.c.subject, func.max(trail.c.number)).where(about).group_by(trail.c.subject)
            last.forget((subject, number) for subject, number in connection.execute(query))


def _loose_answers(connection: Connection) -> Iterator[str]:
    here = (revisions.c.exam_id == answers.c.exam_id) & (revisions.c.revision == answers.c.revision)
    loose = select(answers.c.exam_id, answers.c.revision).outerjoin(revisions, here)
    for row in connection.execute(loose.where(revisions.c.exam_id.is_(None)).distinct()):
        yield f"answers {row.exam_id}/{row.revision}"
