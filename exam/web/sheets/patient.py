"""The patient's sheet of an examination: on the screen, to read with the patient and to print, and as a PDF."""

from __future__ import annotations

from flask import Blueprint, make_response, render_template
from werkzeug.wrappers import Response

from exam.domain.language import say
from exam.domain.sheets.patient import PatientSheet, patient_sheet
from exam.languages.catalogue import NAMES, Code, catalogue
from exam.languages.reviews import about_translation
from exam.printing.fonts.warning import texts_in, unprintable
from exam.printing.sheets import patient_html, patient_pdf
from exam.store.stored import StoredExam
from exam.web.exams import impression_first
from exam.web.http.current import exams, press, settings, user_id
from exam.web.note import paper
from exam.web.note.file_names import file_name
from exam.web.note.written import assessment_of, opened, written
from exam.web.sheets.asked import asked_language
from exam.web.sheets.signed import refuse_unread

blueprint = Blueprint("patient_sheets", __name__)


@blueprint.get("/exams/<exam_id>/note/patient-sheet")
def show(exam_id: str) -> str:
    """The sheet on the screen; `?language=es` for another language."""
    code = asked_language()
    sheet = _sheet(_leaving(exam_id), code)
    return render_template(
        "sheets/patient/page.html",
        exam_id=exam_id,
        sheet=sheet,
        unprintable=unprintable(texts_in(sheet, say("Patient's sheet"))),
        code=code,
        names=NAMES,
        translation=about_translation(code),
        paper=paper.usual(),
        paper_names=paper.names(),
        sheet_words=catalogue(code).gettext,
    )


@blueprint.get("/exams/<exam_id>/note/patient-sheet.pdf")
def print_pdf(exam_id: str) -> Response:
    """The sheet as a PDF; `?paper=letter&language=es`."""
    code, size = asked_language(), paper.asked()
    exam = _leaving(exam_id)
    sheet = _sheet(exam, code)
    pdf = press().sheet(patient_html(sheet, code), size, lambda: patient_pdf(sheet, code, size))
    name = file_name(exam, "patient-sheet", with_reference=settings().clinic().reference_in_file_names)
    disposition = f'attachment; filename="{name}.pdf"'
    return make_response(pdf, 200, {"Content-Type": "application/pdf", "Content-Disposition": disposition})


def _sheet(exam: StoredExam, code: Code) -> PatientSheet:
    """The sheet. While the ranking is hidden it names nothing of it, and does not count as having shown it."""
    found = assessment_of(exam)
    hidden = impression_first.hides_ranking(exam)
    note = written(exam, found) if hidden else opened(exam)
    refuse_unread(exam, found, note)
    return patient_sheet(exam.record, found, note, catalogue(code), hidden=hidden)


def _leaving(exam_id: str) -> StoredExam:
    """The examination as the patient takes it along: from now on signing cannot be undone."""
    exam = exams().open(exam_id, user_id())
    if exam.signature and exam.signature.undo_until:
        return exams().hand_out(exam_id, user_id())
    return exam
