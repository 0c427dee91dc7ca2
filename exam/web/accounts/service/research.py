"""Whether examinations may be exported for research: an administrator records who decided that, or withdraws it."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from exam.domain.language import say, say_day
from exam.domain.words.values import moment
from exam.steps.fields import one_line
from exam.store.service.research import Decision, Permission
from exam.store.stored import AnswerRefused
from exam.web.accounts.again.asking import asks_again
from exam.web.http.current import services, settings, user_id
from exam.web.http.once import form_key

blueprint = Blueprint("research", __name__, url_prefix="/account/research")

TEXTS = ("decided_by", "role", "ground")
FIELDS = (*TEXTS, "decided_on", "reason")
Faults = dict[str, str]


@blueprint.get("/")
def show() -> str:
    """Whether exports for research are allowed, by whom and why; the form to change that; what was before."""
    return _show({}, {})


def _ask() -> str:
    return _show(_fields(), {})


@blueprint.post("/")
@asks_again(_ask)
def give() -> ResponseReturnValue:
    """Allow exports for research."""
    given = _fields()
    try:
        decided_on = date.fromisoformat(given["decided_on"])
    except ValueError:
        return _show(given, {"decided_on": say("Enter the day.")}), 422
    decided_by, role, ground = (one_line(given[name]) or "" for name in TEXTS)
    decision, today = Decision(decided_by, role, decided_on, ground), settings().now().date()
    try:
        services().research.give(decision, today, user_id(), form_id=form_key(*given.values()))
    except AnswerRefused as refused:
        return _show(given, {fault.path: fault.message for fault in refused.faults}), 422
    flash(say("It was recorded that examinations may be exported for research."), "message")
    return redirect(url_for("research.show"), 303)


@blueprint.post("/withdraw")
@asks_again(_ask)
def withdraw() -> ResponseReturnValue:
    """Withdraw the permission."""
    given = _fields()
    try:
        services().research.withdraw(one_line(given["reason"]) or "", user_id())
    except AnswerRefused as refused:
        return _show(given, {fault.path: fault.message for fault in refused.faults}), 422
    flash(say("The permission was withdrawn. What was exported before has left the clinic all the same."), "message")
    return redirect(url_for("research.show"), 303)


def _fields() -> dict[str, str]:
    return {name: request.form.get(name, "")[:2000] for name in FIELDS}


def _show(given: dict[str, str], faults: Faults) -> str:
    every, today = services().research.every(), settings().now().date().isoformat()
    in_force = next((one for one in every if one.withdrawn_at is None), None)
    return render_template(
        "accounts/service/research.html",
        in_force=in_force,
        past=[(one, _ended(one)) for one in every if one.withdrawn_at],
        recorded=moment(settings().clinic().by_clock(in_force.recorded_at)) if in_force else "",
        given={name: given.get(name, "") for name in FIELDS} | {"decided_on": given.get("decided_on") or today},
        today=today,
        faults=faults,
    )


def _ended(permission: Permission) -> str:
    return say_day(settings().clinic().by_clock(permission.withdrawn_at)) if permission.withdrawn_at else ""
