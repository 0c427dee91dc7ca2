"""The note: preview, PDF, plain text, the record itself, signing, and addenda after signing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from exam.domain.leg_chart.drawing import draw
from exam.domain.note.note import Addition, Note, Signed
from exam.domain.note.text import note_text
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.reasoning.conclusions import Assessment
from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner, ExamRecord
from exam.domain.record.writing import write_record
from exam.printing.page import note_pdf
from exam.printing.pdf import PAPERS
from exam.steps import note
from exam.steps.fields import free_text
from exam.steps.sequence import step_with
from exam.steps.step import NotAsked
from exam.store.stored import AnswerRefused, ChangedUnseen, StoredExam
from exam.web.exams import impression_first
from exam.web.http.current import examiner, exams, settings, user_id
from exam.web.http.errors import Problem, say
from exam.web.http.once import form_key
from exam.web.presenters.frame.page import exam_page

blueprint = Blueprint("notes", __name__)

PAPER_NAMES = {"a4": "A4", "letter": "US Letter"}
NO_REVISION = -1
NOT_SIGNED = "Not signed: the examination was changed on another screen. Read the note again before you sign it."


@blueprint.get("/exams/<exam_id>/note")
def show_note(exam_id: str) -> str:
    """The note as it would be printed, with what can be done with it."""
    exam = exams().open(exam_id, user_id())
    found = assess(exam.record)
    hidden = impression_first.hides_ranking(exam)
    impression_first.note_shown(exam.id, found, hidden=hidden)
    written = _note(exam, found)
    page = exam_page(exam, step_with(note.ID), found, hidden=hidden)
    return render_template(
        "note/preview.html", page=page, note=written, drawing=draw(written.chart), hidden=hidden, papers=PAPER_NAMES
    )


@blueprint.post("/exams/<exam_id>/note")
def save_comment(exam_id: str) -> AnyResponse:
    """Save the comment that appears on the note only."""
    seen = request.form.get("seen_revision", type=int)
    exams().append(exam_id, user_id(), _comment, seen_revision=seen)
    return _back(exam_id)


def _comment(exam: StoredExam) -> Sequence[Answer]:
    try:
        return step_with(note.ID).read(request.form, exam.record)
    except NotAsked as refused:
        raise AnswerRefused(refused.faults) from refused


@blueprint.get("/exams/<exam_id>/note.pdf")
def print_pdf(exam_id: str) -> AnyResponse:
    """The note as a PDF; `?paper=letter` for US Letter."""
    paper = next((paper for paper in PAPERS if paper == request.args.get("paper", "a4")), None)
    if paper is None:
        return say(Problem(422, "Unknown paper size", f"Notes can be printed on {' or '.join(PAPERS)}."))
    exam = exams().open(exam_id, user_id())
    return _file(exam, note_pdf(exam.record, _handed_out(exam), paper), "pdf", "application/pdf")


@blueprint.get("/exams/<exam_id>/note.txt")
def show_text(exam_id: str) -> AnyResponse:
    """The note as plain text, shown and not downloaded, so that it can be copied."""
    exam = exams().open(exam_id, user_id())
    text = note_text(_handed_out(exam))
    return make_response(text, 200, {"Content-Type": "text/plain; charset=utf-8"})


@blueprint.get("/exams/<exam_id>/record.json")
def export_record(exam_id: str) -> AnyResponse:
    """The record, as the command line reads it."""
    exam = exams().open(exam_id, user_id())
    text = json.dumps(write_record(exam.record), indent=1, ensure_ascii=False) + "\n"
    return _file(exam, text.encode(), "json", "application/json")


@blueprint.post("/exams/<exam_id>/sign")
def sign(exam_id: str) -> AnyResponse:
    """Sign what was read: when the examination has changed since, nothing is signed."""
    given = request.form.get("seen_revision", "")
    seen = request.form.get("seen_revision", NO_REVISION if given else None, type=int)
    try:
        exams().sign(exam_id, user_id(), examiner(), seen_revision=seen)
    except ChangedUnseen:
        flash(NOT_SIGNED, "error")
    else:
        flash("The note is signed.", "message")
    return _back(exam_id)


@blueprint.post("/exams/<exam_id>/addenda")
def add_addendum(exam_id: str) -> AnyResponse:
    """Add an addendum to a signed note; the signed text is unchanged."""
    text = free_text(request.form.get("text", "")) or ""
    exams().add_addendum(exam_id, user_id(), text, form_id=form_key(text))
    flash("Addendum added.", "message")
    return _back(exam_id)


def _note(exam: StoredExam, found: Assessment) -> Note:
    signature = exam.signature
    signed = Signed(signature.who, signature.when, signature.sha256, signature.intact) if signature else None
    addenda = [Addition(addendum.author, addendum.at, addendum.text) for addendum in exam.addenda]
    clinic = ", ".join(filter(None, [settings().clinic().name, *settings().clinic().address.splitlines()]))
    return write_note(_as_seen(exam.record), found, signature=signed, addenda=addenda, clinic=clinic)


def _handed_out(exam: StoredExam) -> Note:
    """The note outside the preview; opening it counts as having seen the ranking."""
    found = assess(exam.record)
    impression_first.note_shown(exam.id, found, hidden=False)
    return _note(exam, found)


def _as_seen(record: ExamRecord) -> ExamRecord:
    """A draft names the examiner who would sign it; the record itself gets the name with the signature."""
    return replace(record, examiner=examiner()) if record.examiner == Examiner() else record


def _file(exam: StoredExam, content: bytes, ending: str, media_type: str) -> Response:
    """A download. Its file name contains nothing about the patient."""
    name = f"{'record' if ending == 'json' else 'note'}-{exam.id[:8]}.{ending}"
    return make_response(
        content,
        200,
        {
            "Content-Type": media_type,
            "Content-Disposition": f'attachment; filename="{name}"',
        },
    )


def _back(exam_id: str) -> AnyResponse:
    return redirect(url_for("notes.show_note", exam_id=exam_id), 303)
