"""What leaves the program: the note as a PDF and as plain text, for the record and as a letter, and the record."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from exam.domain.language import mark, say
from exam.domain.record.writing import write_record
from exam.store.stored import StoredExam
from exam.web.exams import impression_first
from exam.web.http.current import exams, read_exam, settings, user_id
from exam.web.note import paper
from exam.web.note.file_names import file_name
from exam.web.note.kept import Kind, pdf_of, text_of
from exam.web.note.written import signed_files

blueprint = Blueprint("outputs", __name__)


class Form(NamedTuple):
    """One of the plain texts: how it is kept, its heading, and the first part of the name of its file."""

    kind: Kind
    title: str
    file: str


FORMS = {
    "shorthand": Form("shorthand", mark("Text for the record"), "text-for-the-record"),
    "letter": Form("letter", mark("Letter"), "letter"),
    "full": Form("text", mark("Whole note"), "note"),
}


@blueprint.get("/exams/<exam_id>/note.pdf")
def print_pdf(exam_id: str) -> AnyResponse:
    """The note as a PDF; `?paper=letter` for US Letter."""
    size = paper.asked()
    exam = leaving(exam_id, read_exam)
    if impression_first.hides_ranking(exam):
        return to_impression(exam_id)
    return _file(exam, pdf_of(exam, size), "note", "pdf", "application/pdf")


@blueprint.get("/exams/<exam_id>/note.txt")
def export_text(exam_id: str) -> AnyResponse:
    """The note as plain text; `?form=shorthand` for the record, `?form=letter` as a letter."""
    form = _form("full")
    exam = leaving(exam_id, read_exam)
    if impression_first.hides_ranking(exam):
        return to_impression(exam_id)
    return _file(exam, text_of(exam, FORMS[form].kind), FORMS[form].file, "txt", "text/plain; charset=utf-8")


@blueprint.get("/exams/<exam_id>/note/text")
def show_text(exam_id: str) -> str | AnyResponse:
    """A plain text on a page that leads back to the note, to select and copy; `?form=` as for the file."""
    form = _form("shorthand")
    exam = leaving(exam_id, read_exam)
    if impression_first.hides_ranking(exam):
        return to_impression(exam_id)
    text, titles = text_of(exam, FORMS[form].kind).decode(), {name: say(one.title) for name, one in FORMS.items()}
    return render_template("note/text.html", exam_id=exam_id, text=text, form=form, titles=titles)


@blueprint.get("/exams/<exam_id>/record.json")
def export_record(exam_id: str) -> AnyResponse:
    """The record, as the command line reads it."""
    exam = leaving(exam_id)
    text = json.dumps(write_record(exam.record), indent=1, ensure_ascii=False) + "\n"
    return _file(exam, text.encode(), "record", "json", "application/json")


@blueprint.get("/exams/<exam_id>/signed/<name>")
def export_signed(exam_id: str, name: str) -> AnyResponse:
    """A text whose hash is printed on the note, byte for byte: the signed note, an addendum, a declaration of void."""
    exam = exams().open(exam_id, user_id())
    text = next((file.text for file in signed_files(exam) if file.name == name), None)
    if text is None:
        abort(404)
    return _file(leaving(exam_id), text.encode(), name.removesuffix(".json"), "json", "application/json")


def to_impression(exam_id: str) -> AnyResponse:
    """The page of the note, which says that the impression comes first: the note contains the ranking."""
    return redirect(url_for("notes.show_note", exam_id=exam_id), 303)


def _form(usual: str) -> str:
    """The form that a request names; an unknown one is not found."""
    form = request.args.get("form", usual)
    return form if form in FORMS else abort(404)


def _file(exam: StoredExam, content: bytes, what: str, ending: str, media_type: str) -> Response:
    """A download. Its name contains nothing about the patient unless the clinic allows it."""
    name = file_name(exam, what, with_reference=settings().clinic().reference_in_file_names)
    headers = {"Content-Type": media_type, "Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return make_response(content, 200, headers)


@blueprint.post("/exams/<exam_id>/handed-out")
def hand_out(exam_id: str) -> AnyResponse:
    """A page was printed by the browser, which asks the server for nothing then."""
    read_exam(exam_id)
    exams().hand_out(exam_id, user_id())
    return make_response("", 204)


def own_exam(exam_id: str) -> StoredExam:
    """The examination for its examiner alone. Raises `ExamNotFound`."""
    return exams().open(exam_id, user_id())


def leaving(exam_id: str, opened: Callable[[str], StoredExam] = own_exam) -> StoredExam:
    """The examination as it leaves, as `opened` finds it. From now on signing cannot be undone: somebody may have the
    note as signed.

    That is recorded before the note is written, which takes a second or two: an undo meanwhile would come too soon.
    """
    exam = opened(exam_id)
    if exam.signature and exam.signature.undo_until:
        return exams().hand_out(exam_id, user_id())
    return exam
