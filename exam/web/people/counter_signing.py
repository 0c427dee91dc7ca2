"""A supervisor reads what a student signed, and counter-signs it or sends it back."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from exam.domain.language import mark, say
from exam.printing.pictures import page_count
from exam.steps.fields import free_text
from exam.store.signing.counter_signing import LONGEST_RETURN
from exam.store.stored import AnswerRefused, ChangedUnseen, ExamNotFound, NotAwaited, NotIntact, StoredExam
from exam.web.accounts.again.asking import asks_again
from exam.web.http.current import account, exams, read_exam, user_id
from exam.web.note import paper
from exam.web.note.kept import make_outputs, pdf_of
from exam.web.note.sheet import SIZES, awaits, picture_of, to_note
from exam.web.note.written import assessment_of, written

blueprint = Blueprint("counter_signing", __name__)

# So deep that a tablet takes it for no step of the examination.
HERE = "/exams/<exam_id>/note/counter-sign"
DONE = mark("Counter-signed: the note is valid now.")
SENT = mark("Sent back: {student} sees it in the list, with your reason on the note, and corrects it as a new version.")
CHANGED = mark("Not counter-signed: something was added since you read it. Read the note again.")
NOT_AWAITED = mark("This note does not wait for your counter-signature.")
NOT_INTACT = mark("Not counter-signed: the note does not match its signature.")


@blueprint.get(HERE)
def ask(exam_id: str) -> str | Response:
    """Every page of the note, and below them the two answers; nothing is signed by opening it."""
    return _page(_read(exam_id), "", "")


@blueprint.post(HERE)
@asks_again(ask)
def sign(exam_id: str) -> Response:
    """Counter-sign what was read: where something was added since, nothing is signed."""
    _read(exam_id)
    try:
        exam = exams().counter_sign(exam_id, user_id(), seen=request.form.get("seen", ""))
    except ChangedUnseen:
        flash(say(CHANGED), "error")
        return redirect(url_for("counter_signing.ask", exam_id=exam_id), 303)
    except (NotAwaited, NotIntact) as refused:
        flash(say(NOT_INTACT if isinstance(refused, NotIntact) else NOT_AWAITED), "error")
        return to_note(exam_id)
    make_outputs(exam)
    flash(say(DONE), "message")
    return to_note(exam_id)


@blueprint.post("/exams/<exam_id>/note/send-back")
def send_back(exam_id: str) -> Response | tuple[str, int]:
    """Send the note back to the student, with the reason that is printed on it."""
    exam, reason = _read(exam_id), free_text(request.form.get("reason", "")) or ""
    try:
        exams().send_back(exam_id, user_id(), reason, seen=request.form.get("seen", ""))
    except AnswerRefused as refused:
        shown = _page(exam, reason[: 4 * LONGEST_RETURN], refused.faults[0].message)
        return shown if isinstance(shown, Response) else (shown, 422)
    except ChangedUnseen:
        flash(say(CHANGED), "error")
        return redirect(url_for("counter_signing.ask", exam_id=exam_id), 303)
    except (NotAwaited, NotIntact):
        flash(say(NOT_AWAITED), "error")
        return to_note(exam_id)
    flash(say(SENT).format(student=exam.signature.who if exam.signature else ""), "message")
    return redirect(url_for("exams.show_list"), 303)


def _read(exam_id: str) -> StoredExam:
    """What a supervisor reads; for everybody else it is not there. Raises `ExamNotFound`."""
    exam = read_exam(exam_id)
    if exam.reading is None or exam.reading.why != "supervisor":
        raise ExamNotFound(exam_id)
    return exam


def _page(exam: StoredExam, reason: str, fault: str) -> str | Response:
    if exam.void or exam.corrected_by or not awaits(exam.supervision, user_id()):
        return to_note(exam.id)
    return render_template(
        "people/counter_sign.html",
        exam_id=exam.id,
        note=written(exam, assessment_of(exam)),
        count=page_count(pdf_of(exam, paper.usual())),
        size=SIZES[paper.usual()],
        of=picture_of(exam),
        seen=exam.last_hash,
        signer=account().full_name,
        reason=reason,
        fault=fault,
    )
