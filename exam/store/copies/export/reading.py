"""Reads an export into an empty database, after every file in it was compared with its hash."""

from __future__ import annotations

import hashlib
import json
import secrets
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, DateTime, Engine, MetaData, Table, select
from sqlalchemy.exc import IntegrityError, StatementError

from exam.domain.language import mark
from exam.store.copies.backup import CopyRefused, verified
from exam.store.copies.export.layout import (
    ACCOUNTS_FILE,
    EXAMINATIONS,
    EXPORTED,
    FAMILY,
    FORMAT,
    LEFT_OUT,
    MANIFEST,
    READ_ME,
    SECRETS,
    stored,
)
from exam.store.copies.restoring import refuse_unmatched
from exam.store.copies.room import room_for
from exam.store.database import DatabaseOutOfReach, DatabaseUnusable, connect, writing
from exam.store.lists.ends import write_all_ends
from exam.store.schema import make_at, upgrade
from exam.store.tables import accounts, metadata, trail
from exam.store.trail.access import Trail
from exam.store.trail.entries import wrote
from exam.store.trail.verifying import Verified, verify

IMPORTED = mark("imported from an export")
NOT_IN_EXPORT = mark("not in the export")
"""The act of what an import cannot have: passwords, and what goes with them."""
LONGEST_JSON = 64 * 1024 * 1024
"""Of one file that is read whole, in bytes: the answers of one examination."""
PART = 64 * 1024
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError)
"""What reading a zip, or JSON in it, raises for one that was changed."""


@dataclass(frozen=True, slots=True)
class _Export:
    archive: zipfile.ZipFile
    schema: str
    files: Mapping[str, Mapping[str, Any]]

    def lines(self, name: str) -> Iterator[Mapping[str, Any]]:
        with self.archive.open(name) as file:
            while text := file.readline(LONGEST_JSON):
                yield _object(json.loads(text))

    def text(self, name: str) -> str:
        return self.archive.read(name).decode()


def import_export(file: Path, url: str, *, against: str = "", changed_too: bool = False) -> Verified:
    """Read an export into the empty database at this URL, and verify it; nothing is there until all of it is.

    Raises `BackupChanged` unless it matches its trail or `changed_too`, `CopyRefused` for a file that is no export,
    was changed or is of a newer version, and where the database is not empty, `DatabaseUnusable` and `OSError`.
    """
    with room_for(url, hint=": import into a new one") as copy:
        with _opened(file) as export:
            _load(export, copy, changed_too=changed_too)
        found = verified(copy, against)
        refuse_unmatched(found, against, changed_too=changed_too)
    engine = connect(url)
    try:
        Trail(engine).note(IMPORTED)
    finally:
        engine.dispose()
    return found


@contextmanager
def _opened(file: Path) -> Iterator[_Export]:
    """An export all of whose files have the hashes that its manifest names."""
    try:
        with zipfile.ZipFile(file) as archive:
            export = _Export(archive, *_manifest(archive))
            _check(export)
            yield export
    except (CopyRefused, DatabaseUnusable, DatabaseOutOfReach):
        raise
    except UNREADABLE as error:
        raise CopyRefused(f"{file} is no export of Dermyo, or was changed: {error}") from None


def _manifest(archive: zipfile.ZipFile) -> tuple[str, Mapping[str, Any]]:
    if MANIFEST not in archive.namelist():
        raise CopyRefused("the file is no export of Dermyo: it has no manifest.json")
    if archive.getinfo(MANIFEST).file_size > LONGEST_JSON * 16:
        raise ValueError("its manifest is too long")
    said = json.loads(archive.read(MANIFEST))
    form = said.get("format") if isinstance(said, dict) else None
    if not isinstance(form, str) or not form.startswith(FAMILY):
        raise CopyRefused("the file is no export of Dermyo: its manifest names another format")
    if form != FORMAT:
        raise CopyRefused(f"the export has the format {form}, which this version of Dermyo does not know")
    files = said["files"]
    if not (isinstance(files, dict) and all(isinstance(file, dict) for file in files.values())):
        raise ValueError("its manifest names no files")
    return str(said["schema"]), files


def _check(export: _Export) -> None:
    names = export.archive.namelist()
    if len(names) != len(set(names)) or {*names} != {*export.files, MANIFEST}:
        raise CopyRefused("the export was changed: its files are not those that its manifest names")
    for name, said in export.files.items():
        hashed, length = hashlib.sha256(), 0
        with export.archive.open(name) as file:
            while part := file.read(PART):
                hashed.update(part)
                length += len(part)
                if length > said["bytes"]:
                    break
        if (hashed.hexdigest(), length) != (said["sha256"], said["bytes"]):
            raise CopyRefused(f"the export was changed: {name} does not match its hash")


