"""Signing: a sheet that says what is signed, the signature, and addenda after it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from exam.domain.reasoning.assess import assess
from exam.steps import note
from exam.steps.fields import free_text
from exam.steps.sequence import step_with
from exam.store.stored import ChangedUnseen, ExamSigned
from exam.web.exams import impression_first
from exam.web.http.current import examiner, exams, user_id
from exam.web.http.once import form_key
from exam.web.presenters.frame.page import exam_page
from exam.web.presenters.note.confirm import confirmation

blueprint = Blueprint("signing", __name__)

NO_REVISION = -1
NOT_SIGNED = "Not signed: the examination was changed on another screen. Read the note again before you sign it."
ALREADY_SIGNED = "This note is signed already."


@blueprint.get("/exams/<exam_id>/sign")
def confirm(exam_id: str) -> str | Response:
    """What would be signed, and what it lacks: nothing is signed by opening it."""
    exam = exams().open(exam_id, user_id())
    if exam.status == "finished" or impression_first.hides_ranking(exam):
        return _to_note(exam_id)
    found = assess(exam.record)
    page = exam_page(exam, step_with(note.ID), found, hidden=False)
    sheet = confirmation(exam.record, found, page)
    return render_template("note/confirm.html", page=page, sheet=sheet, signer=examiner().name)


@blueprint.post("/exams/<exam_id>/sign")
def sign(exam_id: str) -> Response:
    """Sign what was read: when the examination has changed since, or was not read, nothing is signed."""
    seen = request.form.get("seen_revision", NO_REVISION, type=int)
    try:
        exams().sign(exam_id, user_id(), examiner(), seen_revision=seen)
    except ChangedUnseen:
        flash(NOT_SIGNED, "error")
    except ExamSigned:
        # A second tap on the button.
        flash(ALREADY_SIGNED, "message")
    else:
        flash("The note is signed.", "message")
    return _to_note(exam_id)


@blueprint.post("/exams/<exam_id>/addenda")
def add_addendum(exam_id: str) -> Response:
    """Add an addendum to a signed note; the signed text is unchanged."""
    text = free_text(request.form.get("text", "")) or ""
    exams().add_addendum(exam_id, user_id(), text, form_id=form_key(text))
    flash("Addendum added.", "message")
    return _to_note(exam_id)


def _to_note(exam_id: str) -> Response:
    return redirect(url_for("notes.show_note", exam_id=exam_id), 303)
