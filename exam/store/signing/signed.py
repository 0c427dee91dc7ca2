"""Signing an examination, and what can happen to it afterwards: nothing that was signed is ever changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update

from exam.domain.language import mark, say
from exam.domain.note.frozen import Signing, sha256, with_signature
from exam.domain.note.signature import TrailEnd
from exam.domain.record.answers import Answer
from exam.domain.record.canonical import canonical_text
from exam.domain.record.json_values import Fault, Reader
from exam.domain.record.model import Examiner
from exam.store import log as logs
from exam.store.database import writing
from exam.store.listing import copy_state
from exam.store.lists.ends import write_ends
from exam.store.outcomes.carrying import carry_outcome
from exam.store.people.permission import readable_row
from exam.store.people.supervisors import is_student, supervisor_for_signing
from exam.store.rows import Stamp, corrected_by, exam_row, is_void, write_revision
from exam.store.signing.chain import Chain, add_addendum, add_void, read_chain
from exam.store.signing.outputs import KeptOutputs, forget_outputs
from exam.store.snapshots.history import logged, whole_history
from exam.store.snapshots.snapshot import snapshot_of
from exam.store.state import (
    Rules,
    extend,
    extend_with_derived,
    listed_values,
    refuse_id,
    refuse_signed,
    stored_exam,
    summarise,
)
from exam.store.stored import (
    AlreadyVoid,
    AnswerRefused,
    ChangedUnseen,
    NoteChangedUnseen,
    SigningStands,
    StoredExam,
)
from exam.store.tables import addenda, exams, signatures, withdrawn_signatures
from exam.store.trail.entries import read_head, wrote

LONGEST_ADDENDUM = 2000
LONGEST_REASON = 500
IS_DRAFT = mark("belongs to a signed examination; this one is a draft")
SETTLED = mark("is not added: your supervisor has read the note already; correct it as a new version")
# A corrected version has its own examiner.
NOT_COPIED = ("examiner",)


class SignedExams(KeptOutputs):
    """The part of a store that signs."""

    _engine: Engine
    _rules: Rules

    def sign(
        self,
        exam_id: str,
        user_id: int,
        examiner: Examiner,
        *,
        seen_revision: int | None = None,
        seen_note: str | None = None,
    ) -> StoredExam:
        """Sign the note, with the examiner added to the record: the note is frozen in the same transaction.

        What follows from an earlier examination is brought up to date first: it is a change that the signer must see.
        Raises `ExamSigned` if it is already signed, `NoSupervisor` for a student whose notes nobody can counter-sign,
        `ChangedUnseen` unless it is still at `seen_revision`, if given,
        and `NoteChangedUnseen` unless the hash of the note, frozen without the signature, is `seen_note`, if given.
        """
        self._bring_up_to_date(exam_id, user_id)
        given = {"name": examiner.name, "role": examiner.role, "registration": examiner.registration}
        freeze = self._rules.freezer()
        with writing(self._engine) as connection:
            row = exam_row(connection, exam_id, user_id, locked=True)
            refuse_signed(row)
            if seen_revision not in (None, row.revision):
                raise ChangedUnseen(exam_id)
            history, stamp = whole_history(connection, exam_id), Stamp(uuid4().hex, user_id, datetime.now(UTC))
            exam = stored_exam(connection, row, history.snapshot)
            # Nothing of another examiner stays, as of the one in an imported record.
            before = exam.record.examiner
            answers = [
                Answer(f"examiner.{key}", value) for key, value in given.items() if value or getattr(before, key)
            ]
            if (revision := history.snapshot.step_on(answers, logs.SIGNED)) is not None:
                exam = extend(connection, exam, history, revision, stamp)
            frozen = freeze(exam)
            if seen_note is not None and sha256(frozen) != seen_note:
                raise NoteChangedUnseen(exam_id)
            _seal(connection, row, exam, frozen)
            return self._changed(connection, exam_id, user_id)

    def _bring_up_to_date(self, exam_id: str, user_id: int) -> None:
        """Write what follows now: the earlier note may have been voided since the last answer."""
        with writing(self._engine) as connection:
            row = exam_row(connection, exam_id, user_id, locked=True)
            refuse_signed(row)
            history = whole_history(connection, exam_id)
            exam, stamp = stored_exam(connection, row, history.snapshot), Stamp(uuid4().hex, user_id, datetime.now(UTC))
            extend_with_derived(connection, exam, history, self._rules.follow(exam, ()), stamp)

    def undo_signing(self, exam_id: str, user_id: int) -> StoredExam:
        """Make a draft of what was just signed; the signature stays in the log.

        Raises `SigningStands` once the time is over, or after anything else was done with the note.
        """
        with writing(self._engine) as connection:
            row = exam_row(connection, exam_id, user_id, locked=True)
            history = whole_history(connection, exam_id)
            exam = stored_exam(connection, row, history.snapshot)
            if exam.signature is None or exam.signature.undo_until is None:
                raise SigningStands(exam_id)
            _withdraw(connection, row)
            if (revision := logs.unsigned(history.log)) is not None:
                extend(connection, exam, history, revision, Stamp(uuid4().hex, user_id, datetime.now(UTC)))
            return self._changed(connection, exam_id, user_id)

    def hand_out(self, exam_id: str, user_id: int) -> StoredExam:
        """Record that a signed note was printed, copied or exported, which ends the undo. Nothing for a draft.

        Returns what is handed out, as it was at that moment.
        """
        with writing(self._engine) as connection:
            row, why = readable_row(connection, exam_id, user_id, locked=True)
            first = (signatures.c.exam_id == exam_id) & signatures.c.handed_out_at.is_(None)
            handed = connection.execute(update(signatures).where(first).values(handed_out_at=datetime.now(UTC)))
            if handed.rowcount:
                wrote(connection, "handed out", signatures, exam_id, exam_id=exam_id)
            return replace(stored_exam(connection, row, logged(connection, exam_id)), reading=why)

    def void(self, exam_id: str, user_id: int, reason: str) -> StoredExam:
        """Declare a signed note void, for a reason of 1 to 500 characters; it is never removed.

        Raises `AnswerRefused` for a draft or a bad reason, `AlreadyVoid` the second time.
        """
        with writing(self._engine) as connection:
            row = exam_row(connection, exam_id, user_id, locked=True)
            _refuse_text(row, "reason", reason, LONGEST_REASON)
            if is_void(connection, exam_id):
                raise AlreadyVoid(exam_id)
            signature = _signature(connection, exam_id)
            chain = read_chain(connection, exam_id, signature)
            add_void(connection, _by(row) | {"reason": reason.strip()}, chain, signature)
            copy_state(connection, exam_id)
            return stored_exam(connection, row, logged(connection, exam_id))

    def correct(self, exam_id: str, user_id: int, *, form_id: str = "") -> str:
        """Begin a new version with the whole record, which replaces this one when it is signed; returns its id.

        A version that is begun already is returned. Raises `AnswerRefused` for a draft.
        """
        with writing(self._engine) as connection:
            row = exam_row(connection, exam_id, user_id, locked=True)
            if row.signed_at is None:
                raise AnswerRefused((Fault("version", say(IS_DRAFT)),))
            newer = corrected_by(connection, exam_id)
            if newer is not None:
                return str(newer.id)
            if form_id:
                refuse_id("form_id", form_id)
            old = stored_exam(connection, row, logged(connection, exam_id))
            new = {"version": row.version + 1, "corrects_id": exam_id, "earlier_id": row.earlier_id}
            log = logs.copied(old.record, old.origins, NOT_COPIED)
            return begin(connection, log, user_id, self._rules, new | {"form_id": form_id or None})

    def add_addendum(self, exam_id: str, user_id: int, text: str, *, form_id: str = "") -> StoredExam:
        """Add a text to a signed examination; the same `form_id` adds it once.

        Raises `AnswerRefused` on a draft, on an empty or too long text, and for a student whose supervisor has
        counter-signed the note or sent it back: nobody would counter-sign the addendum.
        """
        with writing(self._engine) as connection:
            row = exam_row(connection, exam_id, user_id, locked=True)
            _refuse_text(row, "addendum", text, LONGEST_ADDENDUM)
            if form_id:
                refuse_id("form_id", form_id)
            if not _was_added(connection, exam_id, form_id):
                signature = _signature(connection, exam_id)
                chain = read_chain(connection, exam_id, signature)
                _refuse_after_supervisor(connection, row, chain)
                values = _by(row) | {"text": text.strip(), "form_id": form_id or None}
                add_addendum(connection, values, chain, signature)
            return stored_exam(connection, row, logged(connection, exam_id))

    def _changed(self, connection: Connection, exam_id: str, user_id: int) -> StoredExam:
        exam = stored_exam(connection, exam_row(connection, exam_id, user_id), logged(connection, exam_id))
        summarise(connection, exam, self._rules)
        return exam


def begin(connection: Connection, log: Sequence[logs.Revision], user_id: int, rules: Rules, row: dict[str, Any]) -> str:
    """Write a new examination with these first revisions, and what follows from an earlier one; returns its id.

    `row` has further columns of the examination. What would follow from single answers is not added: an imported
    record means what it meant. Raises `AnswerRefused`.
    """
    record = snapshot_of(log[:-1]).record_with(log[-1])
    exam_id, now = rules.new_id(), datetime.now(UTC)
    stamp = Stamp(uuid4().hex, user_id, now)
    first = {"id": exam_id, "account_id": user_id, "revision": len(log), "created_at": now, "updated_at": now}
    first |= {"salt": uuid4().hex}
    connection.execute(insert(exams).values(first | row | listed_values(record)))
    write_ends(connection, exam_id, record.patient.reference)
    wrote(connection, "began", exams, exam_id, exam_id=exam_id)
    for revision in log:
        write_revision(connection, exam_id, revision, stamp._replace(answer_id=uuid4().hex))
    history = whole_history(connection, exam_id)
    exam = stored_exam(connection, exam_row(connection, exam_id, user_id), history.snapshot)
    exam = extend_with_derived(connection, exam, history, rules.follow(exam, ()), stamp)
    summarise(connection, exam, rules)
    return exam_id


def _seal(connection: Connection, row: Row[Any], exam: StoredExam, note: str) -> None:
    now, record = datetime.now(UTC), canonical_text(exam.record)
    who, supervisor = exam.record.examiner.name or row.full_name, supervisor_for_signing(connection, row.account_id)
    signing = Signing(who, now, row.username, _end_of_trail(connection))
    if supervisor:
        signing = replace(signing, student=True, supervisor=supervisor.full_name)
    frozen = with_signature(note, signing) if note else None
    given = {"exam_id": row.id, "account_id": row.account_id, "signed_by": who, "signed_at": now}
    given |= {"student": True if supervisor else None}
    signed = {"sha256": sha256(frozen or record), "record": record, "frozen": frozen}
    connection.execute(insert(signatures).values(given | signed))
    connection.execute(update(exams).where(exams.c.id == row.id).values(signed_at=now, updated_at=now))
    wrote(connection, "signed", exams, row.id, exam_id=row.id)
    wrote(connection, "signed", signatures, row.id, exam_id=row.id)
    _copy_states(connection, row)
    carry_outcome(connection, row)


def _end_of_trail(connection: Connection) -> TrailEnd | None:
    """Where the trail ends before this signature; that of a demonstration has no entry."""
    head = read_head(connection)
    return TrailEnd(head.count, head.sha256) if head.count else None


def _withdraw(connection: Connection, exam: Row[Any]) -> None:
    """Move the signature to those that were withdrawn."""
    exam_id, now, mine = exam.id, datetime.now(UTC), signatures.c.exam_id == exam.id
    names = ("exam_id", "account_id", "signed_by", "signed_at", "sha256", "record", "frozen")
    row = connection.execute(select(*(signatures.c[name] for name in names)).where(mine)).one()
    added = insert(withdrawn_signatures).values(row._asdict() | {"withdrawn_at": now})
    place = connection.execute(added.returning(withdrawn_signatures.c.id)).scalar_one()
    connection.execute(delete(signatures).where(mine))
    forget_outputs(connection, exam_id)
    connection.execute(update(exams).where(exams.c.id == exam_id).values(signed_at=None, updated_at=now))
    for table, key in ((withdrawn_signatures, place), (signatures, exam_id), (exams, exam_id)):
        wrote(connection, "signing undone", table, key, exam_id=exam_id)
    _copy_states(connection, exam)


def _copy_states(connection: Connection, row: Row[Any]) -> None:
    """Of a note, and of the version that it corrects."""
    for exam_id in filter(None, (row.id, row.corrects_id)):
        copy_state(connection, exam_id)


def _signature(connection: Connection, exam_id: str) -> str:
    """The hash of the signature."""
    return str(connection.execute(select(signatures.c.sha256).where(signatures.c.exam_id == exam_id)).scalar_one())


def _by(row: Row[Any]) -> dict[str, Any]:
    """Who adds something to a note, and when."""
    return {"exam_id": row.id, "account_id": row.account_id, "author": row.full_name, "at": datetime.now(UTC)}


def _was_added(connection: Connection, exam_id: str, form_id: str) -> bool:
    query = select(addenda.c.id).where((addenda.c.exam_id == exam_id) & (addenda.c.form_id == form_id))
    return bool(form_id) and connection.execute(query).first() is not None


def _refuse_after_supervisor(connection: Connection, row: Row[Any], chain: Chain) -> None:
    if chain.counter and is_student(connection, row.account_id):
        raise AnswerRefused((Fault("addendum", say(SETTLED)),))


def _refuse_text(row: Row[Any], name: str, text: str, longest: int) -> None:
    if row.signed_at is None:
        raise AnswerRefused((Fault(name, say(IS_DRAFT)),))
    reader = Reader()
    reader.text(text.strip(), name, longest)
    if not text.strip():
        reader.fault(name, say("needs at least one character"))
    if reader.faults:
        raise AnswerRefused(reader.faults)
