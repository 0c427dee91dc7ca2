"""How long a big database takes to verify, and how much memory: `python -m bench.trail.size 1000000`, on SQLite."""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine, insert

from exam.store.accounts import Accounts, Person
from exam.store.database import connect
from exam.store.exams import Exams
from exam.store.schema import upgrade
from exam.store.tables import answers, revisions, trail
from exam.store.trail.access import Trail
from exam.store.trail.digests import chained, digest_of_revision, subject_of
from exam.store.trail.verifying import verify

EACH = 1000
"""Revisions of one examination."""
ENTRIES = 1_000_000


def fill(engine: Engine, entries: int) -> None:
    """Add so many revisions of one answer each, with their entries in the trail, as the store would have."""
    upgrade(engine)
    account = Accounts(engine).add(Person("measurement", "Measurement"), "-", first=True)
    exams, head = Exams(engine), Trail(engine)
    for first in range(0, entries, EACH):
        exam_id = exams.create(f"P-{first}", account.id)
        number, sha256 = head.head().count, head.head().sha256
        rows: dict[Any, list[dict[str, Any]]] = {revisions: [], answers: [], trail: []}
        for revision in range(2, 2 + min(EACH, entries - first)):
            place = {"exam_id": exam_id, "revision": revision}
            at = exams.open(exam_id, account.id).created_at if not rows[trail] else rows[trail][-1]["at"]
            row = place | {"answer_id": f"a-{revision}", "origin": "tapped", "undoes": None}
            row |= {"account_id": account.id, "at": at}
            given = [("patient.age", "50")]
            number += 1
            entry = {"number": number, "at": at, "account_id": account.id, "actor": "measurement", "address": ""}
            entry |= {"act": "tapped", "exam_id": exam_id, "subject": subject_of(revisions, (exam_id, revision))}
            entry["digest"] = digest_of_revision(row, given)
            sha256 = chained(sha256, entry)
            rows[revisions].append(row)
            rows[answers].append(place | {"position": 0, "path": given[0][0], "value": given[0][1]})
            rows[trail].append(entry | {"sha256": sha256})
        with engine.begin() as connection:
            for table, some in rows.items():
                connection.execute(insert(table), some)


def peak() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the size, the seconds and the memory. A file that is given as well is filled once and kept."""
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES
    with TemporaryDirectory() as folder:
        file = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(folder) / "big.sqlite3"
        engine = connect(f"sqlite:///{file}")
        if not file.exists() or not file.stat().st_size:
            fill(engine, entries)
        before, began = peak(), time.perf_counter()
        found = verify(engine)
        took = time.perf_counter() - began
        megabytes = file.stat().st_size / 1024**2
        print(f"{found.head.count:,} entries, {found.rows:,} rows, {megabytes:,.0f} MB: {len(found.faults)} faults")
        print(f"{took:.0f} s, at most {peak():.0f} MB of memory, {before:.0f} MB of them before")
        engine.dispose()


if __name__ == "__main__":
    main()
