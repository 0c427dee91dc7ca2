"""What can follow a signed note: an addendum, a declaration that it is void, and a corrected version."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from exam.domain.language import mark, say
from exam.steps import note
from exam.steps.fields import free_text
from exam.steps.sequence import step_with
from exam.store.stored import AlreadyVoid, AnswerRefused
from exam.web.accounts.again.asking import asks_again
from exam.web.http.current import exams, is_demonstration, user_id
from exam.web.http.once import form_key
from exam.web.note.sheet import may_add, note_page, to_note
from exam.web.note.written import drawn
from exam.web.presenters.frame.page import exam_page

blueprint = Blueprint("afterwards", __name__)

VOID = mark("The note is declared void. It can still be read and printed, marked as void on every page.")
LONGEST_SHOWN_BACK, LONGEST_ADDENDUM_SHOWN_BACK = 2000, 8000
"""What is too long is shown again, to be shortened."""


@blueprint.post("/exams/<exam_id>/addenda")
def add_addendum(exam_id: str) -> Response | tuple[str, int]:
    """Add an addendum to a signed note; the signed text is unchanged."""
    text = free_text(request.form.get("text", "")) or ""
    try:
        exams().add_addendum(exam_id, user_id(), text, form_id=form_key(text))
    except AnswerRefused as refused:
        exam = exams().open(exam_id, user_id())
        if is_demonstration() or not may_add(exam):
            raise
        return note_page(exam, text[:LONGEST_ADDENDUM_SHOWN_BACK], refused.faults[0].message), 422
    flash(say("Addendum added."), "message")
    return to_note(exam_id)


@blueprint.get("/exams/<exam_id>/void")
def ask_reason(exam_id: str) -> str | Response:
    """The form that asks why; only for a signed note of a patient that is not void yet."""
    exam = exams().open(exam_id, user_id())
    if exam.status == "draft" or exam.void or is_demonstration():
        return to_note(exam_id)
    typed = free_text(request.form.get("reason", "")) or ""
    return _form(exam_id, typed[:LONGEST_SHOWN_BACK], "")


@blueprint.post("/exams/<exam_id>/void")
@asks_again(ask_reason)
def declare_void(exam_id: str) -> Response | tuple[str, int]:
    """Declare a signed note void, with the reason that is printed on it."""
    reason = free_text(request.form.get("reason", "")) or ""
    try:
        exams().void(exam_id, user_id(), reason)
    except AnswerRefused as refused:
        if exams().open(exam_id, user_id()).status == "draft":
            raise
        return _form(exam_id, reason[:LONGEST_SHOWN_BACK], refused.faults[0].message), 422
    except AlreadyVoid:
        # A second tap on the button.
        return to_note(exam_id)
    flash(say(VOID), "message")
    return to_note(exam_id)


@blueprint.post("/exams/<exam_id>/correct")
def correct(exam_id: str) -> Response:
    """Begin a new version with the whole record, and open its note."""
    new_id = exams().correct(exam_id, user_id(), form_id=form_key(exam_id))
    return redirect(url_for("notes.show_note", exam_id=new_id), 303)


def _form(exam_id: str, reason: str, fault: str) -> str:
    exam = exams().open(exam_id, user_id())
    page = drawn(exam, lambda exam, found: exam_page(exam, step_with(note.ID), found, hidden=False))
    return render_template("note/void.html", page=page, reason=reason, fault=fault)
