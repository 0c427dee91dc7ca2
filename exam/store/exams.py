"""Stored examinations: every answer is appended as it is given, nothing is overwritten."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Engine, select, update
from sqlalchemy.exc import IntegrityError

from exam.domain.language import say
from exam.domain.record.answers import Answer, answers_of
from exam.domain.record.json_values import Fault
from exam.domain.record.model import ExamRecord
from exam.domain.record.reading import RecordRefused
from exam.store import log as logs
from exam.store.answering import Answered, Given, work_out
from exam.store.database import has_one_writer, reading, writing
from exam.store.listing import EVERY_ONE, PAGE, ListPage, Wanted, all_of, earlier_visits, list_exams
from exam.store.lists.ends import write_ends
from exam.store.lists.paging import Place
from exam.store.log import Revision
from exam.store.people.opening import OpenedExams
from exam.store.rows import Stamp, corrected_by, exam_row, signature_row
from exam.store.signing.counter_signing import CounterSignedExams
from exam.store.signing.signed import SignedExams, begin
from exam.store.snapshots.history import History, logged, whole_history
from exam.store.snapshots.snapshot import Snapshot
from exam.store.state import (
    Rules,
    extend_with_derived,
    listed_values,
    refuse_id,
    refuse_signed,
    stored_exam,
    summarise,
)
from exam.store.stored import AnswerRefused, ExamNotFound, ExamSummary, Saved, StoredExam
from exam.store.tables import exams
from exam.store.trail.entries import wrote

LOGGER = logging.getLogger(__name__)
NO_RULES = Rules()

Answers = Sequence[Answer] | Callable[[StoredExam], Sequence[Answer]]
"""Answers, or a function that computes them from the current examination."""


class Exams(SignedExams, CounterSignedExams, OpenedExams):
    """The examinations of one database. Only its examiner finds an examination; `read` also who else may read it."""

    def __init__(self, engine: Engine, rules: Rules = NO_RULES) -> None:
        self._engine, self._rules = engine, rules

    def create(
        self,
        reference: str,
        user_id: int,
        *,
        form_id: str = "",
        earlier_id: str | None = None,
        carried: Sequence[Answer] = (),
    ) -> str:
        """Begin an examination dated now by the clinic's clock; returns its id.

        The same `form_id` of the same person begins one only.
        `earlier_id` is the signed examination of the same patient to compare with, `carried` are further answers.
        Raises `AnswerRefused`, and `ExamNotFound` for an earlier examination that is not there or not signed.
        """
        now = self._rules.now().isoformat(timespec="seconds")
        first = (Answer("patient.reference", reference), Answer("examined_at", now), *carried)
        return self._begin(first, user_id, form_id, earlier_id)

    def begun(self, user_id: int, form_id: str) -> str | None:
        """The id of the examination that this form has begun already; None if it has begun none."""
        with reading(self._engine) as connection:
            return _begun(connection, user_id, form_id)

    def import_record(self, record: ExamRecord, user_id: int, *, form_id: str = "") -> str:
        """Begin an examination with an imported record; returns its id. The same `form_id` begins one only."""
        return self._begin(answers_of(record), user_id, form_id)

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

        A function is called with the examination that its answers are added to, and again if that changes in between.
        What follows from the answers is added with them, and undone with them.
        Raises `ExamNotFound`, `ExamSigned`, `AnswerRefused`, and `Conflict` when another browser gave a different
        answer to the same item after `seen_revision`. All-normal skips items answered or cleared in this way.
        """

        def step_on(history: History, exam: StoredExam) -> Revision | None:
            given = answers(exam) if callable(answers) else answers
            new = _without_conflicts(history.snapshot, given, origin, seen_revision, logs.sender_of(answer_id))
            return history.snapshot.step_on(new, origin)

        return self._add(exam_id, Given(answer_id, user_id, step_on))

    def undo(
        self, exam_id: str, user_id: int, *, answer_id: str | None = None, seen_revision: int | None = None
    ) -> Saved:
        """Undo the last step that is not undone yet; without one nothing changes.

        What follows from an earlier examination follows again, where it was undone with the step.
        Raises `Conflict` when another browser made that step after `seen_revision`.
        """

        def step_back(history: History, _exam: StoredExam) -> Revision | None:
            back = logs.step_back(history.log)
            logs.refuse_blind_undo(history.log, back, seen_revision, logs.sender_of(answer_id))
            return back

        return self._add(exam_id, Given(answer_id, user_id, step_back, undoes=True))

    def compare_with(self, exam_id: str, user_id: int, earlier_id: str | None) -> StoredExam:
        """Compare a draft with a signed examination of the same patient, or with none.

        Raises `ExamNotFound` for an earlier one that is not there, not signed or not this person's, and `ExamSigned`.
        """
        with writing(self._engine) as connection:
            refuse_signed(exam_row(connection, exam_id, user_id, locked=True))
            _refuse_earlier(connection, earlier_id, user_id)
            connection.execute(update(exams).where(exams.c.id == exam_id).values(earlier_id=earlier_id))
            wrote(connection, "compared", exams, exam_id, exam_id=exam_id)
            history = whole_history(connection, exam_id)
            exam = stored_exam(connection, exam_row(connection, exam_id, user_id), history.snapshot)
            stamp = Stamp(uuid4().hex, user_id, datetime.now(UTC))
            exam = extend_with_derived(connection, exam, history, self._rules.follow(exam, ()), stamp)
            summarise(connection, exam, self._rules)
            return exam

    def discard(self, exam_id: str, user_id: int) -> None:
        """Put a draft aside: only `restore` and the list of discarded ones find it. Raises `ExamSigned`."""
        with writing(self._engine) as connection:
            refuse_signed(exam_row(connection, exam_id, user_id, locked=True))
            # The form that began it may begin another one now.
            discarded = {"discarded_at": datetime.now(UTC), "form_id": None}
            connection.execute(update(exams).where(exams.c.id == exam_id).values(discarded))
            wrote(connection, "discarded", exams, exam_id, exam_id=exam_id)

    def restore(self, exam_id: str, user_id: int) -> None:
        """Take a discarded draft back.

        Raises `ExamNotFound` if it is not discarded, and `AnswerRefused` if its note is corrected by another version.
        """
        with writing(self._engine) as connection:
            row = exam_row(connection, exam_id, user_id, locked=True, discarded=True)
            if row.corrects_id:
                # Waits for a correction of the same note that begins just now.
                exam_row(connection, row.corrects_id, user_id, locked=True)
                if corrected_by(connection, row.corrects_id):
                    raise AnswerRefused(
                        (Fault("version", say("is not restored: another version corrects this note now")),)
                    )
            connection.execute(update(exams).where(exams.c.id == exam_id).values(discarded_at=None))
            wrote(connection, "restored", exams, exam_id, exam_id=exam_id)

    def earlier_visits(self, user_id: int, reference: str, *, but: str = "") -> list[ExamSummary]:
        """This person's drafts and signed examinations of one reference, newest first, without the one `but`."""
        with reading(self._engine) as connection:
            return earlier_visits(connection, user_id, reference, but)

    def all_of(self, user_id: int, reference: str) -> list[ExamSummary]:
        """This person's drafts and signed examinations of one reference, also void ones, oldest first."""
        with reading(self._engine) as connection:
            return all_of(connection, user_id, reference)

    def page(self, user_id: int, wanted: Wanted = EVERY_ONE, place: Place | None = None, size: int = PAGE) -> ListPage:
        """A page of this person's examinations, in the order that is wanted; from a place, or the first."""
        with reading(self._engine) as connection:
            return list_exams(connection, user_id, wanted, place, size)

    def list(self, user_id: int, wanted: Wanted = EVERY_ONE) -> list[ExamSummary]:
        """The first page, without what is beside it."""
        return [*self.page(user_id, wanted).rows]

    def summarise_again(self) -> int:
        """Write anew what the list says, where another version of the program wrote it; returns how many were.

        What was signed is summarised once: the list goes on saying what was signed.
        """
        old = exams.c.summarised_by.is_(None) | (exams.c.signed_at.is_(None) & _other_version(self._rules.version))
        with reading(self._engine) as connection:
            found = connection.execute(select(exams.c.id, exams.c.account_id).where(old)).all()
        return sum(self._summarise_one(row.id, row.account_id) for row in found)

    def _summarise_one(self, exam_id: str, user_id: int) -> bool:
        """False where it cannot be read: the others, and the server, go on."""
        try:
            with writing(self._engine) as connection:
                row = connection.execute(select(exams.c.discarded_at).where(exams.c.id == exam_id)).one()
                discarded = row.discarded_at is not None
                whole = exam_row(connection, exam_id, user_id, locked=True, discarded=discarded)
                exam = stored_exam(connection, whole, logged(connection, exam_id))
                connection.execute(update(exams).where(exams.c.id == exam_id).values(listed_values(exam.record)))
                # Another program may fold a reference in another way.
                write_ends(connection, exam_id, exam.record.patient.reference)
                summarise(connection, exam, self._rules)
        except (AnswerRefused, ExamNotFound, RecordRefused) as unreadable:
            LOGGER.warning("examination %s is not summarised: %s", exam_id, type(unreadable).__name__)
            return False
        return True

    def _add(self, exam_id: str, given: Given) -> Saved:
        """Append the revision of an answer and what follows from it, in one transaction."""
        if given.answer_id is not None:
            refuse_id("answer_id", given.answer_id)
        ahead = self._ahead(exam_id, given) if has_one_writer(self._engine) else None
        if ahead is not None and not ahead.added:
            return ahead.saved
        with writing(self._engine) as connection:
            if ahead is None or not ahead.found.is_now(connection, given.user_id):
                ahead = work_out(connection, exam_id, given, self._rules, locked=True)
            return ahead.write(connection)

    def _ahead(self, exam_id: str, given: Given) -> Answered:
        """What an answer comes to, while others write: it must be worked out again if the examination changes."""
        with reading(self._engine) as connection:
            return work_out(connection, exam_id, given, self._rules)

    def _begin(self, answers: Sequence[Answer], user_id: int, form_id: str = "", earlier_id: str | None = None) -> str:
        log = [Revision(1, logs.CREATED, tuple(answers))]
        if form_id:
            refuse_id("form_id", form_id)
        try:
            with writing(self._engine) as connection:
                _refuse_earlier(connection, earlier_id, user_id)
                begun = _begun(connection, user_id, form_id)
                row = {"form_id": form_id or None, "earlier_id": earlier_id}
                return begun or begin(connection, log, user_id, self._rules, row)
        except IntegrityError:
            # On PostgreSQL the same form may arrive twice at once.
            with reading(self._engine) as connection:
                begun = _begun(connection, user_id, form_id)
            if begun is None:
                raise
            return begun


