"""Reads `data/*.toml` into a `Reference`, or refuses with every fault named by file and row."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from reference import model
from reference.checks import check
from reference.tables import TABLES, Fault, Table

DATA = Path(__file__).parent / "data"


class ReferenceFaulty(Exception):
    """The reference cannot be used; `faults` holds every fault found."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


_provided: list[model.Reference] = []


def provide(reference: model.Reference) -> None:
    """Use this reference, read and checked before from the same data by the same program."""
    _provided[:] = [reference]


@cache
def load_reference(folder: Path = DATA) -> model.Reference:
    """Read and check the whole reference. Raises `ReferenceFaulty` naming every fault."""
    if _provided and folder == DATA:
        return _provided[0]
    reference, faults = read(folder)
    faults = faults + check(reference)
    if faults:
        raise ReferenceFaulty(faults)
    return reference


def read(folder: Path) -> tuple[model.Reference, tuple[Fault, ...]]:
    """Read every row that can be read, and the faults of those that cannot."""
    faults: list[Fault] = []
    files = {name: _read_file(folder / name, faults) for name in dict.fromkeys(table.file for table in TABLES)}
    for name, content in files.items():
        known = {table.array for table in TABLES if table.file == name} | {"review"}
        faults += [Fault(name, key, "is not a table of this file") for key in content if key not in known]
        if not _is_review(content.get("review")):
            faults.append(Fault(name, "review", "holds more or less than reviewed_on and review_by"))
            del content["review"]
    fields: dict[str, Any] = {}
    for table in TABLES:
        rows = _read_rows(table, files[table.file], faults)
        fields[table.field] = _keyed(table, rows, faults) if table.key else tuple(rows)
    return model.Reference(version=_version(folder, files), **fields), tuple(faults)


def _is_review(block: object) -> bool:
    return block is None or (isinstance(block, dict) and block.keys() == {"reviewed_on", "review_by"})


def _read_file(path: Path, faults: list[Fault]) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        faults.append(Fault(path.name, "file", "is missing"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.append(Fault(path.name, "file", f"is not TOML: {error}"))
    return {}


def _read_rows(table: Table, content: dict[str, Any], faults: list[Fault]) -> list[Any]:
    """The rows of one array; a `[review]` block at the top of a file applies to every row without dates."""
    review, written = content.get("review", {}), content.get(table.array, [])
    if not isinstance(written, list) or not all(isinstance(raw, dict) for raw in written):
        faults.append(Fault(table.file, table.array, f"is not written as rows, [[{table.array}]]"))
        return []
    rows = []
    for number, raw in enumerate(written, start=1):
        try:
            rows.append(msgspec.convert({**review, **raw}, table.row))
        except msgspec.ValidationError as error:
            name = raw.get(table.key) if table.key else None
            faults.append(Fault(table.file, str(name or f"{table.array} {number}"), str(error)))
    return rows


def _keyed(table: Table, rows: list[Any], faults: list[Fault]) -> dict[str, Any]:
    keyed: dict[str, Any] = {}
    for row in rows:
        key = getattr(row, table.key)
        if key in keyed:
            faults.append(Fault(table.file, key, "is duplicated"))
        keyed[key] = row
    return keyed


def _version(folder: Path, files: dict[str, dict[str, Any]]) -> str:
    """The latest review date and a short hash of the data, as in `2026-11-21+3f9a1c2e`."""
    digest = hashlib.sha256()
    for name in sorted(files):
        path = folder / name
        digest.update(path.read_bytes() if path.exists() else b"")
    reviewed = max(
        (str(content["review"]["reviewed_on"]) for content in files.values() if "review" in content), default=""
    )
    return f"{reviewed}+{digest.hexdigest()[:8]}"
