"""Hands a draft over to a colleague, to whom it belongs from then on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, select, update

from exam.domain.language import mark, say
from exam.domain.record.json_values import Fault, Reader
from exam.store.database import reading, writing
from exam.store.lists.ends import copy_into_ends
from exam.store.rows import exam_row
from exam.store.state import refuse_signed
from exam.store.stored import AnswerRefused, ChangedUnseen, ExamNotFound
from exam.store.tables import account_access, accounts, exams, hand_overs
from exam.store.tables.colleagues import WAITING
from exam.store.trail.entries import wrote

LONGEST_WORDS = 500
NOT_TO_ONESELF = mark("is yourself; choose a colleague")
NO_CLINICIAN = mark("is no active account of a clinician")
CORRECTS = mark("corrects a signed note of yours, and is not handed over: your colleague can add nothing to that note")


class NotTakenBack(RuntimeError):
    """The colleague has opened or changed the draft meanwhile, or it was taken back before."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """A clinician to whom a draft can be given."""

    id: int
    full_name: str
    role: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """A draft that its new examiner has not opened yet. `who` is the other one of the two."""

    id: int
    exam_id: str
    reference: str
    who: str
    at: datetime
    words: str


class HandOvers:
    """The drafts of one database that were handed over."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def colleagues(self, account_id: int) -> list[Colleague]:
        """To whom this account can hand over: every other active clinician, by name."""
        columns = (accounts.c[name] for name in Colleague.__dataclass_fields__)
        query = select(*columns).join(account_access).where(_may_examine() & (accounts.c.id != account_id))
        with reading(self._engine) as connection:
            return [Colleague(*row) for row in connection.execute(query.order_by(accounts.c.username_key))]

    def give(self, exam_id: str, from_id: int, to_id: int, words: str, *, seen_revision: int) -> str:
        """Give a draft to a colleague, with a few words; returns the colleague's name.

        Raises `ExamNotFound`, `ExamSigned`, `AnswerRefused` where it cannot be given, or not to this account, and
        `ChangedUnseen` unless it is still at `seen_revision`.
        """
        with writing(self._engine) as connection:
            row = exam_row(connection, exam_id, from_id, locked=True)
            refuse_signed(row)
            name = _refuse(connection, row, to_id, words)
            if row.revision != seen_revision:
                raise ChangedUnseen(exam_id)
            now = datetime.now(UTC)
            # One that was given on without being opened was seen by whoever gave it on.
            note_opened(connection, exam_id, now)
            given = {"exam_id": exam_id, "from_id": from_id, "to_id": to_id, "at": now, "words": words.strip()}
            added = hand_overs.insert().values(given | {"revision": row.revision}).returning(hand_overs.c.id)
            wrote(connection, mark("handed over"), hand_overs, connection.execute(added).scalar_one(), exam_id=exam_id)
            _move(connection, exam_id, to_id, mark("handed over"))
            return name

    def take_back(self, exam_id: str, from_id: int) -> None:
        """Take a draft back that the colleague has not opened. Raises `ExamNotFound` and `NotTakenBack`."""
        mine = (hand_overs.c.exam_id == exam_id) & (hand_overs.c.from_id == from_id)
        query = select(hand_overs).where(mine).order_by(hand_overs.c.id.desc()).limit(1)
        with writing(self._engine) as connection:
            given = connection.execute(query).first()
            if given is None:
                raise ExamNotFound(exam_id)
            try:
                row = exam_row(connection, exam_id, given.to_id, locked=True)
            except ExamNotFound:
                raise NotTakenBack(exam_id) from None
            # Again, since whoever had the lock before may have opened it.
            given = connection.execute(query.where(_is_waiting())).first()
            if given is None or row.revision != given.revision:
                raise NotTakenBack(exam_id)
            _note(connection, given, mark("taken back"), taken_back_at=datetime.now(UTC))
            _move(connection, exam_id, from_id, mark("taken back"))

    def dismiss(self, hand_over_id: int, to_id: int) -> None:
        """No longer show the message about a draft to its new examiner; once dismissed it stays so."""
        this = (hand_overs.c.id == hand_over_id) & (hand_overs.c.to_id == to_id) & _is_waiting()
        with writing(self._engine) as connection:
            given = connection.execute(select(hand_overs).where(this & hand_overs.c.dismissed_at.is_(None))).first()
            if given is not None:
                _note(connection, given, mark("message dismissed"), dismissed_at=datetime.now(UTC))

    def received(self, account_id: int) -> list[HandOver]:
        """What this account was given and has neither opened nor dismissed, the newest first."""
        here = (hand_overs.c.to_id == account_id) & hand_overs.c.dismissed_at.is_(None)
        return self._waiting(hand_overs.c.from_id, here)

    def given(self, account_id: int) -> list[HandOver]:
        """What this account gave and can take back, the newest first."""
        return self._waiting(hand_overs.c.to_id, hand_overs.c.from_id == account_id)

    def _waiting(self, other: ColumnElement[int], which: ColumnElement[bool]) -> list[HandOver]:
        columns = (hand_overs.c.id, hand_overs.c.exam_id, exams.c.reference, accounts.c.full_name)
        whole = select(*columns, hand_overs.c.at, hand_overs.c.words).join(exams, exams.c.id == hand_overs.c.exam_id)
        query = whole.join(accounts, accounts.c.id == other).where(which & _is_waiting())
        unchanged = exams.c.discarded_at.is_(None) & (exams.c.revision == hand_overs.c.revision)
        with reading(self._engine) as connection:
            rows = connection.execute(query.where(unchanged).order_by(hand_overs.c.id.desc()))
            return [HandOver(*row) for row in rows]


