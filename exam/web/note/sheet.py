"""The note on the screen: the pages that it prints, and the comment that appears on the note only."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from exam.domain.leg_chart.paper import draw_on_paper
from exam.domain.record.answers import Answer
from exam.printing.fonts.warning import unprintable_in
from exam.printing.pictures import Fineness, NoSuchPage, page_count
from exam.steps import note
from exam.steps.sequence import step_with
from exam.steps.step import NotAsked
from exam.store.stored import AnswerRefused, CounterSignature, StoredExam, Supervision
from exam.web.exams import impression_first
from exam.web.http.current import account, exams, is_demonstration, press, read_exam, user_id
from exam.web.http.errors import is_htmx
from exam.web.http.sender import sent
from exam.web.note import paper
from exam.web.note.kept import pdf_of
from exam.web.note.written import assessment_of, drawn, written
from exam.web.outcomes.shown import outcome_shown, takes_outcome
from exam.web.presenters.frame.page import exam_page
from exam.web.presenters.note.undo import undo_of

blueprint = Blueprint("notes", __name__)

# The size of a page's picture, so that nothing moves when it arrives: at 150 dots to the inch.
SIZES = {"a4": (1240, 1754), "letter": (1275, 1650)}


@blueprint.get("/exams/<exam_id>/note")
def show_note(exam_id: str) -> str:
    """The note as it would be printed, with what can be done with it."""
    return note_page(read_exam(exam_id))


def note_page(exam: StoredExam, addendum: str = "", fault: str = "") -> str:
    """The note's page; with an addendum that was typed and not taken, and what is wrong with it."""
    found = assessment_of(exam)
    hidden = impression_first.hides_ranking(exam)
    impression_first.note_shown(exam.id, found, hidden=hidden)
    shown = written(exam, found)
    return render_template(
        "note/note.html",
        page=drawn(exam, lambda exam, found: exam_page(exam, step_with(note.ID), found, hidden=hidden)),
        note=shown,
        drawing=draw_on_paper(shown.chart),
        hidden=hidden,
        undo=undo_of(exam),
        unprintable=unprintable_in(shown),
        older=exam.corrects.id if exam.corrects else "",
        newer=exam.corrected_by or "",
        outcome=outcome_shown(exam),
        takes_outcome=takes_outcome(exam),
        addendum=addendum,
        addendum_fault=fault,
        **_of_supervision(exam),
        **_on_paper(exam),
    )


@blueprint.post("/exams/<exam_id>/note")
def save_comment(exam_id: str) -> Response:
    """Save the comment that appears on the note only."""
    exams().append(exam_id, user_id(), _comment, **sent())
    return to_note(exam_id)


def _comment(exam: StoredExam) -> Sequence[Answer]:
    try:
        return step_with(note.ID).read(request.form, exam.record)
    except NotAsked as refused:
        raise AnswerRefused(refused.faults) from refused


@blueprint.get("/exams/<exam_id>/note/pages")
def show_pages(exam_id: str) -> str | Response:
    """Every page in its full size, to read closely; for a script the pages after the first."""
    exam = read_exam(exam_id)
    if impression_first.hides_ranking(exam):
        return to_note(exam_id)
    template = "note/_pages.html" if is_htmx() else "note/pages.html"
    count = page_count(pdf_of(exam, paper.usual()))
    return render_template(template, exam_id=exam_id, count=count, **_on_paper(exam))


@blueprint.get("/exams/<exam_id>/note/page-<int:number>.png")
def show_page(exam_id: str, number: int) -> Response:
    """One page as a picture; `?size=fine` for paper."""
    exam = read_exam(exam_id)
    if impression_first.hides_ranking(exam):
        abort(404)
    fineness: Fineness = "fine" if request.args.get("size") == "fine" else "screen"
    try:
        picture = press().picture(pdf_of(exam, paper.usual()), number, fineness)
    except NoSuchPage:
        abort(404)
    return make_response(picture, 200, {"Content-Type": "image/png"})


def to_note(exam_id: str) -> Response:
    """Back to the note."""
    return redirect(url_for("notes.show_note", exam_id=exam_id), 303)


def _of_supervision(exam: StoredExam) -> dict[str, object]:
    """What a student cannot do, why a note was sent back that is corrected, and whether it waits for who reads it."""
    return {
        "is_student": account().is_student and not is_demonstration(),
        "may_add": may_add(exam),
        "sent_back": _sent_back(exam),
        "to_counter_sign": exam.reading is not None and awaits(exam.supervision, user_id()),
    }


def _sent_back(exam: StoredExam) -> CounterSignature | None:
    """Who sent back the version that this draft of a student corrects, and why; None where nobody did."""
    if exam.corrects is None or exam.status == "finished" or exam.reading or not account().is_student:
        return None
    supervision = exams().open(exam.corrects.id, user_id()).supervision
    said = supervision.said if supervision else None
    return said if said and said.returned else None


def may_add(exam: StoredExam) -> bool:
    """Whether the examiner may add to a signed note: a student not after the supervisor has answered."""
    is_student = account().is_student and not is_demonstration()
    return exam.status == "finished" and not (is_student and exam.supervision and exam.supervision.said)


def awaits(supervision: Supervision | None, account_id: int) -> bool:
    """Whether a student's note waits for the counter-signature of this account."""
    return supervision is not None and supervision.said is None and supervision.supervisor_id == account_id


def picture_of(exam: StoredExam) -> str:
    """What the address of a picture names besides the page: another state of the note has another address.

    Going back, a browser shows the picture that it remembers of an address, though it may not keep it.
    """
    return f"{exam.revision}-{exam.state[:16]}-{paper.usual()}"


def _on_paper(exam: StoredExam) -> dict[str, object]:
    """What a template needs to show pages, and to offer them for printing."""
    return {
        "of": picture_of(exam),
        "size": SIZES[paper.usual()],
        "paper": paper.usual(),
        "other_papers": paper.others(),
        "paper_names": paper.names(),
    }
