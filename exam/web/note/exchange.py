"""The examination for another system: a document of HL7 FHIR R4, with the note as a PDF inside."""

from __future__ import annotations

from flask import Blueprint, make_response
from werkzeug.wrappers import Response as AnyResponse

from exam.web.exams import impression_first
from exam.web.http.current import settings
from exam.web.note.file_names import file_name
from exam.web.note.kept import document_of
from exam.web.note.outputs import leaving, to_impression

blueprint = Blueprint("exchange", __name__)

MEDIA_TYPE = "application/fhir+json"


@blueprint.get("/exams/<exam_id>/note.fhir.json")
def export_document(exam_id: str) -> AnyResponse:
    """The document; its PDF is that of the usual paper, byte for byte as it is downloaded."""
    exam = leaving(exam_id)
    if impression_first.hides_ranking(exam):
        return to_impression(exam_id)
    content = document_of(exam)
    name = file_name(exam, "note", with_reference=settings().clinic().reference_in_file_names)
    disposition = f'attachment; filename="{name}.fhir.json"'
    return make_response(content, 200, {"Content-Type": MEDIA_TYPE, "Content-Disposition": disposition})
