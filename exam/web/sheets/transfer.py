"""The emergency transfer sheet: on the screen with its lines to fill in, and as a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from exam.domain.language import say
from exam.domain.record.answers import Answer
from exam.domain.sheets.transfer import BY_HAND, Call, Transfer, call_of, transfer_sheet
from exam.domain.words.values import one_line
from exam.printing.fonts.warning import texts_in, unprintable
from exam.printing.transfer import transfer_pdf
from exam.steps.alert_answers import NotAnswerable, call_answers, clock_of
from exam.store.stored import AnswerRefused, StoredExam
from exam.web.http.current import account, exams, is_demonstration, settings, user_id
from exam.web.http.sender import sent
from exam.web.note import paper
from exam.web.note.file_names import file_name
from exam.web.note.outputs import leaving
from exam.web.note.sheet import to_note
from exam.web.note.written import assessment_of, written
from exam.web.sheets.signed import refuse_unread

blueprint = Blueprint("transfer", __name__)

LONGEST_TYPED = 200


@blueprint.get("/exams/<exam_id>/note/transfer")
def show(exam_id: str) -> str | Response:
    """The sheet of an emergency; without one, the note. Made from a draft too, and marked as such."""
    exam = leaving(exam_id)
    sheet = _sheet(exam)
    if sheet is None:
        return to_note(exam_id)
    usual = {"paper": paper.usual(), "paper_names": paper.names(), "stores": _stores(exam), "exam": exam}
    lacking = unprintable(texts_in(sheet, say("Transfer sheet")))
    return render_template(
        "sheets/transfer.html", exam_id=exam_id, sheet=sheet, call=_known(exam), unprintable=lacking, **usual
    )


@blueprint.post("/exams/<exam_id>/note/transfer")
def save(exam_id: str) -> Response:
    """Store who was phoned, when and what was agreed, or take it back. Raises `ExamSigned` for a signed note."""
    _store(exam_id)
    flash(say("Saved."), "message")
    return redirect(url_for("transfer.show", exam_id=exam_id), 303)


@blueprint.post("/exams/<exam_id>/note/transfer.pdf")
def print_pdf(exam_id: str) -> Response:
    """The sheet as a PDF with what was typed of the call; of a draft it is stored as well once it says who and when."""
    exam = leaving(exam_id)
    sheet = _sheet(exam)
    if sheet is None:
        return to_note(exam_id)
    if _stores(exam) and request.form.get("phoned") and request.form.get("at"):
        _store(exam_id)
    call = Call(*(one_line(request.form.get(name, ""))[:LONGEST_TYPED] for name in ("phoned", "at", "agreed")))
    name = file_name(exam, "transfer", with_reference=settings().clinic().reference_in_file_names)
    headers = {"Content-Type": "application/pdf", "Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return make_response(transfer_pdf(sheet, paper.usual(), call), 200, headers)


def _sheet(exam: StoredExam) -> Transfer | None:
    found = assessment_of(exam)
    note = written(exam, found)
    refuse_unread(exam, found, note)
    return transfer_sheet(exam.record, found, note)


def _stores(exam: StoredExam) -> bool:
    """Whether a call can be stored: in a draft, and not in a demonstration, where nothing can be typed."""
    return exam.status == "draft" and not is_demonstration()


def _known(exam: StoredExam) -> Call:
    """The call that is stored, in the fields of the sheet."""
    call = exam.record.handover
    return replace(call_of(exam.record), at=clock_of(call.at, settings().now())) if call else BY_HAND


def _store(exam_id: str) -> None:
    """Store the call of the form. Raises `AnswerRefused` where it does not say who or when."""

    def given(exam: StoredExam) -> Sequence[Answer]:
        try:
            return call_answers(request.form, exam.record, account().full_name, settings().now())
        except NotAnswerable as refused:
            raise AnswerRefused(refused.faults) from refused

    exams().append(exam_id, user_id(), given, **sent())
