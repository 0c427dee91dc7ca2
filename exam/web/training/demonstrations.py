"""The pages of demonstrations: choose a patient, begin, end."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, session, url_for
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from exam.domain.evaluation.drawn import KINDS
from exam.domain.language import say, say_count
from exam.domain.record.answers import Answer
from exam.store.training.demonstrations import NoPlace
from exam.training.patients import demonstration_patients, first_answers
from exam.training.practice import SEEDS, drawn_id, practice_patient
from exam.training.published import published_cases
from exam.web.http.current import TRAINING, demonstrator, mark_of, services
from exam.web.http.errors import Problem, respond
from exam.web.presenters.practice.choosing import case_groups, draws
from exam.web.training.entry import OVER, leave
from exam.web.training.throttle import address_of

blueprint = Blueprint("training", __name__, url_prefix="/training")
blueprint.add_app_template_global(demonstration_patients)
blueprint.add_app_template_global(draws)
blueprint.add_app_template_global(case_groups)


@blueprint.get("/")
def show() -> str:
    """The patients to choose from."""
    return render_template("training/choose.html")


@blueprint.post("/<patient>")
def begin(patient: str) -> Response:
    """Begin a demonstration, which ends the one before it, and go to its first step."""
    chosen = demonstration_patients().get(patient) or abort(404)
    return _begin(first_answers(chosen, _begun_at()))


@blueprint.post("/drawn/<kind>")
def begin_drawn(kind: str) -> Response:
    """The same with a patient to practise on, drawn by chance."""
    known = next((one for one in KINDS if one == kind), None) or abort(404)
    drawn = practice_patient(drawn_id(known, secrets.randbelow(SEEDS))) or abort(404)
    return _begin(drawn.begun(_begun_at()))


@blueprint.post("/cases/<case>")
def begin_case(case: str) -> Response:
    """The same with a published case."""
    published = (practice_patient(case) if case in published_cases() else None) or abort(404)
    return _begin(published.begun(_begun_at()))


def _begun_at() -> str:
    return services().settings.now().isoformat(timespec="seconds")


def _begin(answers: Sequence[Answer]) -> Response:
    training, now = services().training, datetime.now(UTC)
    leave()
    try:
        visitor, exam_id = training.begin(answers, address_of(request.remote_addr), now)
    except NoPlace as refused:
        flash(_no_place(refused, now), "error")
        return redirect(url_for("training.show"), 303)
    session[TRAINING] = visitor.session_key
    return redirect(f"/exams/{exam_id}/complaint", 303)


@blueprint.post("/end")
def end() -> Response:
    """End one's demonstration."""
    leave()
    flash(say("The demonstration was deleted."), "message")
    return redirect(url_for("training.show"), 303)


@blueprint.get("/who")
def who() -> Response:
    """Whose demonstration it is, and the token for what they send now; 401 if it is over."""
    visitor = demonstrator()
    if visitor is None:
        return respond(Problem(401, say(OVER), say("Begin another one.")))
    return jsonify(account=mark_of(visitor), token=generate_csrf())


def _no_place(refused: NoPlace, now: datetime) -> str:
    minutes = max(1, round((refused.free_at - now).total_seconds() / 60))
    when = say_count("Try again in {number} minute.", "Try again in {number} minutes.", minutes).format(number=minutes)
    why = (
        say("Every demonstration is in use.")
        if refused.everywhere
        else say("Too many demonstrations were begun from your address within an hour.")
    )
    return f"{why} {when}"