def _load(export: _Export, copy: Path, *, changed_too: bool) -> None:
    engine = connect(f"sqlite:///{copy}", upgrades=True)
    try:
        try:
            make_at(engine, export.schema)
        except DatabaseUnusable:
            raise CopyRefused("the export was written by a newer version of Dermyo") from None
        tables = MetaData()
        tables.reflect(engine)
        with writing(engine.execution_options(trail=False)) as connection:
            _fill(export, connection, tables)
            if not changed_too:
                _refuse_other_accounts(export, connection)
        upgrade(engine)
        with writing(engine.execution_options(trail=False)) as connection:
            write_all_ends(connection)
        _note_what_is_left_out(engine)
    except (IntegrityError, StatementError) as error:
        raise CopyRefused(f"the export was changed: a row does not fit its table ({type(error).__name__})") from None
    finally:
        engine.dispose()


def _fill(export: _Export, connection: Connection, tables: MetaData) -> None:
    for name in export.files:
        folder, _, rest = name.partition("/")
        if folder == EXAMINATIONS:
            if name.endswith("/examination.json") and name.count("/") == 2:
                _fill_examination(export, connection, tables, name)
        elif name == "trail.jsonl":
            _insert(connection, tables.tables["trail"], export.lines(name))
        elif folder == "tables":
            _insert(connection, _table(tables, rest.removesuffix(".jsonl")), export.lines(name))
        elif name != READ_ME:
            raise CopyRefused(f"the export was changed: {name} is no file of an export")


def _fill_examination(export: _Export, connection: Connection, tables: MetaData, name: str) -> None:
    if export.files[name]["bytes"] > LONGEST_JSON:
        raise CopyRefused(f"{name} is too long")
    said = dict(_object(json.loads(export.text(name))))
    for table in tables.sorted_tables:
        if table.name in said:
            rows = said.pop(table.name)
            filled = (_with_files(export, table, _object(row)) for row in rows)
            _insert(connection, _table(tables, table.name), filled)
    if said:
        raise CopyRefused(f"the export was changed: {name} names a table that is none")


def _table(tables: MetaData, name: str) -> Table:
    if name in LEFT_OUT or name not in tables.tables or name == "alembic_version":
        raise CopyRefused(f"the export was changed: {name} is no table of an export")
    return tables.tables[name]


def _with_files(export: _Export, table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with the values that are files of their own."""
    values = dict(row)
    for column, value in values.items():
        if isinstance(value, dict):
            is_text = column in table.c and table.c[column].type.python_type is str
            content = export.archive.read(value["file"])
            values[column] = content.decode() if is_text else content
    return values


def _object(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("a row is no object")  # noqa: TRY004
    return value


def _insert(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows as SQLite stores them: a changed value is stored as it is, and then does not match the trail."""
    secret = SECRETS.get(table.name, ())
    moments = {column.name for column in table.columns if isinstance(column.type, DateTime)}
    for row in rows:
        unknown = [name for name in row if name not in table.c or name in secret]
        if unknown or any(isinstance(value, list | dict) for value in row.values()):
            raise CopyRefused(f"the export was changed: a row of {table.name} has other keys or values than an export")
        values = {name: stored(value) if name in moments else value for name, value in row.items()}
        # A password that nobody has, until one is set.
        values |= {name: f"-{secrets.token_hex(16)}" for name in secret}
        columns = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})', tuple(values.values()))  # noqa: S608


def _refuse_other_accounts(export: _Export, connection: Connection) -> None:
    """Raise `CopyRefused` unless the trail holds the digest of the accounts: their rows match no other one."""
    last = select(trail.c.digest).where(trail.c.act == EXPORTED).order_by(trail.c.number.desc()).limit(1)
    if connection.execute(last).scalar() != export.files.get(ACCOUNTS_FILE, {}).get("sha256"):
        raise CopyRefused("the export was changed: its accounts are not those that its trail names")


def _note_what_is_left_out(engine: Engine) -> None:
    lost = [fault.place.partition(" ") for fault in verify(engine).faults if fault.wrong == "lost"]
    with writing(engine) as connection:
        for account_id in connection.scalars(select(accounts.c.id).order_by(accounts.c.id)).all():
            wrote(connection, NOT_IN_EXPORT, accounts, account_id)
        for name, _, key in lost:
            if name in LEFT_OUT:
                wrote(connection, NOT_IN_EXPORT, metadata.tables[name], *key.split("/"))
