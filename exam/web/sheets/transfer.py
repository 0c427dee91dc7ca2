"""The emergency transfer sheet: on the screen with its lines to fill in, and as a PDF."""

from __future__ import annotations

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response

from exam.domain.language import say
from exam.domain.sheets.transfer import BY_HAND, Call, Transfer, transfer_sheet
from exam.domain.words.values import one_line
from exam.printing.fonts.warning import texts_in, unprintable
from exam.printing.transfer import transfer_pdf
from exam.store.stored import StoredExam
from exam.web.http.current import settings
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
    sheet = _sheet(leaving(exam_id))
    if sheet is None:
        return to_note(exam_id)
    usual = {"paper": paper.usual(), "paper_names": paper.names()}
    lacking = unprintable(texts_in(sheet, say("Transfer sheet")))
    return render_template(
        "sheets/transfer.html", exam_id=exam_id, sheet=sheet, call=BY_HAND, unprintable=lacking, **usual
    )


@blueprint.post("/exams/<exam_id>/note/transfer.pdf")
def print_pdf(exam_id: str) -> Response:
    """The sheet as a PDF with what was typed of the call, which is printed and not stored."""
    exam = leaving(exam_id)
    sheet = _sheet(exam)
    if sheet is None:
        return to_note(exam_id)
    call = Call(*(one_line(request.form.get(name, ""))[:LONGEST_TYPED] for name in ("phoned", "at", "agreed")))
    name = file_name(exam, "transfer", with_reference=settings().clinic().reference_in_file_names)
    headers = {"Content-Type": "application/pdf", "Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return make_response(transfer_pdf(sheet, paper.usual(), call), 200, headers)


def _sheet(exam: StoredExam) -> Transfer | None:
    found = assessment_of(exam)
    note = written(exam, found)
    refuse_unread(exam, found, note)
    return transfer_sheet(exam.record, found, note)
