"""Finds what an administrator wants to erase, without showing any of it, and erases it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, func, insert, select

from exam.domain.language import mark, say
from exam.domain.record.json_values import Fault, Reader
from exam.store.database import DatabaseOutOfReach, reading, writing
from exam.store.erasing.clearing import clear
from exam.store.erasing.rows import ADDED, Whose, erase_rows
from exam.store.stored import AnswerRefused, ChangedUnseen
from exam.store.tables import accounts, answers, erased_exams, erasures, exams, key_of
from exam.store.tables.examinations import NAMES_PATIENT
from exam.store.trail.entries import wrote

LONGEST_REASON = 500
IS_PATIENTS = mark("must not contain the patient reference: the reason stays")
CLEARED = mark("erased from the file of the database")


@dataclass(frozen=True, slots=True)
class FoundOf:
    """How many examinations of one clinician were found, and from when to when they were begun."""

    name: str
    drafts: int
    signed: int
    discarded: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """What would be erased, by clinician. `seen` names exactly these examinations.

    `renamed` had this reference once and have another now; `compared` have another reference and were compared with
    one of these: both stay.
    """

    of: tuple[FoundOf, ...]
    seen: str
    renamed: int = 0
    compared: int = 0

    @property
    def number(self) -> int:
        """How many examinations."""
        return sum(one.drafts + one.signed + one.discarded for one in self.of)


@dataclass(frozen=True, slots=True)
class Erasure:
    """What stays of what was erased at one time. `is_cleared`: nothing is left in the database's file either."""

    at: datetime
    who: str
    by: str
    reason: str
    examinations: tuple[str, ...]
    rows: int
    is_cleared: bool


class Erasing:
    """Erases examinations of one database, for all clinicians."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def found(self, reference: str) -> Found | None:
        """What is there of a patient reference; None if nothing is."""
        with reading(self._engine) as connection:
            rows = of_reference(connection, reference)
            if not rows:
                return None
            ids = [row.id for row in rows]
            return summed(rows, _renamed(connection, reference, ids), _compared(connection, ids))

    def erase(self, reference: str, account_id: int, reason: str, seen: str) -> int:
        """Erase everything of a patient reference; returns how many examinations.

        Raises `AnswerRefused` for a reason that is none or names the patient, and `ChangedUnseen` unless it is exactly
        what was `seen`.
        """
        refuse_reason(reason, reference)
        with writing(self._engine) as connection:
            rows = locked_if_seen(partial(of_reference, connection, reference), seen)
            write_erasure(connection, account_id, "reference", reason, rows)
        self.clear()
        return len(rows)

    def clear(self) -> bool:
        """Remove what was erased from the file of the database as well, and note that; False where others are in the
        way: the next erasure, or start of a server, does it.
        """
        try:
            return self._clear()
        except DatabaseOutOfReach:
            # What was erased stays erased, though somebody else has the database now.
            return False

    def _clear(self) -> bool:
        with reading(self._engine) as connection:
            waiting = connection.scalars(select(erasures.c.id).where(erasures.c.cleared_at.is_(None))).all()
        if not waiting:
            return True
        if not clear(self._engine):
            return False
        with writing(self._engine) as connection:
            for erasure_id in waiting:
                here = erasures.c.id == erasure_id
                connection.execute(erasures.update().where(here).values(cleared_at=datetime.now(UTC)))
                wrote(connection, CLEARED, erasures, erasure_id)
        return True

    def erasures(self) -> list[Erasure]:
        """What was erased, the newest first."""
        columns = (erasures, accounts.c.full_name, erased_exams.c.exam_id, erased_exams.c.rows)
        of = erased_exams.c.erasure_id == erasures.c.id
        query = select(*columns).select_from(erasures.join(accounts).join(erased_exams, of, isouter=True))
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(erasures.c.id.desc(), erased_exams.c.exam_id)).all()
        return [_erasure(list(group)) for _, group in groupby(rows, key=lambda row: row.id)]

    def erased_at(self, exam_id: str, account_id: int) -> datetime | None:
        """When this person's examination was erased; None if it was not, or was another's."""
        mine = (erased_exams.c.exam_id == exam_id) & (erased_exams.c.account_id == account_id)
        with reading(self._engine) as connection:
            at: datetime | None = connection.scalar(select(erasures.c.at).join(erased_exams).where(mine))
        return at


def of_reference(connection: Connection, reference: str, *, locked: bool = False) -> Sequence[Row[Any]]:
    """The examinations of a reference, whoever made them, with every version of their notes."""
    query = select(exams.c.id, exams.c.corrects_id).where(exams.c.reference_key == key_of(reference))
    ids = {row.id for row in connection.execute(query)} if key_of(reference) else set()
    ahead = set(ids)
    while ahead:
        old = select(exams.c.corrects_id).where(exams.c.id.in_(ahead) & exams.c.corrects_id.is_not(None))
        new = select(exams.c.id).where(exams.c.corrects_id.in_(ahead))
        ahead = {*connection.scalars(old), *connection.scalars(new)} - ids
        ids |= ahead
    return rows_of(connection, ids, locked=locked)


def rows_of(connection: Connection, ids: Iterable[str], *, locked: bool = False) -> Sequence[Row[Any]]:
    """What is asked of examinations that may be erased, with their examiners' names; locked ones wait for others."""
    columns = (exams.c.id, exams.c.account_id, exams.c.created_at, exams.c.signed_at, exams.c.discarded_at)
    whole: Select[Any] = select(*columns, accounts.c.full_name).join(accounts)
    query = whole.where(exams.c.id.in_(sorted(ids)))
    if locked:
        # In the order in which emergency access locks several.
        query = query.order_by(exams.c.id).with_for_update(of=exams)
    else:
        query = query.order_by(accounts.c.full_name, exams.c.account_id, exams.c.id)
    found: Sequence[Row[Any]] = connection.execute(query).all()
    return found