def is_unopened(connection: Connection, exam_id: str) -> bool:
    """Whether the examiner of this draft was given it and has not opened it yet."""
    waits = select(hand_overs.c.id).where((hand_overs.c.exam_id == exam_id) & _is_waiting())
    return connection.execute(waits).first() is not None


def note_opened(connection: Connection, exam_id: str, now: datetime) -> None:
    """Note that the new examiner has opened a draft, which can then no longer be taken back."""
    here = (hand_overs.c.exam_id == exam_id) & _is_waiting()
    for given in connection.execute(select(hand_overs).where(here)).all():
        _note(connection, given, mark("opened after the hand-over"), opened_at=now)


def _is_waiting() -> ColumnElement[bool]:
    return WAITING


def _may_examine() -> ColumnElement[bool]:
    return (account_access.c.access == "clinician") & accounts.c.active


def _refuse(connection: Connection, row: Row[Any], to_id: int, words: str) -> str:
    """The name of the account that can be given this draft. Raises `AnswerRefused`."""
    query = select(accounts.c.full_name).join(account_access).where(_may_examine() & (accounts.c.id == to_id))
    name = connection.execute(query).scalar()
    reader = Reader()
    if to_id == row.account_id:
        reader.fault("to", say(NOT_TO_ONESELF))
    elif name is None:
        reader.fault("to", say(NO_CLINICIAN))
    if words.strip():
        reader.text(words.strip(), "words", LONGEST_WORDS)
    faults = (*reader.faults, *((Fault("version", say(CORRECTS)),) if row.corrects_id else ()))
    if faults:
        raise AnswerRefused(faults)
    return str(name)


def _move(connection: Connection, exam_id: str, to_id: int, act: str) -> None:
    # The form that began it is another account's.
    values = {"account_id": to_id, "form_id": None}
    connection.execute(update(exams).where(exams.c.id == exam_id).values(values))
    copy_into_ends(connection, exam_id)
    wrote(connection, act, exams, exam_id, exam_id=exam_id)


def _note(connection: Connection, given: Row[Any], act: str, **values: datetime) -> None:
    connection.execute(update(hand_overs).where(hand_overs.c.id == given.id).values(values))
    wrote(connection, act, hand_overs, given.id, exam_id=given.exam_id)
