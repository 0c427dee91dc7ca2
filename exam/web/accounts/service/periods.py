"""The clinic's act: an administrator records that it puts Dermyo into service, or withdraws that."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from exam.domain.language import say, say_day
from exam.domain.reasoning.version import PROGRAM
from exam.domain.words.regulatory_status import Service, regulatory_words
from exam.domain.words.values import moment
from exam.steps.fields import one_line
from exam.store.service.periods import Period, Versions
from exam.store.stored import AnswerRefused
from exam.web.accounts.again.asking import asks_again
from exam.web.http.current import services, settings, user_id
from exam.web.http.once import form_key
from reference import load_reference

blueprint = Blueprint("service", __name__, url_prefix="/account/service")

FIELDS = ("responsible", "since", "purpose", "reason")
Faults = dict[str, str]


@blueprint.get("/")
def show() -> str:
    """Whether Dermyo is in service here, since when and by whom; the form to change that; what was before."""
    return _show({}, {})


def _ask() -> str:
    return _show(_fields(), {})


@blueprint.post("/")
@asks_again(_ask)
def begin() -> ResponseReturnValue:
    """Put Dermyo into service."""
    given = _fields()
    try:
        since = date.fromisoformat(given["since"])
    except ValueError:
        return _show(given, {"since": say("Enter the day.")}), 422
    service = Service(one_line(given["responsible"]) or "", since, one_line(given["purpose"]) or "")
    try:
        _begin(service, form_key(*given.values()))
    except AnswerRefused as refused:
        return _show(given, {fault.path: fault.message for fault in refused.faults}), 422
    flash(say("It was recorded that Dermyo is in service here. Notes already signed are unchanged."), "message")
    return redirect(url_for("service.show"), 303)


@blueprint.post("/withdraw")
@asks_again(_ask)
def withdraw() -> ResponseReturnValue:
    """Withdraw Dermyo from service."""
    given = _fields()
    try:
        services().periods.withdraw(one_line(given["reason"]) or "", user_id())
    except AnswerRefused as refused:
        return _show(given, {fault.path: fault.message for fault in refused.faults}), 422
    flash(say("Dermyo was withdrawn from service. Notes already signed are unchanged."), "message")
    return redirect(url_for("service.show"), 303)


@blueprint.app_template_global()
def regulatory_status_here() -> str:
    """The regulatory status in this clinic; that of nobody's in a demonstration."""
    return regulatory_words(settings().clinic().service)


@blueprint.app_template_global()
def service_line() -> str:
    """In one line, without a name, whether Dermyo is in service here."""
    service = settings().clinic().service
    if service is None:
        return say("Not in clinical service: for teaching, research and simulated patients only.")
    return say("In clinical service since {day}.").format(day=service.day)


def _begin(service: Service, form_id: str) -> None:
    versions, today = Versions(PROGRAM, load_reference().version), settings().now().date()
    services().periods.begin(service, versions, today, user_id(), form_id=form_id)


def _fields() -> dict[str, str]:
    return {name: request.form.get(name, "")[:2000] for name in FIELDS}


def _show(given: dict[str, str], faults: Faults) -> str:
    every, today = services().periods.every(), settings().now().date().isoformat()
    lasting = next((one for one in every if one.withdrawn_at is None), None)
    return render_template(
        "accounts/service/periods.html",
        lasting=lasting,
        now=Versions(PROGRAM, load_reference().version),
        past=[(one, _ended(one)) for one in every if one.withdrawn_at],
        recorded=_at(lasting) if lasting else "",
        given={name: given.get(name, "") for name in FIELDS} | {"since": given.get("since") or today},
        today=today,
        faults=faults,
    )


def _at(period: Period) -> str:
    return moment(settings().clinic().by_clock(period.recorded_at))


def _ended(period: Period) -> str:
    return say_day(settings().clinic().by_clock(period.withdrawn_at)) if period.withdrawn_at else ""
