"""Stored examinations: every answer is appended as it is given, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, Row, insert, select, update

from exam.domain.record.answers import Answer, answers_of
from exam.domain.record.canonical import canonical_text
from exam.domain.record.json_values import Fault, Reader
from exam.domain.record.model import Examiner, ExamRecord
from exam.store import log as logs
from exam.store.database import reading, writing
from exam.store.log import Revision
from exam.store.rows import Stamp, exam_row, read_addenda, read_log, signature_row, was_answered, write_revision
from exam.store.seal import sha256, signature_of
from exam.store.stored import AnswerRefused, ChangedUnseen, ExamSigned, ExamSummary, Saved, Status, StoredExam
from exam.store.tables import addenda, exams, signatures

LONGEST_ANSWER_ID = 64
LONGEST_ADDENDUM = 2000
PAGE = 50

Answers = Sequence[Answer] | Callable[[StoredExam], Sequence[Answer]]
"""Answers, or a function that computes them from the current examination."""

Follow = Callable[[StoredExam, Collection[str]], Sequence[Answer]]
"""Computes what follows from the answers at the given paths, from the examination with these answers."""


def nothing_follows(_exam: StoredExam, _given: Collection[str]) -> Sequence[Answer]:
    """For a store, or an undo, that derives nothing."""
    return ()


class Exams:
    """The examinations of one database. Only its examiner finds an examination; nobody else does."""

    def __init__(self, engine: Engine, follow: Follow = nothing_follows) -> None:
        self._engine, self._follow = engine, follow

    def create(self, reference: str, user_id: int) -> str:
        """Begin an examination dated now; returns its id. Raises `AnswerRefused`."""
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        return self._begin((Answer("patient.reference", reference), Answer("examined_at", now)), user_id)

    def import_record(self, record: ExamRecord, user_id: int) -> str:
        """Begin an examination with an imported record; returns its id."""
        return self._begin(answers_of(record), user_id)

    def open(self, exam_id: str, user_id: int) -> StoredExam:
        """The examination in its current state. Raises `ExamNotFound`."""
        with reading(self._engine) as connection:
            return _stored(connection, exam_row(connection, exam_id, user_id), read_log(connection, exam_id))

    def changed_since(self, exam_id: str, user_id: int, revision: int) -> frozenset[str]:
        """The paths answered after a revision, on any screen. Raises `ExamNotFound`."""
        with reading(self._engine) as connection:
            exam_row(connection, exam_id, user_id)
            later = (entry for entry in read_log(connection, exam_id) if entry.number > revision)
            return frozenset(answer.path for entry in later for answer in entry.answers)

    def append(
        self,
        exam_id: str,
        user_id: int,
        answers: Answers,
        *,
        origin: str = logs.TAPPED,
        answer_id: str | None = None,
        seen_revision: int | None = None,
    ) -> Saved:
        """Add all answers or none; repeating an `answer_id` adds nothing. The id may begin with the sending browser's.

        A function is called inside the transaction, so that the examination cannot change in between. What follows from
        the answers is added with them, and undone with them.
        Raises `ExamNotFound`, `ExamSigned`, `AnswerRefused`, and `Conflict` when another browser gave a different
        answer to the same item after `seen_revision`. All-normal skips items answered or cleared in this way.
        """

        def step_on(log: logs.Log, exam: StoredExam) -> Revision | None:
            given = answers(exam) if callable(answers) else answers
            new = _without_conflicts(log, given, origin, seen_revision, logs.sender_of(answer_id))
            return logs.step_on(log, new, origin)

        return self._add(exam_id, user_id, answer_id, step_on, self._follow)

    def undo(
        self, exam_id: str, user_id: int, *, answer_id: str | None = None, seen_revision: int | None = None
    ) -> Saved:
        """Undo the last step that is not undone yet; without one nothing changes.

        Raises `Conflict` when another browser made that step after `seen_revision`.
        """

        def step_back(log: logs.Log, _exam: StoredExam) -> Revision | None:
            back = logs.step_back(log)
            logs.refuse_blind_undo(log, back, seen_revision, logs.sender_of(answer_id))
            return back

        return self._add(exam_id, user_id, answer_id, step_back)

    def _add(
        self,
        exam_id: str,
        user_id: int,
        answer_id: str | None,
        step: Callable[[logs.Log, StoredExam], Revision | None],
        follow: Follow = nothing_follows,
    ) -> Saved:
        """Append the revision of `step` and what follows from it, in one transaction that reads the log once."""
        _refuse_answer_id(answer_id)
        with writing(self._engine) as connection:
            row = exam_row(connection, exam_id, user_id, locked=True)
            log = read_log(connection, exam_id)
            exam = _stored(connection, row, log)
            if answer_id is not None and was_answered(connection, exam_id, answer_id):
                return Saved(exam, exam)
            _refuse_signed(row)
            revision = step(log, exam)
            if revision is None:
                return Saved(exam, exam)
            stamp = Stamp(answer_id or uuid4().hex, user_id, datetime.now(UTC))
            after = _extend(connection, exam, log, revision, stamp)
            longer = [*log, revision]
            derived = logs.step_on(longer, follow(after, [answer.path for answer in revision.answers]), logs.DERIVED)
            if derived is not None:
                after = _extend(connection, after, longer, derived, stamp._replace(answer_id=uuid4().hex))
            return Saved(exam, after)

    def list(
        self, user_id: int, *, search: str = "", status: Status | None = None, limit: int = PAGE, offset: int = 0
    ) -> list[ExamSummary]:
        """This person's examinations, last changed first; `search` matches any part of the patient reference."""
        query = select(exams.c.id, exams.c.reference, exams.c.created_at, exams.c.updated_at, exams.c.signed_at)
        query = query.where(exams.c.account_id == user_id)
        if search.strip():
            query = query.where(exams.c.reference_key.contains(search.strip().casefold(), autoescape=True))
        if status is not None:
            query = query.where(exams.c.signed_at.is_(None) if status == "draft" else exams.c.signed_at.is_not(None))
        query = query.order_by(exams.c.updated_at.desc(), exams.c.id).limit(limit).offset(offset)
        with reading(self._engine) as connection:
            return [ExamSummary(*row) for row in connection.execute(query)]

    def sign(self, exam_id: str, user_id: int, examiner: Examiner, *, seen_revision: int | None = None) -> StoredExam:
        """Sign the record, with the examiner added to it.

        Raises `ExamSigned` if it is already signed, `ChangedUnseen` unless it is still at `seen_revision`, if given.
        """
        given = {"name": examiner.name, "role": examiner.role, "registration": examiner.registration}
        answers = [Answer(f"examiner.{key}", value) for key, value in given.items() if value]
        with writing(self._engine) as connection:
            row = exam_row(connection, exam_id, user_id, locked=True)
            _refuse_signed(row)
            if seen_revision not in (None, row.revision):
                raise ChangedUnseen(exam_id)
            log = read_log(connection, exam_id)
            exam = _stored(connection, row, log)
            revision = logs.step_on(log, answers, logs.TAPPED)
            if revision is not None:
                exam = _extend(connection, exam, log, revision, Stamp(uuid4().hex, user_id, datetime.now(UTC)))
            return _seal(connection, row, exam)

    def add_addendum(self, exam_id: str, user_id: int, text: str) -> StoredExam:
        """Add a text to a signed examination. Raises `AnswerRefused` on a draft, and on an empty or too long text."""
        with writing(self._engine) as connection:
            row = exam_row(connection, exam_id, user_id, locked=True)
            _refuse_addendum(row, text)
            given = {"exam_id": exam_id, "account_id": user_id, "author": row.full_name, "at": datetime.now(UTC)}
            connection.execute(insert(addenda).values(given | {"text": text.strip()}))
            return _stored(connection, row, read_log(connection, exam_id))

    def _begin(self, answers: Sequence[Answer], user_id: int) -> str:
        first = Revision(1, logs.CREATED, tuple(answers))
        record = logs.record_with((), first)
        exam_id, now = uuid4().hex, datetime.now(UTC)
        row = {"id": exam_id, "account_id": user_id, "revision": 1, "created_at": now, "updated_at": now}
        with writing(self._engine) as connection:
            connection.execute(insert(exams).values(row | _named(record.patient.reference)))
            write_revision(connection, exam_id, first, Stamp(uuid4().hex, user_id, now))
        return exam_id


