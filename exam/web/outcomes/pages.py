"""The page on which a clinician enters what an examination turned out to be, and the list of those that wait."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from exam.domain.language import mark, say
from exam.domain.outcomes.outcome import OTHER, Outcome
from exam.domain.outcomes.words import outcome_label
from exam.steps import note
from exam.steps.sequence import step_with
from exam.store.lists.paging import Place
from exam.store.outcomes.entries import EXAMINATION
from exam.store.stored import AnswerRefused, StoredExam
from exam.web.http.current import exams, is_demonstration, read_exam, services, settings, user_id
from exam.web.http.once import form_key
from exam.web.note.sheet import to_note
from exam.web.note.written import assessment_of, drawn
from exam.web.outcomes.form import outcome_in, words_of
from exam.web.outcomes.shown import lacks_counter_signature, outcome_shown, takes_outcome
from exam.web.presenters.frame.page import exam_page
from exam.web.presenters.outcomes.choices import Choices, choices_of, place_value
from exam.web.presenters.outcomes.waiting import waiting_rows

blueprint = Blueprint("outcomes", __name__)

HERE = "/exams/<exam_id>/outcome"
SAVED = mark("Outcome saved: {outcome}. The signed note is unchanged.")
GIVEN_UP = mark("Saved: it will not be known. The signed note is unchanged.")
TAKEN_BACK = mark("The outcome was taken back. The signed note is unchanged.")
NO_LONGER_GIVEN_UP = mark("Taken back: it waits for an outcome again. The signed note is unchanged.")
WAITING = "waiting"
"""The value of `back` that leads back to the list instead of the note."""


@blueprint.get("/outcomes")
def show_waiting() -> str:
    """The signed examinations without an outcome, the oldest first; `?after=` and `?before=` turn the page."""
    place = Place.read(request.args.get("after", ""), request.args.get("before", ""))
    page = services().outcomes.waiting(user_id(), place)
    return render_template("outcomes/waiting.html", waiting=page, rows=waiting_rows(page.rows, settings().now()))


@blueprint.get(HERE)
def show(exam_id: str) -> str | Response:
    """What was entered, and for the examiner the form."""
    exam = abort(404) if is_demonstration() else read_exam(exam_id)
    return to_note(exam_id) if exam.signature is None else _page(exam, {}, _in_force(exam))


@blueprint.post(HERE)
def enter(exam_id: str) -> Response | tuple[str, int]:
    """Save the outcome that the form means; the one before stays among the earlier entries."""
    exam = _own(exam_id)
    if not takes_outcome(exam):
        return redirect(url_for("outcomes.show", exam_id=exam_id), 303)
    before = _in_force(exam)
    given = outcome_in(request.form, before)
    try:
        key = form_key(*(str(given.get(name)) for name in sorted(given)))
        entry = services().outcomes.enter(exam_id, user_id(), given, form_id=key)
    except AnswerRefused as refused:
        if any(fault.path == EXAMINATION for fault in refused.faults):
            # Declared void or corrected meanwhile, as in another tab.
            return redirect(url_for("outcomes.show", exam_id=exam_id), 303)
        return _page(exam, words_of(refused.faults, given, request.form, before), request.form), 422
    if entry.outcome:
        flash(say(SAVED).format(outcome=outcome_label(entry.outcome)), "message")
    return _back(exam_id)


@blueprint.post(f"{HERE}/will-not-be-known")
def give_up(exam_id: str) -> Response:
    """Say that the outcome will not be known, as when the patient did not come back."""
    exam = _own(exam_id)
    if not takes_outcome(exam):
        return redirect(url_for("outcomes.show", exam_id=exam_id), 303)
    if services().outcomes.give_up(exam_id, user_id(), form_id=form_key()).will_not_be_known:
        flash(say(GIVEN_UP), "message")
    return _back(exam_id)


@blueprint.post(f"{HERE}/take-back")
def take_back(exam_id: str) -> Response:
    """Take back what is in force: the examination waits for an outcome again."""
    exam = _own(exam_id)
    shown = outcome_shown(exam)
    # A form that is sent again takes nothing back that was entered since.
    now = shown.now if shown and takes_outcome(exam) else None
    if now and services().outcomes.take_back(exam_id, user_id(), form_id=form_key()):
        flash(say(TAKEN_BACK if now.is_outcome else NO_LONGER_GIVEN_UP), "message")
    return _back(exam_id)


def _own(exam_id: str) -> StoredExam:
    """The examination, for its examiner alone. A demonstration is of nobody, and has no outcome."""
    return abort(404) if is_demonstration() else exams().open(exam_id, user_id())


def _page(exam: StoredExam, faults: dict[str, str], form: MultiDict[str, str]) -> str:
    page = drawn(exam, lambda exam, found: exam_page(exam, step_with(note.ID), found, hidden=False))
    return render_template(
        "outcomes/outcome.html",
        # The way back is beside the buttons.
        page=replace(page, following=None),
        outcome=outcome_shown(exam),
        choices=_choices(exam) if takes_outcome(exam) else None,
        newer=exam.corrected_by or "",
        void=exam.void is not None,
        lacks_counter_signature=lacks_counter_signature(exam),
        faults=faults,
        form=form,
        back=WAITING if request.values.get("back") == WAITING else "",
    )


def _choices(exam: StoredExam) -> Choices:
    entry = next(iter(services().outcomes.history(exam.id, user_id())), None)
    in_force = entry.outcome if entry else None
    last = settings().now().date()
    return choices_of(exam.record, assessment_of(exam), in_force, _examined_on(exam, last), last)


def _examined_on(exam: StoredExam, last: date) -> date | None:
    """The first day that is offered; None where the record has none, or one that has not come."""
    first = datetime.fromisoformat(exam.record.examined_at).date() if exam.record.examined_at else None
    return first if first and first <= last else None


def _in_force(exam: StoredExam) -> MultiDict[str, str]:
    """The form filled in with the outcome in force, so that a tap changes one thing."""
    entry = next(iter(services().outcomes.history(exam.id, user_id())), None)
    return _filled(entry.outcome) if entry and entry.outcome else MultiDict()


def _filled(outcome: Outcome) -> MultiDict[str, str]:
    what = OTHER if outcome.cause == OTHER else place_value(outcome.cause, outcome.side)
    given = {"what": what, "known_by": outcome.known_by, "day": outcome.known_on.isoformat()}
    return MultiDict(given | ({"other": outcome.other, "side": outcome.side} if outcome.cause == OTHER else {}))


def _back(exam_id: str) -> Response:
    if request.form.get("back") == WAITING:
        return redirect(url_for("outcomes.show_waiting"), 303)
    return to_note(exam_id)
