"""The patient of a draft: correct the reference, age and sex on any step, move it to another patient, or discard it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from exam.domain.language import say
from exam.domain.reasoning.assess import outline
from exam.domain.record.answers import Answer
from exam.domain.record.json_values import Fault
from exam.steps import complaint
from exam.steps.sequence import step_named, step_with
from exam.steps.step import Step
from exam.store.stored import AnswerRefused, ExamSigned, StoredExam
from exam.web.exams.changes import change
from exam.web.exams.steps import answer, read_form
from exam.web.http.current import exams, is_demonstration, user_id
from exam.web.http.errors import is_htmx
from exam.web.http.sender import sent
from exam.web.presenters.frame.page import exam_page
from exam.web.presenters.frame.patient_editor import patient_editor

blueprint = Blueprint("patients", __name__)

PATIENT = "/exams/<exam_id>/patient"
REFERENCE = "patient.reference"
WHO = (REFERENCE, "patient.age", "patient.sex")


@blueprint.get(PATIENT)
def show_patient(exam_id: str) -> str:
    """The editor: a page, or for a script its content."""
    exam, step = _draft(exam_id), _step()
    page = exam_page(exam, step, outline(exam.record), hidden=True)
    template = "patient/_editor.html" if is_htmx() else "patient/page.html"
    return render_template(template, page=page, editor=patient_editor(exam))


@blueprint.post(PATIENT)
def correct(exam_id: str) -> Response:
    """Save a tap on the age or sex, or the corrected reference: the same patient."""
    _draft(exam_id)
    made = change(*exams().append(exam_id, user_id(), lambda exam: _who(exam, WHO), **sent()))
    step = _step()
    if not is_htmx():
        flash(say("Saved."), "message")
        if REFERENCE not in request.form:
            return redirect(url_for("patients.show_patient", exam_id=exam_id, step=step.slug), 303)
    response = answer(step, made)
    if is_htmx() and "HX-Redirect" not in response.headers:
        choices = render_template("patient/_choices.html", editor=patient_editor(made.exam), oob=True)
        response.set_data(response.get_data(as_text=True) + choices)
    return response


@blueprint.post(f"{PATIENT}/move")
def move(exam_id: str) -> Response:
    """Give the draft to another patient: everything examined stays, age and sex are entered again."""
    _draft(exam_id)
    exams().append(exam_id, user_id(), _another_patient, **sent())
    exams().compare_with(exam_id, user_id(), None)
    flash(say("The examination belongs to another patient now. Everything that was recorded stays."), "message")
    return redirect(f"/exams/{exam_id}/{_step().slug}", 303)


@blueprint.post("/exams/<exam_id>/discard")
def discard(exam_id: str) -> Response:
    """Discard a draft; the list offers to undo it."""
    _draft(exam_id)
    exams().discard(exam_id, user_id())
    # The id only: a message is stored in a cookie, where no patient is named.
    flash(exam_id, "discarded")
    return redirect(url_for("exams.show_list"), 303)


def _draft(exam_id: str) -> StoredExam:
    """Raises `ExamNotFound` and `ExamSigned`. A demonstration has no patient."""
    if is_demonstration():
        abort(404)
    exam = exams().open(exam_id, user_id())
    if exam.status == "finished":
        raise ExamSigned(exam_id)
    return exam


def _step() -> Step:
    """The step that the editor was opened on."""
    return step_named(request.args.get("step", "")) or step_with(complaint.ID)


def _who(exam: StoredExam, paths: Sequence[str]) -> Sequence[Answer]:
    named = {name: text for name, text in request.form.items() if name.removeprefix("was.") in paths}
    return read_form(step_with(complaint.ID), named, exam)


def _another_patient(exam: StoredExam) -> Sequence[Answer]:
    """The answers that say who it is now. Raises `AnswerRefused` unless all three are given, for somebody else."""
    answers = _who(exam, WHO)
    given = {answer.path for answer in answers if answer.value is not None}
    faults = [Fault(path, say("is required for another patient")) for path in WHO if path not in given]
    if Answer(REFERENCE, exam.record.patient.reference) in answers:
        faults.append(Fault(REFERENCE, say("is that of the same patient: correct age and sex by a tap instead")))
    if faults:
        raise AnswerRefused(tuple(faults))
    return answers
