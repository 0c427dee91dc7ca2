"""Databases with so many examinations of one account, written row by row as the program writes them, without it.

A tenth of the references begins with an old year, and these are the examinations that were changed longest ago; most of
the others are numbers, and a tenth are names, half of them with an accent. 1 in 20 is a draft, of which a fifth is
discarded; of the signed ones 4 in 100 are void; 2 in 100 of all have an unanswered emergency. The audit trail is left
empty: no list reads it.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, text

from exam.store.database import connect, take_time
from exam.store.tables import answers, exams, metadata, revisions, signatures, voids

BEGAN = datetime(2016, 1, 1, tzinfo=UTC)
YEARS = timedelta(days=3650)
NAMES = ("Muller", "M\u00fcller", "Nowak", "Sm\u00e9kal", "Garcia", "Garc\u00eda", "Olsen", "\u00d8stby")
AT_ONCE = 2000
Row = dict[str, Any]


def fill(engine: Engine, account_id: int, number: int) -> None:
    """Write so many examinations."""
    chance = random.Random(number)
    with engine.begin() as connection:
        take_time(connection)
        for first in range(0, number, AT_ONCE):
            rows: dict[Table, list[Row]] = {}
            for at in range(first, min(first + AT_ONCE, number)):
                for table, row in _examination(chance, account_id, at, number):
                    rows.setdefault(table, []).append(row)
            for table in (exams, revisions, answers, signatures, voids):
                write_rows(connection, table, rows.get(table, []))
        _write_ends(connection)
    _settle(engine)


def _settle(engine: Engine) -> None:
    """What PostgreSQL does by itself some minutes later."""
    if engine.dialect.name == "postgresql":
        unbounded = connect(engine.url, upgrades=True)
        with unbounded.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
        unbounded.dispose()


def _examination(chance: random.Random, account_id: int, at: int, number: int) -> Iterator[tuple[Table, Row]]:
    exam_id, begun = f"{chance.getrandbits(128):032x}", BEGAN + YEARS * at / number
    is_signed, is_old = chance.random() < 0.95, at < number / 10
    reference = _reference(chance, is_old=is_old)
    age = chance.randrange(18, 95) if chance.random() < 0.95 else None
    changed = begun + timedelta(minutes=chance.randrange(5, 60))
    is_void = is_signed and chance.random() < 0.04
    row = {"id": exam_id, "account_id": account_id, "reference": reference, **_keys(reference), "age": age}
    row |= {"sex": chance.choice(("female", "male")), "side": chance.choice(("right", "left"))}
    row |= {"found": "Left L5 root lesion possible", "emergencies": int(chance.random() < 0.02), "summarised_by": "1"}
    row |= {"revision": 1, "created_at": begun, "updated_at": changed, "signed_at": changed if is_signed else None}
    row |= {"discarded_at": changed if not is_signed and chance.random() < 0.2 else None, "version": 1}
    yield exams, row | {"void": True if is_void else None}
    here = {"exam_id": exam_id, "revision": 1}
    yield revisions, here | {"answer_id": "1", "origin": "created", "account_id": account_id, "at": begun}
    for position, (path, value) in enumerate((("patient.reference", reference), ("patient.age", age))):
        yield answers, here | {"position": position, "path": path, "value": json.dumps(value)}
    who = {"exam_id": exam_id, "account_id": account_id}
    if is_signed:
        record = json.dumps({"patient": {"reference": reference}}) + " " * 1000
        yield signatures, who | {"signed_by": "A. Vesalius", "signed_at": changed, "sha256": "0" * 64, "record": record}
    if is_void:
        yield voids, who | {"author": "A. Vesalius", "at": changed, "reason": "Wrong patient"}


def _reference(chance: random.Random, *, is_old: bool) -> str:
    if is_old:
        return f"2016-{chance.randrange(10**5):05d}"
    if chance.random() < 0.1:
        return f"{chance.choice(NAMES)} {chance.randrange(1000)}"
    return f"MRN {chance.randrange(10**6):06d}"


def _keys(reference: str) -> Row:
    """What the list compares; a program from before has no form without accents."""
    from exam.store.tables.base import key_of

    try:
        from exam.store.lists.ends import folded_or_none
    except ImportError:
        return {"reference_key": key_of(reference)}
    return {"reference_key": key_of(reference), "folded": folded_or_none(reference)}


def write_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """As many rows at once as the database takes, without the columns that this version has not."""
    if not rows:
        return
    names = [name for name in rows[0] if name in table.c]
    if connection.dialect.name != "postgresql":
        connection.execute(insert(table), [{name: row[name] for name in names} for row in rows])
        return
    _copy(connection, table, names, rows)


def _copy(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    driver: Any = connection.connection.dbapi_connection
    columns = ", ".join(f'"{name}"' for name in names)
    with driver.cursor().copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row([row[name] for name in names])


def _write_ends(connection: Connection) -> None:
    """What a search looks up, where this version has it."""
    try:
        from exam.store.lists import ends
    except ImportError:
        return
    table = metadata.tables["reference_ends"]
    if hasattr(ends, "all_ends"):
        write_rows(connection, table, [*ends.all_ends(connection)])
        return
    found = connection.execute(text("SELECT id, reference FROM exams ORDER BY id")).all()
    rows_of: Any = ends._rows  # noqa: SLF001 - in larger parts than the program's
    rows = sorted((row for one in found for row in rows_of(one.id, one.reference)), key=lambda row: row["ending"])
    write_rows(connection, table, rows)
