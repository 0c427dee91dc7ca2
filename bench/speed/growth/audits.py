"""The audit of 10,000 examinations with outcomes: the whole command, and the same once it was counted.

The notes are those of published cases, each of which has many more findings than an ordinary examination.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from sqlalchemy import Engine, update

from bench.servers.postgresql import primary
from bench.speed.growth.many import write_rows
from bench.speed.rows import Row
from exam.domain.note.frozen import freeze, sha256
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.record.canonical import canonical_text
from exam.domain.record.model import ExamRecord
from exam.domain.record.reading import parse_record
from exam.store.accounts import Accounts, Person
from exam.store.database import connect
from exam.store.outcomes.audits import Audits
from exam.store.schema import upgrade
from exam.store.tables import exams, outcomes, signatures

NUMBER = 10_000
STORES = ("SQLite", "PostgreSQL")
LONGEST = 10_000.0
CASES = Path(__file__).parents[3] / "tests" / "cases"
NOTES = 60
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
AT_ONCE = 500


@contextmanager
def ready(
    number: int = NUMBER, stores: Sequence[str] = STORES, notes: int = NOTES
) -> Iterator[Callable[[], Iterator[Row]]]:
    """A database with so many on each store."""
    records = [parse_record(path.read_bytes()) for path in sorted(CASES.glob("case-*.json"))[:notes]]
    with ExitStack() as stack:
        engines = {}
        for store in stores:
            folder = Path(stack.enter_context(TemporaryDirectory()))
            url = stack.enter_context(primary()).url if store == "PostgreSQL" else f"sqlite:///{folder / 'a.sqlite3'}"
            engines[store] = engine = connect(url)
            stack.callback(engine.dispose)
            upgrade(engine)
            fill(engine, records, number)
        yield lambda: _measure(engines, number)


def _measure(engines: dict[str, Engine], number: int) -> Iterator[Row]:
    for store, engine in engines.items():
        audits = Audits(engine)
        label = f"{store}: the audit of {number:,}"
        yield Row(label, "ms", (_timed(audits),), at_most=LONGEST)
        yield Row(f"{label}, again", "ms", (_timed(audits),))


def _timed(audits: Audits) -> float:
    began = perf_counter()
    audits.audit()
    return 1000 * (perf_counter() - began)


def fill(engine: Engine, records: Sequence[ExamRecord], number: int) -> None:
    """Write so many signed examinations with outcomes, which are mostly what was said first."""
    chance = random.Random(number)
    account = Accounts(engine).add(Person("a.vesalius", "Andreas Vesalius"), "-", first=True)
    found = [(record, one) for record in records if (one := assess(record)).candidates]
    notes = [(record, freeze(record, one, write_note(record, one)), one.candidates[0]) for record, one in found]
    with engine.begin() as connection:
        for first in range(1, number + 1, AT_ONCE):
            rows: dict[str, list[dict[str, object]]] = {"exams": [], "signatures": [], "outcomes": []}
            for at in range(first, min(first + AT_ONCE, number + 1)):
                record, frozen, said = chance.choice(notes)
                who = {"exam_id": f"{at:032x}", "account_id": account.id}
                when = BEGAN + timedelta(hours=at)
                rows["exams"].append(_exam(at, account.id, when))
                rows["signatures"].append(
                    who
                    | {"signed_by": "A", "signed_at": when, "sha256": sha256(frozen)}
                    | {"record": canonical_text(record), "frozen": frozen}
                )
                cause = said.cause if chance.random() < 0.6 and said.cause != "other_lesion" else "root.S1"
                known = {"cause": cause, "side": said.side, "known_by": "mri", "known_on": "2026-11-21"}
                rows["outcomes"].append(who | {"id": at, "author": "A", "at": when} | known)
            for table in (exams, signatures, outcomes):
                write_rows(connection, table, rows[table.name])
        connection.execute(update(exams).values(outcome_id=outcomes.c.id).where(outcomes.c.exam_id == exams.c.id))


def _exam(at: int, account_id: int, when: datetime) -> dict[str, object]:
    row = {"id": f"{at:032x}", "account_id": account_id, "reference": f"R-{at}", "reference_key": f"r-{at}"}
    row |= {"found": "", "emergencies": 0, "revision": 1, "version": 1}
    return row | {"created_at": when, "updated_at": when, "signed_at": when}
