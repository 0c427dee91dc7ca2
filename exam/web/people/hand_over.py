"""Hands a draft over to a colleague, and takes it back while nobody has opened it."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from exam.domain.language import mark, say
from exam.domain.reasoning.assess import outline
from exam.steps import complaint
from exam.steps.fields import free_text
from exam.steps.sequence import step_named, step_with
from exam.store.people.hand_overs import LONGEST_WORDS, NotTakenBack
from exam.store.stored import AnswerRefused, ChangedUnseen, ExamSigned, StoredExam
from exam.web.http.current import exams, is_demonstration, services, user_id
from exam.web.presenters.frame.page import exam_page

blueprint = Blueprint("hand_overs", __name__)

NO_REVISION = -1
HERE = "/exams/<exam_id>/hand-over"
GIVEN = mark("Handed over to {name}. You can take it back until it is opened.")
CHANGED = mark("Not handed over: the examination was changed on another screen. Check it, then hand it over.")
NOT_TAKEN_BACK = mark("Not taken back: your colleague has opened it. Ask them to hand it over to you.")
TAKEN_BACK = mark("Taken back: the draft is yours again.")


@blueprint.get(HERE)
def ask(exam_id: str) -> str:
    """The form that asks to whom; nothing is handed over by opening it."""
    return _form(_draft(exam_id), {})


@blueprint.post(HERE)
def give(exam_id: str) -> Response | tuple[str, int]:
    """Hand the draft over to the colleague `to`; from then on it is theirs."""
    exam = _draft(exam_id)
    seen = request.form.get("seen_revision", NO_REVISION, type=int)
    to, words = request.form.get("to", 0, type=int), free_text(request.form.get("words", "")) or ""
    try:
        name = services().hand_overs.give(exam_id, user_id(), to, words, seen_revision=seen)
    except AnswerRefused as refused:
        return _form(exam, {fault.path: fault.message for fault in refused.faults}, to, words), 422
    except ChangedUnseen:
        flash(say(CHANGED), "error")
        return redirect(url_for("hand_overs.ask", exam_id=exam_id, step=request.args.get("step")), 303)
    flash(say(GIVEN).format(name=name), "message")
    return redirect(url_for("exams.show_list"), 303)


@blueprint.post("/exams/<exam_id>/take-back")
def take_back(exam_id: str) -> Response:
    """Take back a draft that nobody has opened since."""
    try:
        services().hand_overs.take_back(exam_id, user_id())
    except NotTakenBack:
        flash(say(NOT_TAKEN_BACK), "error")
    else:
        flash(say(TAKEN_BACK), "message")
    return redirect(url_for("exams.show_list"), 303)


@blueprint.post("/hand-overs/<int(max=2147483647):number>/dismiss")
def dismiss(number: int) -> Response:
    """No longer show the message about a draft that one was given."""
    services().hand_overs.dismiss(number, user_id())
    return redirect(url_for("exams.show_list"), 303)


def _draft(exam_id: str) -> StoredExam:
    """Raises `ExamNotFound` and `ExamSigned`. A demonstration is nobody else's."""
    if is_demonstration():
        abort(404)
    exam = exams().open(exam_id, user_id())
    if exam.status == "finished":
        raise ExamSigned(exam_id)
    return exam


def _form(exam: StoredExam, faults: dict[str, str], to: int = 0, words: str = "") -> str:
    step = step_named(request.args.get("step", "")) or step_with(complaint.ID)
    page = exam_page(exam, step, outline(exam.record), hidden=True)
    return render_template(
        "people/hand_over.html",
        # The way back is beside the button.
        page=replace(page, following=None),
        colleagues=services().hand_overs.colleagues(user_id()),
        faults=faults,
        to=to,
        words=words[: 4 * LONGEST_WORDS],
    )
