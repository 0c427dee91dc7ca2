"""Answers to alerts, from the buttons beside each alert of the assessment."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from exam.domain.record.answers import Answer
from exam.steps import assessment
from exam.steps.alert_answers import NotAnswerable, review_answers
from exam.store.stored import AnswerRefused, StoredExam
from exam.web.http.current import account, exams, settings, user_id
from exam.web.http.sender import sent

blueprint = Blueprint("alert_answers", __name__)


@blueprint.post("/exams/<exam_id>/alerts/<alert>")
def answer_alert(exam_id: str, alert: str) -> Response:
    """Store the answer to an alert, change it or take it back; who is signed in and when are stored with it."""

    def given(exam: StoredExam) -> Sequence[Answer]:
        try:
            return review_answers(alert, request.form, exam.record, account().full_name, settings().now())
        except NotAnswerable as refused:
            raise AnswerRefused(refused.faults) from refused

    exams().append(exam_id, user_id(), given, **sent())
    there = url_for("examination.show_step", exam_id=exam_id, slug=assessment.ID, _anchor=f"alert-{alert}")
    return redirect(there, 303)
