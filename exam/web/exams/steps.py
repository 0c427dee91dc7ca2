"""The steps of an examination: show one, save what was tapped, fill the rest as normal, undo."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from exam.domain.language import say, say_count
from exam.domain.reasoning.assess import assess
from exam.domain.reasoning.conclusions import Outline
from exam.domain.record.answers import Answer
from exam.steps import assessment, note
from exam.steps.assessment import with_order
from exam.steps.fields import Form
from exam.steps.questions import may_be_opened
from exam.steps.sequence import step_named, steps
from exam.steps.step import NotAsked, Step, is_answer
from exam.store.stored import AnswerRefused, StoredExam
from exam.training import practising
from exam.training.practice import is_practice
from exam.web.exams import impression_first
from exam.web.exams.changes import Change, change, needs_page, only_lists, undone
from exam.web.exams.outlined import outlined
from exam.web.exams.step_content import content
from exam.web.http.current import exams, is_demonstration, read_exam, user_id
from exam.web.http.errors import is_htmx
from exam.web.http.sender import sent
from exam.web.note.written import drawn, recomputed_words
from exam.web.presenters.frame.page import ExamPage, exam_page

blueprint = Blueprint("examination", __name__)

SLUGS = ",".join(f'"{step.slug}"' for step in steps() if step.id != note.ID)
# Pages about the note, which are loaded again as a whole.
OF_THE_NOTE = ("sign", "void", "hand-over", "outcome")
STEP = f"/exams/<exam_id>/<any({SLUGS}):slug>"


@blueprint.get(STEP)
def show_step(exam_id: str, slug: str) -> str:
    """One step as a page."""
    exam, step = read_exam(exam_id), _step(slug)
    page, shown = _surround(exam, step)
    return render_template(shown["template"], page=page, **shown)


@blueprint.post(STEP)
def save_answers(exam_id: str, slug: str) -> Response:
    """Append what was tapped or typed."""
    step, how = _step(slug), sent()
    if only_lists(filter(is_answer, request.form)):
        # A site joins the list as it is now, so that places marked on two screens are all kept.
        how["seen_revision"] = None
    saved = exams().append(exam_id, user_id(), lambda exam: read_form(step, request.form, exam), **how)
    return answer(step, change(*saved))


@blueprint.post(f"{STEP}/all-normal")
def fill_normal(exam_id: str, slug: str) -> Response:
    """Mark as normal, or as no, what the step may fill and nobody has answered."""
    step, group = _step(slug), request.form.get("group", "")
    practised = is_demonstration() and is_practice(exams().open(exam_id, user_id()).record)
    saved = exams().append(
        exam_id,
        user_id(),
        lambda exam: practising.rest(step, exam.record, group),
        origin="tapped" if practised else "all_normal",
        **sent(),
    )
    made = change(*saved)
    return answer(step, made, _filled(len(made.paths), practised=practised))


def _filled(number: int, *, practised: bool) -> str:
    if practised:
        return say_count("Saved: {number} result", "Saved: {number} results", number).format(number=number)
    if not number:
        return say("Nothing left to fill")
    return say_count("Saved: {number} filled", "Saved: {number} filled", number).format(number=number)


@blueprint.post("/exams/<exam_id>/undo")
def undo(exam_id: str) -> Response:
    """Undo the last tap, and show the step where it was made."""
    step = _step(request.form.get("step", ""))
    made = change(*exams().undo(exam_id, user_id(), **sent()))
    return answer(made.step or step, made, undone(made), from_step=step)


@blueprint.get("/exams/<exam_id>/changes")
def show_changes(exam_id: str) -> Response:
    """What came after the revision `since`, as pieces; only the revision where the page must be reloaded."""
    shown = request.args.get("step", "")
    exam, step = read_exam(exam_id), _step(note.ID if shown in OF_THE_NOTE else shown)
    since = request.args.get("since", type=int)
    if since == exam.revision:
        return make_response("", 204)
    is_only_read = exam.status == "finished" or exam.reading is not None or not step.tapped
    if since is None or is_only_read:
        return _at(exam, "")
    nothing = Change(exam, (), (), None)
    unseen = _unseen(nothing, since)
    return _at(exam, "") if _needs_page(step, nothing, unseen) else _fragments(step, nothing, "", unseen)


@blueprint.post("/exams/<exam_id>/impression-first")
def choose_impression_first(exam_id: str) -> Response:
    """Hide the ranking until there is an impression, or show it again."""
    exams().open(exam_id, user_id())
    impression_first.choose(on=request.form.get("on") == "true")
    return redirect(url_for("examination.show_step", exam_id=exam_id, slug=assessment.ID), 303)


def _step(slug: str) -> Step:
    return step_named(slug) or abort(404)


def read_form(step: Step, form: Form, exam: StoredExam) -> Sequence[Answer]:
    """The answers of a form. Raises `AnswerRefused`, also for a field that the step does not ask."""
    try:
        answers = practising.read(step, form, exam.record)
    except (NotAsked, practising.NotEntered) as refused:
        raise AnswerRefused(refused.faults) from refused
    return with_order(answers, exam.record, ranking_seen=impression_first.ranking_seen(exam.id))


def answer(step: Step, made: Change, message: str = "", *, from_step: Step | None = None) -> Response:
    """What changed as fragments, or the whole step again for a browser without a script.

    Without a message it is what was sent that was saved.
    """
    seen = request.form.get("seen_revision", type=int)
    unseen = _unseen(made, seen) if is_htmx() else frozenset()
    if is_htmx() and from_step in (None, step) and step.tapped and not _needs_page(step, made, unseen):
        return _fragments(step, made, message, unseen)
    if message:
        flash(message)
    # Also of the note, whose page is not one of these.
    anchor = "answer" if _shows_answer(step, made, made.paths) else made.anchor
    there = f"/exams/{made.exam.id}/{step.slug}" + (f"#{anchor}" if anchor else "")
    if is_htmx():
        response = _at(made.exam, "")
        response.headers["HX-Redirect"] = there
        return response
    return redirect(there, 303)


def _needs_page(step: Step, made: Change, unseen: frozenset[str]) -> bool:
    paths = unseen.union(made.paths)
    return _shows_answer(step, made, paths) or needs_page(
        step, paths, request.form, impression_first=impression_first.chosen()
    )


def _shows_answer(step: Step, made: Change, paths: Container[str]) -> bool:
    """Whether the cause that a learner named shows the answer, or another one changes it."""
    return step.id == assessment.ID and assessment.CAUSE in paths and is_practice(made.exam.record)


def _fragments(step: Step, made: Change, message: str, unseen: frozenset[str]) -> Response:
    touched = unseen.union(made.paths)
    page, shown = _surround(made.exam, step, message, touched)
    changed: dict[str, Any] = {
        "touched": touched,
        "opened": may_be_opened() if unseen else made.opened,
        "sent": request.form,
        "plainly_saved": not message,
    }

    def has_changed(start: str) -> bool:
        return any(path.startswith(start) for path in touched)

    return _at(made.exam, render_template(shown["saved"], page=page, changed=has_changed, **changed, **shown))


def _at(exam: StoredExam, text: str) -> Response:
    """A response whose revision shows that it is ours: without one, a script does not count its answer as saved."""
    return make_response(text, 200, {"Dermyo-Revision": str(exam.revision)})


def _unseen(made: Change, seen: int | None) -> frozenset[str]:
    """Changes since the sender's screen was rendered, from another screen or by an answer with a lost reply."""
    if seen is None or (made.paths and seen + 1 >= made.exam.revision):
        return frozenset()
    return made.exam.changed_since(seen)


def _surround(
    exam: StoredExam, step: Step, message: str = "", touched: Container[str] | None = None
) -> tuple[ExamPage, dict[str, Any]]:
    hidden = impression_first.hides_ranking(exam)

    def draw(exam: StoredExam, found: Outline) -> tuple[ExamPage, dict[str, Any]]:
        impression_first.note_shown(exam.id, found, hidden=hidden, answered=is_practice(exam.record))
        page = exam_page(exam, step, found, hidden=hidden, message=message)
        shown = content(step, exam, found, hidden=hidden, touched=touched)
        return replace(page, recomputed=recomputed_words(exam, found)), shown

    if exam.status == "finished":
        return drawn(exam, draw)
    return draw(exam, (assess if step.id == assessment.ID else outlined)(exam.record))