def _refuse_signed(row: Row[Any]) -> None:
    if row.signed_at is not None:
        raise ExamSigned(row.id)


def _without_conflicts(
    log: logs.Log, answers: Sequence[Answer], origin: str, seen: int | None, sender: str
) -> Sequence[Answer]:
    """The answers that overwrite no other browser's: all-normal omits the others, a tap raises `Conflict`."""
    if origin == logs.ALL_NORMAL:
        changed = logs.changed_elsewhere(log, seen, sender)
        return [answer for answer in answers if answer.path not in changed]
    logs.refuse_conflict(log, answers, seen, sender)
    return answers


def _extend(connection: Connection, exam: StoredExam, log: logs.Log, revision: Revision, stamp: Stamp) -> StoredExam:
    """Store one more revision, and update the examination's entry in the list. Raises `AnswerRefused`."""
    record, longer = logs.record_with(log, revision), [*log, revision]
    write_revision(connection, exam.id, revision, stamp)
    values = {"revision": revision.number, "updated_at": stamp.at} | _named(record.patient.reference)
    connection.execute(update(exams).where(exams.c.id == exam.id).values(values))
    return replace(
        exam,
        record=record,
        revision=revision.number,
        origins=logs.origins_of(longer),
        undoable=logs.step_back(longer) is not None,
        updated_at=stamp.at,
    )


