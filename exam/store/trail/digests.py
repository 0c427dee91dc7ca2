"""What the trail says of a row: its place, and a digest of what is in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, select

from exam.store.tables import (
    account_access,
    account_settings,
    accounts,
    addenda,
    answers,
    clinic_settings,
    exams,
    kept_outputs,
    phrases,
    revisions,
    sessions,
    sign_in_attempts,
    signatures,
    trail,
    voids,
    withdrawn_signatures,
)

ROWS: tuple[Table, ...] = (
    *(accounts, account_access, clinic_settings, account_settings, phrases),
    *(exams, signatures, withdrawn_signatures, addenda, voids, kept_outputs),
)
"""The tables whose rows the trail follows, besides the revisions, each with its answers."""

NOT_FOLLOWED = {
    trail: "has hashes of its own",
    sessions: "who is signed in now; each sign-in and sign-out has an entry of its own",
    sign_in_attempts: "counts of a quarter of an hour, on which nothing rests afterwards",
}
AT_ONCE = 20
"""Rows that are read at once: an output of a note has some 100 kB."""


class Place(NamedTuple):
    """A row as it is stored: its table, its primary key, its digest, and the examination that it belongs to."""

    table: Table
    key: tuple[Any, ...]
    digest: str
    exam_id: str | None

    @property
    def subject(self) -> str:
        """The place in words."""
        return subject_of(self.table, self.key)


def subject_of(table: Table, key: Sequence[Any]) -> str:
    """The place of a row: "revisions 5f0c…/12"."""
    return f"{table.name} {'/'.join(map(str, key))}"


def digest_of_row(table: Table, row: Mapping[Any, Any]) -> str:
    """The SHA-256 of a row. Empty columns are left out, so that a column added later changes nothing."""
    return _sha256({"table": table.name, "row": _said(row)})


def digest_of_revision(row: Mapping[Any, Any], given: Sequence[Sequence[str]]) -> str:
    """The SHA-256 of a revision with its answers: paths and stored values, in their order."""
    return _sha256({"table": revisions.name, "row": _said(row), "answers": [list(answer) for answer in given]})


def stored_digest(connection: Connection, table: Table, key: Sequence[Any]) -> str | None:
    """The digest of a row as it is now; None if it is gone."""
    here = [column == value for column, value in zip(table.primary_key, key, strict=True)]
    row = connection.execute(select(table).where(*here)).mappings().first()
    return digest_of_row(table, row) if row else None


def stored_places(connection: Connection, but: Collection[str] = ()) -> Iterator[Place]:
    """Every row that the trail follows, table by table, without the tables of these names."""
    for table in ROWS:
        if table.name in but:
            continue
        names = [column.name for column in table.primary_key]
        rows = connection.execute(select(table).order_by(*table.primary_key).execution_options(yield_per=AT_ONCE))
        for row in rows.mappings():
            exam_id = row["id"] if table is exams else row.get("exam_id")
            yield Place(table, tuple(row[name] for name in names), digest_of_row(table, row), exam_id)
    if revisions.name not in but:
        yield from _stored_revisions(connection)


def chained(before: str, values: Mapping[str, Any]) -> str:
    """The hash of an entry of the trail: of the hash before it, and of what it says."""
    return _sha256([before, _said(values)])


def _stored_revisions(connection: Connection) -> Iterator[Place]:
    here = (revisions.c.exam_id == answers.c.exam_id) & (revisions.c.revision == answers.c.revision)
    query = select(revisions, answers.c.path, answers.c.value).outerjoin(answers, here)
    place = (revisions.c.exam_id, revisions.c.revision)
    ordered = query.order_by(*place, answers.c.position).execution_options(yield_per=AT_ONCE * 50)
    for key, group in groupby(connection.execute(ordered).mappings(), lambda row: (row["exam_id"], row["revision"])):
        rows = list(group)
        row = {column.name: rows[0][column.name] for column in revisions.columns}
        given = [(one["path"], one["value"]) for one in rows if one["path"] is not None]
        yield Place(revisions, key, digest_of_revision(row, given), key[0])


def _said(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(name): _plain(value) for name, value in row.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value


def _sha256(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