def _without_conflicts(
    snapshot: Snapshot, answers: Sequence[Answer], origin: str, seen: int | None, sender: str
) -> Sequence[Answer]:
    """The answers that overwrite no other browser's: all-normal omits the others, a tap raises `Conflict`."""
    if origin == logs.ALL_NORMAL:
        changed = snapshot.changed_elsewhere([answer.path for answer in answers], seen, sender)
        return [answer for answer in answers if answer.path not in changed]
    snapshot.refuse_conflict(answers, seen, sender)
    return answers


def _begun(connection: Connection, user_id: int, form_id: str) -> str | None:
    """The examination that this form has begun already."""
    query = select(exams.c.id).where((exams.c.account_id == user_id) & (exams.c.form_id == form_id))
    row = connection.execute(query).first() if form_id else None
    return str(row.id) if row else None


def _refuse_earlier(connection: Connection, earlier_id: str | None, user_id: int) -> None:
    if earlier_id is not None:
        exam_row(connection, earlier_id, user_id)
        # It is not erased before this transaction ends; a stronger lock could wait for one who waits for the draft.
        there = select(exams.c.id).where(exams.c.id == earlier_id).with_for_update(read=True, key_share=True)
        if connection.scalar(there) is None or signature_row(connection, earlier_id) is None:
            raise ExamNotFound(earlier_id)


def _other_version(version: str) -> ColumnElement[bool]:
    return exams.c.summarised_by != version
