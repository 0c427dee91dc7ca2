"""Writes everything into one file that can be read without Dermyo: a zip of JSON, notes and the audit trail."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, select

from exam.domain.reasoning.version import PROGRAM
from exam.domain.record.writing import write_record
from exam.store.copies.backup import CopyRefused
from exam.store.copies.export.layout import (
    EXAMINATIONS,
    EXPORTED,
    FORMAT,
    MANIFEST,
    READ_ME,
    READ_ME_TEXT,
    examination_column,
    exported_tables,
    is_filed,
    line,
    table_file,
    value_file,
    written,
)
from exam.store.database import writing
from exam.store.rows import read_log
from exam.store.schema import version_of
from exam.store.snapshots.snapshot import snapshot_of
from exam.store.stored import AnswerRefused
from exam.store.tables import accounts, exams, trail
from exam.store.trail.digests import as_stored, readable
from exam.store.trail.entries import note
from exam.store.trail.verifying import Verified, one_state, verify_state
from exam.whole_files import whole_file

AT_ONCE = 100
TRIES = 5


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: how many examinations, and whether the database matched its trail."""

    examinations: int
    found: Verified


def export(engine: Engine, file: Path) -> Exported:
    """Write one state of the database into a new file that only its owner can read, and verify that state.

    The trail notes it first. The file is complete or not there; one examination at a time is in memory. Raises
    `CopyRefused` if the file is there already, `DatabaseOutOfReach` and `OSError`.
    """
    try:
        with whole_file(file) as beside:
            for _ in range(TRIES):
                noted = _note(engine)
                with one_state(engine) as connection:
                    # What was noted must be what is written: an account may have been changed in between.
                    if noted == _digest(_rows(connection, accounts)):
                        return _write(connection, beside)
            raise CopyRefused("accounts were changed all the time: try again")
    except FileExistsError:
        raise CopyRefused(f"{file} is there already") from None
    except UnicodeEncodeError:
        raise CopyRefused("the database holds text that is none: `dermyo verify` names it") from None


def _note(engine: Engine) -> str:
    with writing(engine) as connection:
        digest = _digest(_rows(connection, accounts))
        note(connection, EXPORTED, digest=digest)
    return digest


def _digest(rows: Iterable[bytes]) -> str:
    hashed = hashlib.sha256()
    for row in rows:
        hashed.update(row)
    return hashed.hexdigest()


def _write(connection: Connection, file: Path) -> Exported:
    made_at = datetime.now(UTC)
    found = verify_state(connection)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        export = _Archive(archive, made_at)
        said = {"format": FORMAT, "made_at": made_at.isoformat(timespec="seconds"), "program": PROGRAM}
        export.add(READ_ME, [READ_ME_TEXT.format(**said).encode()])
        for table in exported_tables():
            if examination_column(table) is None and table is not trail:
                export.add(table_file(table), _rows(connection, table))
        ids = _examinations(connection)
        for exam_id in ids:
            _add_examination(export, connection, exam_id)
        export.add(table_file(trail), _rows(connection, trail))
        manifest = said | {
            "schema": version_of(connection),
            "examinations": len(ids),
            "trail": {"count": found.head.count, "sha256": found.head.sha256},
            "files": export.files,
        }
        export.add(MANIFEST, [json.dumps(manifest, indent=1).encode()])
    return Exported(len(ids), found)


@dataclass(slots=True)
class _Archive:
    """A zip that is being written, with the hash of each file in it."""

    archive: zipfile.ZipFile
    made_at: datetime
    files: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, name: str, parts: Iterable[bytes]) -> None:
        if name in self.files:
            raise CopyRefused(f"two rows would have the file {name}: `dermyo verify` names what is wrong")
        info = zipfile.ZipInfo(name, self.made_at.timetuple()[:6])
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
        hashed, length = hashlib.sha256(), 0
        with self.archive.open(info, "w", force_zip64=True) as file:
            for part in parts:
                file.write(part)
                hashed.update(part)
                length += len(part)
        self.files[name] = {"sha256": hashed.hexdigest(), "bytes": length}


def _rows(connection: Connection, table: Table) -> Iterator[bytes]:
    query = as_stored(table).order_by(*table.primary_key).execution_options(yield_per=AT_ONCE)
    for row in connection.execute(query).mappings():
        yield line(written(table, readable(table, row), {}))


def _examinations(connection: Connection) -> list[str]:
    """The ids, in the order in which examinations were begun."""
    ids = list(connection.scalars(select(exams.c.id).order_by(exams.c.created_at, exams.c.id)))
    if not all(exam_id.isalnum() and exam_id.isascii() for exam_id in ids):
        raise CopyRefused("an examination has an id that is none: `dermyo verify` names it")
    return ids


def _add_examination(export: _Archive, connection: Connection, exam_id: str) -> None:
    folder, said = f"{EXAMINATIONS}/{exam_id}", {}
    for table in exported_tables():
        column = examination_column(table)
        if column is None:
            continue
        here = as_stored(table).where(table.c[column] == exam_id).order_by(*table.primary_key)
        rows = [readable(table, row) for row in connection.execute(here).mappings()]
        said[table.name] = [_with_files(export, folder, table, row) for row in rows]
    export.add(f"{folder}/examination.json", [json.dumps(said, ensure_ascii=False, indent=1).encode()])
    try:
        record = write_record(snapshot_of(read_log(connection, exam_id)).record())
    except AnswerRefused:
        # No longer readable; every answer is above all the same.
        return
    export.add(f"{folder}/record.json", [json.dumps(record, ensure_ascii=False, indent=1).encode()])


def _with_files(export: _Archive, folder: str, table: Table, row: dict[str, Any]) -> dict[str, Any]:
    files = {}
    for column, value in row.items():
        if is_filed(table, column, value):
            name = f"{folder}/{value_file(table, row, column)}"
            export.add(name, [value if isinstance(value, bytes) else str(value).encode()])
            files[column] = name
    return written(table, row, files)
