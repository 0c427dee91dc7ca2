"""Ready phrases of one's own: managed on a page of the account, saved from a text, and inserted without a script."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from exam.domain.language import say
from exam.domain.reasoning.assess import assess
from exam.domain.record.answers import Answer
from exam.steps import assessment
from exam.steps.fields import free_text
from exam.steps.sequence import step_with
from exam.steps.step import WAS
from exam.store.settings import PHRASE_KINDS, Phrase, PhraseKind
from exam.store.stored import AnswerRefused, StoredExam
from exam.web.exams.changes import change
from exam.web.exams.steps import read_form
from exam.web.http.current import exams, settings, user_id
from exam.web.http.errors import is_htmx
from exam.web.http.once import form_key
from exam.web.http.sender import sent
from exam.web.presenters.assessment.phrases import FIELDS, own_phrases, phrases

blueprint = Blueprint("phrases", __name__)


@blueprint.get("/account/phrases")
def show_phrases() -> str:
    """One's own phrases of every kind."""
    return _show()


@blueprint.post("/account/phrases")
def add_phrase() -> ResponseReturnValue:
    """Add a phrase; a script is given the list with it, a form the page."""
    kind, text = _kind(request.form.get("kind", "")), free_text(request.form.get("text", "")) or ""
    try:
        settings().add_phrase(user_id(), kind, text, form_id=form_key(kind, text))
    except AnswerRefused as refused:
        if is_htmx():
            raise
        return _show(kind, text, refused.faults[0].message), 422
    if is_htmx():
        return render_template("phrases/_own.html", ready=own_phrases(kind, _own(kind)), oob=True)
    flash(say("Phrase added."), "message")
    return redirect(url_for("phrases.show_phrases", _anchor=f"phrases-{kind}"), 303)


@blueprint.post("/account/phrases/<int(max=2147483647):phrase_id>/remove")
def remove_phrase(phrase_id: int) -> ResponseReturnValue:
    """Remove one of one's own phrases; texts into which it was inserted are unchanged."""
    settings().remove_phrase(user_id(), phrase_id)
    flash(say("Phrase removed. Notes that contain it are unchanged."), "message")
    return redirect(url_for("phrases.show_phrases"), 303)


@blueprint.post("/exams/<exam_id>/phrases")
def use_phrase(exam_id: str) -> ResponseReturnValue:
    """Without a script: save what was typed, with the phrase that was tapped, or add what was typed as a phrase."""
    form = request.form
    kept = form.get("keep", "")
    kind = _kind(kept) if kept else None
    made = change(*exams().append(exam_id, user_id(), _with_phrase, **sent()))
    if kind:
        settings().add_phrase(user_id(), kind, free_text(form.get(FIELDS[kind], "")) or "")
        flash(say("Phrase added."), "message")
    card = made.anchor or "plan"
    return redirect(url_for("examination.show_step", exam_id=exam_id, slug=assessment.ID, _anchor=card), 303)


def _with_phrase(exam: StoredExam) -> Sequence[Answer]:
    """The answers of the form's texts, one of them with the phrase at its end."""
    form = request.form
    texts = {name: form[name] for path in FIELDS.values() for name in (path, f"{WAS}{path}") if name in form}
    kind, _, id = form.get("insert", "").partition(":")
    if id:
        ready = phrases(_kind(kind), _own(_kind(kind)), exam.record, assess(exam.record))
        texts[ready.field] = f"{texts.get(ready.field, '').rstrip()} {ready.text_of(id)}".strip()
    return read_form(step_with(assessment.ID), texts, exam)


def _kind(kind: str) -> PhraseKind:
    """The kind that a form names; another word ends the request in 422."""
    return kind if kind in PHRASE_KINDS else abort(422)


def _own(kind: PhraseKind) -> list[Phrase]:
    return settings().phrases(user_id(), kind)


def _show(kind: str = "", text: str = "", fault: str = "") -> str:
    lists = [own_phrases(one, _own(one)) for one in PHRASE_KINDS]
    return render_template("phrases/page.html", lists=lists, kind=kind, text=text, fault=fault)
