"""Signing: a sheet that says what is signed, the signature, and for a minute its undo."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, flash, render_template, request
from werkzeug.wrappers import Response

from exam.domain.language import mark, say
from exam.domain.note.frozen import sha256
from exam.domain.reasoning.conclusions import Assessment
from exam.domain.words.values import moment
from exam.printing.fonts.warning import unprintable_in
from exam.steps import note
from exam.steps.sequence import step_with
from exam.store.people.supervisors import NoSupervisor
from exam.store.stored import ChangedUnseen, ExamSigned, NoteChangedUnseen, SigningStands, StoredExam
from exam.web.accounts.again.asking import asks_again
from exam.web.exams import impression_first
from exam.web.http.current import account, examiner, exams, is_demonstration, services, settings, user_id
from exam.web.note.kept import make_outputs
from exam.web.note.sheet import to_note
from exam.web.note.written import assessment_of, frozen_text, written
from exam.web.presenters.frame.page import exam_page
from exam.web.presenters.note.confirm import Before, confirmation

blueprint = Blueprint("signing", __name__)

NO_REVISION = -1
NOT_SIGNED = mark("Not signed: the examination was changed on another screen. Read the note again before you sign it.")
NOTE_CHANGED = mark(
    "Not signed: the note has changed since you read it, because the program's knowledge or the clinic's settings did. "
    "Read the note again before you sign it."
)
NOT_UNDONE = mark(
    "Signing can no longer be undone: a minute has passed, or the note was printed, copied, exported, shared or added "
    "to. You can correct it as a new version, or declare it void."
)
UNDONE = mark("Signing was undone: this is a draft again. The signing and its undo are both logged.")
NO_SUPERVISOR = mark("Not signed: no supervisor can counter-sign it. Ask an administrator to name one.")
ALREADY_SIGNED = mark("This note is signed already.")
PRINTED_LATER = mark("The note is signed. Its print will be made when it is first opened.")


@blueprint.get("/exams/<exam_id>/sign")
def confirm(exam_id: str) -> str | Response:
    """What would be signed, and what it lacks: nothing is signed by opening it."""
    exam = exams().open(exam_id, user_id())
    if exam.status == "finished" or impression_first.hides_ranking(exam):
        return to_note(exam_id)
    found = assessment_of(exam)
    page = exam_page(exam, step_with(note.ID), found, hidden=False)
    sheet = confirmation(exam.record, found, page, _before(exam, found))
    seen = sha256(frozen_text(replace(exam, record=replace(exam.record, examiner=examiner())), settings().clinic()))
    return render_template(
        "note/confirm.html",
        page=page,
        sheet=sheet,
        signer=examiner().name,
        seen=seen,
        is_student=account().is_student and not is_demonstration(),
        supervisor=services().supervisors.of(user_id()),
        unprintable=unprintable_in(written(exam, found)),
    )


@blueprint.post("/exams/<exam_id>/sign")
@asks_again(confirm)
def sign(exam_id: str) -> Response:
    """Sign what was read: when the note has changed since, or was not read, nothing is signed."""
    seen = request.form.get("seen_revision", NO_REVISION, type=int)
    try:
        exam = exams().sign(
            exam_id, user_id(), examiner(), seen_revision=seen, seen_note=request.form.get("seen_note", "")
        )
    except NoteChangedUnseen:
        flash(say(NOTE_CHANGED), "error")
    except ChangedUnseen:
        flash(say(NOT_SIGNED), "error")
    except NoSupervisor:
        flash(say(NO_SUPERVISOR), "error")
    except ExamSigned:
        # A second tap on the button.
        flash(say(ALREADY_SIGNED), "message")
    else:
        if not make_outputs(exam):
            flash(say(PRINTED_LATER), "message")
    return to_note(exam_id)


@blueprint.post("/exams/<exam_id>/undo-signing")
def undo(exam_id: str) -> Response:
    """Make a draft of what was just signed."""
    try:
        exams().undo_signing(exam_id, user_id())
    except SigningStands:
        if exams().open(exam_id, user_id()).status == "finished":
            flash(say(NOT_UNDONE), "error")
    else:
        flash(say(UNDONE), "message")
    return to_note(exam_id)


def _before(exam: StoredExam, found: Assessment) -> Before | None:
    """The signed note that this version would replace."""
    replaces = written(exam, found).life.replaces
    if exam.corrects is None or replaces is None:
        return None
    reference = exams().open(exam.corrects.id, user_id()).record.patient.reference
    return Before(replaces.version, moment(replaces.when), reference)
