"""What is where in an export, which is described for readers in docs/formats.md."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table

from exam.domain.language import mark
from exam.store.copies.tables import NOT_COPIED, tables_in_order
from exam.store.erasing.rows import column_of_examination
from exam.store.tables import accounts, passkeys, pins, recovery_codes, reference_ends, second_factors, trail

FORMAT = "dermyo-export/1"
FAMILY = "dermyo-export/"
MANIFEST, READ_ME = "manifest.json", "README.txt"
EXPORTED = mark("exported everything")
"""The act whose digest is that of the accounts in the export: without their secrets their rows match no other."""
ACCOUNTS_FILE = "tables/accounts.jsonl"
SECRETS: dict[str, tuple[str, ...]] = {accounts.name: ("password", "session_key")}
"""Columns that no export has, by table."""
LEFT_OUT: frozenset[str] = frozenset(
    table.name for table in (*NOT_COPIED, second_factors, recovery_codes, passkeys, pins, reference_ends)
)
"""Tables that no export has: those that no copy holds, and those of secrets; a passkey is bound to a host besides; and
what an import makes from the references.
"""
EXAMINATIONS = "examinations"
OUTPUT_ENDINGS = {"pdf-a4": "pdf", "pdf-letter": "pdf", "fhir": "json"}
UNSAFE = re.compile(r"[^A-Za-z0-9_.-]")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00")

READ_ME_TEXT = """\
An export of Dermyo, format {format}, made {made_at} (UTC) by version {program}.

It holds patient data. Text is UTF-8; files that end in .jsonl have one JSON object a line.

manifest.json                    what is here: the SHA-256 and the length of every other file
tables/                          accounts (without passwords), settings, and what belongs to no single examination
examinations/ID/record.json      what the examination says, as the program exports one record; of a draft as it is now
examinations/ID/examination.json every answer in the order in which it was given, who signed, what was added, by table
examinations/ID/signed.json      the note as it was signed; its SHA-256 is printed on the note
examinations/ID/outputs/         PDF, texts and FHIR document as they were kept with the signed note
trail.jsonl                      the audit trail, oldest first; each entry holds the hash of the one before

The keys are described in docs/formats.md of the program. `dermyo import FILE` reads it into an empty database.
"""


def written(table: Table, row: Mapping[str, Any], files: Mapping[str, str]) -> dict[str, Any]:
    """A row as the export says it, without what is empty or secret; `files` names the file of a column's value."""
    secret = SECRETS.get(table.name, ())
    kept = {name: value for name, value in row.items() if value is not None and name not in secret}
    return {name: {"file": files[name]} if name in files else _plain(value) for name, value in kept.items()}


def line(value: Mapping[str, Any]) -> bytes:
    """One line of JSON. Raises `UnicodeEncodeError` for text that is none."""
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def stored(value: Any) -> Any:
    """A value of an export as SQLite stores it in a column of moments."""
    if isinstance(value, str) and MOMENT.fullmatch(value):
        return value.replace("T", " ").removesuffix("+00:00")
    return value


def table_file(table: Table) -> str:
    """The file of a table whose rows belong to no single examination."""
    return "trail.jsonl" if table is trail else f"tables/{table.name}.jsonl"


def examination_column(table: Table) -> str | None:
    """The column that says which examination a row belongs to; None for a table of something else."""
    column = column_of_examination(table)
    return None if column is None else str(column.name)


def exported_tables() -> tuple[Table, ...]:
    """The tables of an export, those that others refer to first."""
    return tuple(table for table in tables_in_order() if table.name not in LEFT_OUT)


def value_file(table: Table, row: Mapping[str, Any], column: str) -> str:
    """The file, in the folder of its examination, of a value that is long or no text."""
    if table.name == "signatures":
        return "signed.json"
    if table.name == "withdrawn_signatures":
        return f"withdrawn-{row['id']}.json"
    if table.name == "kept_outputs":
        kind = str(row["kind"])
        return UNSAFE.sub("-", f"{kind}-{str(row['state'])[:16]}.{OUTPUT_ENDINGS.get(kind, 'txt')}").join(
            ("outputs/", "")
        )
    key = "-".join(str(row[name.name]) for name in table.primary_key)
    return UNSAFE.sub("-", f"{table.name}-{column}-{key}.bin")


def is_filed(table: Table, column: str, value: Any) -> bool:
    """Whether a value is a file of its own: bytes, and the note that was signed, whose hash is that of the file."""
    return isinstance(value, bytes) or (
        column == "frozen" and value is not None and examination_column(table) is not None
    )


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value