def _named(reference: str) -> dict[str, str]:
    return {"reference": reference, "reference_key": reference.casefold()}


def _seal(connection: Connection, row: Row[Any], exam: StoredExam) -> StoredExam:
    now, text = datetime.now(UTC), canonical_text(exam.record)
    who = exam.record.examiner.name or row.full_name
    given = {"exam_id": row.id, "account_id": row.account_id, "signed_by": who, "signed_at": now}
    connection.execute(insert(signatures).values(given | {"sha256": sha256(text), "record": text}))
    connection.execute(update(exams).where(exams.c.id == row.id).values(signed_at=now, updated_at=now))
    signed = signature_row(connection, row.id)
    return replace(exam, undoable=False, updated_at=now, signature=signed and signature_of(signed, exam.record))


def _stored(connection: Connection, row: Row[Any], log: logs.Log) -> StoredExam:
    record, signed = logs.record_of(log), signature_row(connection, row.id)
    return StoredExam(
        id=row.id,
        record=record,
        revision=row.revision,
        origins=logs.origins_of(log),
        undoable=signed is None and logs.step_back(log) is not None,
        created_at=row.created_at,
        updated_at=row.updated_at,
        examiner_name=row.full_name,
        signature=signature_of(signed, record) if signed else None,
        addenda=read_addenda(connection, row.id),
    )


def _refuse_answer_id(answer_id: str | None) -> None:
    # PostgreSQL cannot store some unprintable characters.
    if answer_id is not None and not (0 < len(answer_id) <= LONGEST_ANSWER_ID and answer_id.isprintable()):
        raise AnswerRefused((Fault("answer_id", f"needs 1 to {LONGEST_ANSWER_ID} characters that can be printed"),))


def _refuse_addendum(row: Row[Any], text: str) -> None:
    if row.signed_at is None:
        raise AnswerRefused((Fault("addendum", "belongs to a signed examination; this one is a draft"),))
    reader = Reader()
    reader.text(text.strip(), "addendum", LONGEST_ADDENDUM)
    if not text.strip():
        reader.fault("addendum", "needs at least one character")
    if reader.faults:
        raise AnswerRefused(tuple(reader.faults))
