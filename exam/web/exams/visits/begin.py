"""Begins an examination; of a reference that was examined before, it asks first whether it is the same person."""

from __future__ import annotations

from collections.abc import Sequence

from flask import render_template, request

from exam.domain.language import say
from exam.domain.record.answers import Answer
from exam.steps import fields
from exam.store.stored import AnswerRefused, ExamSummary
from exam.web.exams.visits.compare import shown_visits
from exam.web.http.current import exams, user_id
from exam.web.http.once import form_key
from exam.web.presenters.step.complaint import SEX

VISIT = "visit"
"""The field of the answer: the id of the examination to compare with, empty for another person."""

AGE, SEX_PATH = "patient.age", "patient.sex"
Page = tuple[str, int]


def begin_or_ask(reference: str) -> str | Page:
    """The id of the examination begun, or a page with its status that asks who it is.

    Raises `AnswerRefused` for a reference that is none, and `ExamNotFound` for an earlier one that is not there.
    """
    key = form_key(reference, *(request.form.get(name, "") for name in (VISIT, AGE, SEX_PATH)))
    begun = exams().begun(user_id(), key)
    if begun is not None:
        return begun
    chosen = request.form.get(VISIT)
    known = exams().earlier_visits(user_id(), reference) if chosen is None else []
    if known:
        return _ask(reference, known), 200
    try:
        return exams().create(reference, user_id(), form_id=key, earlier_id=chosen or None, carried=_carried())
    except AnswerRefused as refused:
        if not chosen:
            raise
        return _ask(reference, exams().earlier_visits(user_id(), reference), refused.faults[0].message), 422


def _carried() -> Sequence[Answer]:
    """Age and sex as they were confirmed, of the same person only."""
    if not request.form.get(VISIT):
        return ()
    given = (Answer(AGE, fields.whole(request.form.get(AGE, ""))), Answer(SEX_PATH, request.form.get(SEX_PATH) or None))
    return [answer for answer in given if answer.value is not None]


def _ask(reference: str, known: Sequence[ExamSummary], fault: str = "") -> str:
    typed = {name: request.form[name] for name in (AGE, SEX_PATH) if name in request.form}
    return render_template(
        "exams/earlier.html",
        reference=reference,
        visits=shown_visits(known),
        typed=typed,
        fault=fault,
        sexes={value: say(word) for value, word in SEX.items()},
    )
