"""Enters what a signed examination turned out to be, changes that, takes it back, and keeps every entry."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from exam.domain.language import mark, say
from exam.domain.outcomes.outcome import WILL_NOT_BE_KNOWN, Outcome, outcome_json, read_outcome
from exam.domain.record.json_values import Fault
from exam.domain.record.reading import RecordRefused
from exam.store.database import reading, writing
from exam.store.lists.paging import Place
from exam.store.outcomes.carrying import add_entry
from exam.store.outcomes.waiting import WaitingPage, count_waiting, find_waiting
from exam.store.people.permission import readable_row
from exam.store.rows import corrected_by, exam_row, signature_row
from exam.store.state import local_now, refuse_id
from exam.store.stored import AnswerRefused
from exam.store.tables import outcomes

ENTERED = mark("outcome entered")
GIVEN_UP = mark("outcome will not be known")
TAKEN_BACK = mark("outcome taken back")
IS_DRAFT = mark("has no outcome: it is a draft")
IS_REPLACED = mark("was replaced by a later version: enter the outcome there")
IS_VOID = mark("has no outcome: it is void")
IS_NOT_VALID = mark("has no outcome until it is counter-signed")
"""All four follow "the examination", as a fault of it."""
EXAMINATION = "examination"
"""The path of a fault that is not in the outcome: the examination takes none."""
NONE_THERE = mark("is not there, or was taken back")
"""Follows "the outcome"."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Who entered an outcome, and when; without an outcome, who took it back, or said that it will not be known."""

    author: str
    at: datetime
    outcome: Outcome | None
    will_not_be_known: bool = False


class Outcomes:
    """The outcomes of one database. Only its examiner enters one; whoever may read the note may read them."""

    def __init__(self, engine: Engine, now: Callable[[], datetime] = local_now) -> None:
        self._engine, self._now = engine, now

    def enter(self, exam_id: str, user_id: int, value: Mapping[str, Any], *, form_id: str = "") -> Entry:
        """Enter an outcome, which is in force from then on; the same `form_id` of an examination enters one.

        Raises `ExamNotFound`, and `AnswerRefused` for a draft, for what is void, replaced or not counter-signed, and
        for a faulty outcome, as one that was known before the examination.
        """
        with writing(self._engine) as connection:
            row = _row(connection, exam_id, user_id, form_id)
            outcome = self._read(connection, exam_id, value)
            if not _was_sent(connection, exam_id, form_id):
                other = {"other": outcome.other or None}
                add_entry(connection, ENTERED, _by(row, form_id) | outcome_json(outcome) | other)
            return entries_of(connection, exam_id)[0]

    def give_up(self, exam_id: str, user_id: int, *, form_id: str = "") -> Entry:
        """Say that the outcome will not be known: there is none, and the examination no longer waits for one.

        What is in force stays: another tab may have entered it meanwhile. Raises `ExamNotFound`, and `AnswerRefused`
        for a draft, and for what is void, replaced or not counter-signed.
        """
        with writing(self._engine) as connection:
            row = _row(connection, exam_id, user_id, form_id)
            if row.outcome_id is None and not _was_sent(connection, exam_id, form_id):
                add_entry(connection, GIVEN_UP, _by(row, form_id) | {"known_by": WILL_NOT_BE_KNOWN})
            return entries_of(connection, exam_id)[0]

    def take_back(self, exam_id: str, user_id: int, *, form_id: str = "") -> bool:
        """Take back what is in force: the examination waits for an outcome again, and the entries stay.

        False where the same `form_id` did so before, and another entry was made since. Raises the same, and
        `AnswerRefused` where none is there.
        """
        with writing(self._engine) as connection:
            row = _row(connection, exam_id, user_id, form_id)
            if _was_sent(connection, exam_id, form_id):
                return row.outcome_id is None
            if row.outcome_id is None:
                raise AnswerRefused((Fault("outcome", say(NONE_THERE)),))
            add_entry(connection, TAKEN_BACK, _by(row, form_id))
            return True

    def history(self, exam_id: str, user_id: int) -> tuple[Entry, ...]:
        """Every entry, the last first: that one is in force. For whoever may read the note; raises `ExamNotFound`."""
        with reading(self._engine) as connection:
            readable_row(connection, exam_id, user_id)
            return entries_of(connection, exam_id)

    def waiting(self, user_id: int, place: Place | None = None) -> WaitingPage:
        """A page of this person's signed examinations that have no outcome, the oldest first."""
        with reading(self._engine) as connection:
            return find_waiting(connection, user_id, place)

    def count_waiting(self, user_id: int, signed_before: datetime) -> int:
        """How many of these were signed before a moment, at most 100."""
        with reading(self._engine) as connection:
            return count_waiting(connection, user_id, signed_before)

    def _read(self, connection: Connection, exam_id: str, value: Mapping[str, Any]) -> Outcome:
        first, last = examined_on(connection, exam_id), self._now().date()
        try:
            # A day that has not come, of an imported record, or of a clock that was wrong, refuses no day.
            return read_outcome(value, first=first if first and first <= last else None, last=last)
        except RecordRefused as refused:
            raise AnswerRefused(refused.faults) from None


def entries_of(connection: Connection, exam_id: str) -> tuple[Entry, ...]:
    """Every entry of an examination, the last first."""
    query = select(outcomes).where(outcomes.c.exam_id == exam_id).order_by(outcomes.c.id.desc())
    return tuple(map(_entry, connection.execute(query)))


def _entry(row: Row[Any]) -> Entry:
    return Entry(row.author, row.at, outcome_of(row), will_not_be_known=row.known_by == WILL_NOT_BE_KNOWN)


def outcome_of(row: Row[Any]) -> Outcome | None:
    """The outcome that a row of `outcomes` holds; None where it says that there is none."""
    if row.cause is None:
        return None
    return Outcome(row.cause, row.side, row.known_by, date.fromisoformat(row.known_on), row.other or "")


def examined_on(connection: Connection, exam_id: str) -> date | None:
    """The day of the examination by its own clock, as the signed record says it; None where it says none."""
    signed = signature_row(connection, exam_id)
    assert signed is not None
    examined_at = json.loads(signed.record).get("examined_at")
    return datetime.fromisoformat(examined_at).date() if examined_at else None


def _row(connection: Connection, exam_id: str, user_id: int, form_id: str) -> Row[Any]:
    """The examination, locked. Raises `ExamNotFound`, and `AnswerRefused` unless it can have an outcome."""
    if form_id:
        refuse_id("form_id", form_id)
    row = exam_row(connection, exam_id, user_id, locked=True)
    newer = corrected_by(connection, exam_id)
    if row.signed_at is None:
        raise AnswerRefused((Fault(EXAMINATION, say(IS_DRAFT)),))
    if newer is not None and newer.signed_at is not None:
        raise AnswerRefused((Fault(EXAMINATION, say(IS_REPLACED)),))
    if row.void:
        raise AnswerRefused((Fault(EXAMINATION, say(IS_VOID)),))
    if row.supervised:
        raise AnswerRefused((Fault(EXAMINATION, say(IS_NOT_VALID)),))
    return row


def _was_sent(connection: Connection, exam_id: str, form_id: str) -> bool:
    query = select(outcomes.c.id).where((outcomes.c.exam_id == exam_id) & (outcomes.c.form_id == form_id))
    return bool(form_id) and connection.execute(query).first() is not None


def _by(row: Row[Any], form_id: str) -> dict[str, Any]:
    who = {"exam_id": row.id, "account_id": row.account_id, "author": row.full_name}
    return who | {"at": datetime.now(UTC), "form_id": form_id or None}
