"""For a tablet without the server: the service worker, a page for it, and copies of steps without names."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from hashlib import sha256

from flask import Blueprint, abort, jsonify, make_response, render_template, request
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from exam.domain.language import mark, say
from exam.domain.reasoning.assess import outline
from exam.domain.record.model import Examiner, ExamRecord, Plan
from exam.steps.sequence import step_named, steps
from exam.store.stored import StoredExam
from exam.web.accounts.lock.locked import LOCKED, locked_session
from exam.web.exams import impression_first
from exam.web.exams.emergency_signs import emergency_signs
from exam.web.exams.step_content import content
from exam.web.http.current import account, exams, settings, user_id
from exam.web.http.static_files import read_static
from exam.web.presenters.frame.page import exam_page

blueprint = Blueprint("offline", __name__)

# The assessment and the note contain typed text and depend on every answer; without the server they would be out of
# date, and name
# people.
KEPT = ",".join(f'"{step.slug}"' for step in steps() if step.copied)
NOT_KEPT = mark("not kept offline")
# What every step shows of the whole examination: for it alone no copy is sent again. A copy says that the strip is old.
SHOWN_ON_ALL = (
    r'<nav class="stepper".*?</nav>',
    r'<aside class="strip".*?</aside>',
    r'<time id="copied-at".*?</time>',
    r' data-revision="\d+"|name="seen_revision" value="\d+"',
)
OF_ONE_STEP = partial(re.compile("|".join(SHOWN_ON_ALL), re.DOTALL).sub, "")


@blueprint.get("/service-worker.js")
def service_worker() -> Response:
    """The service worker, at the top: it is responsible for the addresses beside and below it."""
    script = read_static("js/service-worker.js").content
    return make_response(script, 200, {"Content-Type": "text/javascript; charset=utf-8"})


@blueprint.get("/offline")
def show_page() -> str:
    """The page shown when there is neither the server nor a copy."""
    return render_template("errors/offline.html", csrf_token=_no_token)


@blueprint.get("/who")
def who() -> Response:
    """Who is signed in, and the token for what they send now; 401 if nobody is. While it is locked, the token alone."""
    if locked_session():
        return make_response(jsonify(token=generate_csrf()), LOCKED)
    return jsonify(account=str(account().id), token=generate_csrf())


@blueprint.get("/emergency-signs")
def show_emergency_signs() -> Response:
    """Which answers raise an emergency by themselves: for those that wait on the tablet."""
    return jsonify(emergency_signs())


@blueprint.get(f"/exams/<exam_id>/<any({KEPT}):slug>/copy")
def copy_step(exam_id: str, slug: str) -> Response:
    """A step to store on the tablet: its answers, without anything that identifies a person; nothing if it has them."""
    exam, step = exams().open(exam_id, user_id()), step_named(slug) or abort(404)
    bare, hidden = replace(exam, record=_without_names(exam)), impression_first.hides_ranking(exam)
    found = outline(bare.record)
    page, shown = (
        exam_page(bare, step, found, hidden=hidden, message=say("Offline")),
        content(step, bare, found, hidden=hidden),
    )
    given = {"page": page, "copied_at": settings().now(), "csrf_token": _no_token}
    text = render_template(shown["template"], **given, **shown)
    response = make_response(text, 200, {"Dermyo-Revision": str(exam.revision)})
    response.set_etag(sha256(OF_ONE_STEP(text).encode()).hexdigest()[:32], weak=True)
    return response.make_conditional(request)


def _without_names(exam: StoredExam) -> ExamRecord:
    """The record without its reference, its free text and its examiner."""
    record, not_kept = exam.record, say(NOT_KEPT)
    impression = replace(record.impression, text=record.impression.text and not_kept)
    patient = replace(record.patient, reference=not_kept)
    story = replace(record.presentation, old_deficit=dict.fromkeys(record.presentation.old_deficit, not_kept))
    # Whether an alert is answered is shown on every step; what was written there is not.
    reviews = {id: replace(review, text=None, by=not_kept) for id, review in record.alert_reviews.items()}
    bare = replace(record, patient=patient, presentation=story, comments={}, impression=impression, examiner=Examiner())
    return replace(bare, alert_reviews=reviews, handover=None, plan=Plan())


def _no_token() -> str:
    """Instead of a token: a stored page has none, and requests one before it sends."""
    return NOT_KEPT
