"""What the trail says of a row: its place, and a digest of what is in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Boolean, Column, ColumnElement, Connection, Select, Table, bindparam, select, type_coerce
from sqlalchemy.types import NullType

from exam.store.tables import (
    Moment,
    account_access,
    account_settings,
    accounts,
    addenda,
    answers,
    clinic_settings,
    counter_signatures,
    covers,
    emergency_access_exams,
    emergency_accesses,
    emergency_accesses_seen,
    erased_exams,
    erasures,
    exams,
    hand_overs,
    intended_use_readings,
    kept_outputs,
    outcomes,
    passkey_challenges,
    passkeys,
    phrases,
    pins,
    recovery_codes,
    reference_ends,
    research_permissions,
    revisions,
    second_factors,
    service_periods,
    sessions,
    sign_in_attempts,
    signatures,
    snapshots,
    supervisors,
    trail,
    voids,
    withdrawn_signatures,
)

ROWS: tuple[Table, ...] = (
    *(accounts, account_access, supervisors, clinic_settings, account_settings, phrases),
    *(second_factors, recovery_codes, passkeys, pins),
    *(intended_use_readings, service_periods, research_permissions),
    *(exams, signatures, withdrawn_signatures, addenda, voids, counter_signatures, kept_outputs),
    outcomes,
    *(hand_overs, covers, emergency_accesses, emergency_access_exams, emergency_accesses_seen),
    *(erasures, erased_exams),
)
"""The tables whose rows the trail follows, besides the revisions, each with its answers."""

NOT_FOLLOWED = {
    trail: "has hashes of its own",
    sessions: "who is signed in now; each sign-in and sign-out has an entry of its own",
    snapshots: "worked out from the log, which the trail follows, and compared with it",
    passkey_challenges: "hashes of a few minutes; each use of a passkey has an entry of its own",
    reference_ends: "copied from the examinations, which the trail follows, and compared with them",
    sign_in_attempts: "counts of a quarter of an hour, on which nothing rests afterwards",
}
MOMENT = "%Y-%m-%d %H:%M:%S.%f"
"""How a moment is stored on SQLite."""
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
    place = {f"key_{number}": value for number, value in enumerate(key)}
    row = connection.execute(_by_key(table), place).mappings().first()
    return digest_of_row(table, readable(table, row)) if row else None


@cache
def _by_key(table: Table) -> Select[*tuple[Any, ...]]:
    """The query for one row, made once: every tap asks it of its examination."""
    here = (column == bindparam(f"key_{number}") for number, column in enumerate(table.primary_key))
    return as_stored(table).where(*here)


def stored_places(connection: Connection, but: Collection[str] = ()) -> Iterator[Place]:
    """Every row that the trail follows, table by table, without the tables of these names."""
    for table in ROWS:
        if table.name in but:
            continue
        names = [column.name for column in table.primary_key]
        query = as_stored(table).order_by(*table.primary_key).execution_options(yield_per=AT_ONCE)
        for stored in connection.execute(query).mappings():
            row = readable(table, stored)
            exam_id = row["id"] if table is exams else row.get("exam_id")
            yield Place(table, tuple(row[name] for name in names), digest_of_row(table, row), exam_id)
    if revisions.name not in but:
        yield from _stored_revisions(connection)


def as_stored(table: Table, *more: Column[Any]) -> Select[*tuple[Any, ...]]:
    """A query for the rows of a table as the driver reads them: a column of SQLite may hold anything."""
    return select(*stored_columns(table), *more)


def stored_columns(table: Table) -> tuple[ColumnElement[Any], ...]:
    """The columns of a table as the driver reads them."""
    return tuple(type_coerce(column, NullType()).label(column.name) for column in table.columns)


def readable(table: Table, row: Mapping[Any, Any]) -> dict[str, Any]:
    """A row of such a query with its moments and yes or no; what the program does not write so stays as it is."""
    return {column.name: _typed(column, row[column.name]) for column in table.columns}


def chained(before: str, values: Mapping[str, Any]) -> str:
    """The hash of an entry of the trail: of the hash before it, and of what it says."""
    return _sha256([before, _said(values)])


def _stored_revisions(connection: Connection) -> Iterator[Place]:
    here = (revisions.c.exam_id == answers.c.exam_id) & (revisions.c.revision == answers.c.revision)
    query = as_stored(revisions, answers.c.position, answers.c.path, answers.c.value).outerjoin(answers, here)
    place = (revisions.c.exam_id, revisions.c.revision)
    ordered = query.order_by(*place, answers.c.position).execution_options(yield_per=AT_ONCE * 50)
    for key, group in groupby(connection.execute(ordered).mappings(), lambda row: (row["exam_id"], row["revision"])):
        rows = list(group)
        row, given = readable(revisions, rows[0]), [_given(at, one) for at, one in enumerate(rows)]
        yield Place(revisions, key, digest_of_revision(row, [one for one in given if one]), key[0])


def _given(at: int, row: Mapping[Any, Any]) -> tuple[str, ...]:
    """An answer; with its position only where that was changed, since they are numbered from 0."""
    if row["path"] is None:
        return ()
    moved = () if row["position"] == at else (str(row["position"]),)
    return (row["path"], row["value"], *moved)


def _typed(column: Column[Any], value: Any) -> Any:
    if isinstance(column.type, Boolean) and value in (0, 1):
        return bool(value)
    if isinstance(column.type, Moment) and isinstance(value, str):
        with suppress(ValueError):
            moment = datetime.fromisoformat(value).replace(tzinfo=UTC)
            return moment if moment.strftime(MOMENT) == value else value
    return value


def _said(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(name): _plain(value) for name, value in row.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value


def _sha256(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