def locked_if_seen(find: Callable[..., Sequence[Row[Any]]], seen: str) -> Sequence[Row[Any]]:
    """What is found by `find`, and stays as it is from now on. Raises `ChangedUnseen` unless it is what was `seen`.

    It is looked for again once it is locked: whoever was waited for may have given an examination another reference,
    added to it, or begun a new version.
    """
    rows, again = find(locked=True), find(locked=True)
    if not rows or {summed(rows).seen, summed(again).seen} != {seen}:
        raise ChangedUnseen(seen)
    return again


def summed(rows: Sequence[Row[Any]], renamed: int = 0, compared: int = 0) -> Found:
    """The counts of examinations, by clinician."""
    seen = hashlib.sha256(" ".join(sorted(row.id for row in rows)).encode()).hexdigest()
    of = [_found_of(list(group)) for _, group in groupby(rows, key=lambda row: row.account_id)]
    return Found(tuple(of), seen, renamed, compared)


def write_erasure(connection: Connection, account_id: int, by: str, reason: str, rows: Sequence[Row[Any]]) -> None:
    """Erase these examinations, and write what stays of them."""
    values = {"at": datetime.now(UTC), "account_id": account_id, "by": by, "reason": reason.strip()}
    added = insert(erasures).values(values).returning(erasures.c.id)
    erasure_id = connection.execute(added).scalar_one()
    wrote(connection, ADDED, erasures, erasure_id)
    erase_rows(connection, erasure_id, [Whose(row.id, row.account_id) for row in rows])


def refuse_reason(reason: str, reference: str = "") -> None:
    """Raise `AnswerRefused` for a reason that is none, too long, or names the patient."""
    reader = Reader()
    reader.text(reason.strip(), "reason", LONGEST_REASON)
    if not reason.strip():
        reader.fault("reason", say("needs at least one character"))
    if key_of(reference) and key_of(reference) in key_of(reason):
        reader.fault("reason", say(IS_PATIENTS))
    if reader.faults:
        raise AnswerRefused(tuple(Fault(fault.path, fault.message) for fault in reader.faults))


def _found_of(rows: Sequence[Row[Any]]) -> FoundOf:
    discarded = sum(row.discarded_at is not None for row in rows)
    signed = sum(row.signed_at is not None for row in rows)
    begun = [row.created_at for row in rows]
    return FoundOf(rows[0].full_name, len(rows) - discarded - signed, signed, discarded, min(begun), max(begun))


def _renamed(connection: Connection, reference: str, but: Sequence[str]) -> int:
    """How many others had this reference before it was corrected to another."""
    named = NAMES_PATIENT & answers.c.exam_id.not_in(but)
    rows = connection.execute(select(answers.c.exam_id, answers.c.value).where(named))
    return len({row.exam_id for row in rows if _is(reference, row.value)})


def _is(reference: str, value: str) -> bool:
    said = json.loads(value)
    return isinstance(said, str) and key_of(said) == key_of(reference)


def _compared(connection: Connection, ids: Sequence[str]) -> int:
    others = exams.c.earlier_id.in_(ids) & exams.c.id.not_in(ids)
    return connection.scalar(select(func.count()).select_from(exams).where(others)) or 0


def _erasure(rows: Sequence[Row[Any]]) -> Erasure:
    first = rows[0]
    ids = tuple(row.exam_id for row in rows if row.exam_id)
    size = sum(row.rows or 0 for row in rows)
    return Erasure(first.at, first.full_name, first.by, first.reason, ids, size, first.cleared_at is not None)
