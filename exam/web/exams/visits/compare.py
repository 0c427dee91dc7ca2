"""Compares a draft with an earlier examination of the same person, or no longer with one."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from exam.domain.language import say
from exam.domain.record.earlier.answers import is_before
from exam.steps import assessment
from exam.store.stored import ExamSummary, StoredExam
from exam.web.exams import impression_first
from exam.web.http.current import exams, settings, user_id
from exam.web.presenters.visits import Compared, Visits, compared_view, visits_of

blueprint = Blueprint("comparison", __name__)


@blueprint.post("/exams/<exam_id>/compare")
def compare(exam_id: str) -> Response:
    """Compare with the examination `visit`; without one the comparison ends."""
    exam = exams().compare_with(exam_id, user_id(), request.form.get("visit") or None)
    flash(say("Compared.") if exam.record.earlier else say("No longer compared."))
    there = url_for("examination.show_step", exam_id=exam_id, slug=assessment.ID, _anchor="compared")
    return redirect(there, 303)


def comparison(exam: StoredExam) -> Compared:
    """What has changed, or what a draft could be compared with."""
    known: Sequence[ExamSummary] = ()
    if exam.status == "draft" and not exam.reading and exam.record.earlier is None:
        known = exams().earlier_visits(user_id(), exam.record.patient.reference, but=exam.id)
    offered = shown_visits(known, exam.record.examined_at).signed
    return compared_view(exam.record, exam.earlier.id if exam.earlier else "", offered)


def shown_visits(known: Sequence[ExamSummary], before: str | None = None) -> Visits:
    """Earlier examinations as they are shown; of the signed ones only those `before` a moment, if there is one."""
    dates: dict[str, str | None] = {one.id: exams().open(one.id, user_id()).record.examined_at for one in known}
    dates = {id: at if at and is_before(at, before) else None for id, at in dates.items()}
    by_clock = settings().clinic().by_clock
    return visits_of(known, dates, settings().now(), by_clock=by_clock, hide_found=impression_first.chosen())
