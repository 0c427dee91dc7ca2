"""Two-step sign-in of one's own account: set up with an app, and turned off; for a colleague by an administrator."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from exam.domain.language import mark, say, say_day
from exam.web.accounts.again.asking import asks_again
from exam.web.accounts.second.asking import LONGEST_CODE, NOT_ACCEPTED
from exam.web.accounts.second.codes import (
    NotReadable,
    drawing_of,
    hash_of,
    new_recovery_codes,
    new_secret,
    readable_secret,
    step_of,
)
from exam.web.accounts.views import ask_to_change, colleague_of
from exam.web.http.current import account, services, settings, user_id

blueprint = Blueprint("two_step", __name__, url_prefix="/account")

LONGEST_SECRET = 255
WRONG = mark("That is not the code that the app shows now. Check the clock of your phone.")


@blueprint.get("/two-step")
def show() -> ResponseReturnValue:
    """Whether it is on, and what can be done."""
    factor = services().second_factors.of(user_id())
    since = say_day(settings().clinic().by_clock(factor.set_up_at)) if factor else ""
    return render_template("accounts/second/own.html", factor=factor, since=since)


def _show_new(fault: str | None = None) -> str:
    """What the app reads: a new secret, or the same as before a mistake."""
    mine, secret = account(), request.form.get("secret", "")[:LONGEST_SECRET]
    try:
        readable = readable_secret(secret, mine.id)
    except NotReadable:
        secret = new_secret(mine.id)
        readable = readable_secret(secret, mine.id)
    drawing = drawing_of(secret, mine.id, mine.username)
    return render_template("accounts/second/new.html", secret=secret, readable=readable, drawing=drawing, fault=fault)


@blueprint.get("/two-step/new")
def show_new() -> ResponseReturnValue:
    """The page with which an app is set up. Nothing is on before its first code is given."""
    return _show_new()


@blueprint.post("/two-step/new")
@asks_again(_show_new)
def turn_on() -> ResponseReturnValue:
    """Turn it on with the first code of the app, and show the recovery codes, once."""
    mine, secret, now = user_id(), request.form.get("secret", "")[:LONGEST_SECRET], datetime.now(UTC)
    try:
        step = step_of(request.form.get("code", "")[:LONGEST_CODE], secret, mine, now)
    except NotReadable:
        step = None
    if step is None:
        return _show_new(say(WRONG)), NOT_ACCEPTED
    codes = new_recovery_codes()
    services().second_factors.turn_on(mine, secret, step, [hash_of(code) for code in codes], now)
    return render_template("accounts/second/codes.html", codes=codes)


@blueprint.post("/two-step/codes")
@asks_again(show)
def replace_codes() -> ResponseReturnValue:
    """Make new recovery codes, in place of those before."""
    if services().second_factors.of(user_id()) is None:
        return redirect(url_for("two_step.show"), 303)
    codes = new_recovery_codes()
    services().second_factors.replace_codes(user_id(), [hash_of(code) for code in codes])
    return render_template("accounts/second/codes.html", codes=codes)


@blueprint.post("/two-step/off")
@asks_again(show)
def turn_off() -> ResponseReturnValue:
    """Sign in with the password alone from now on."""
    if services().second_factors.turn_off(user_id()):
        flash(say("Two-step sign-in is off: your password alone signs you in."), "message")
    return redirect(url_for("two_step.show"), 303)


@blueprint.post("/people/<int(max=2147483647):account_id>/two-step-off")
@asks_again(ask_to_change)
def turn_off_for(account_id: int) -> ResponseReturnValue:
    """Turn it off for a colleague who lost phone and recovery codes."""
    colleague = colleague_of(account_id) or abort(404)
    if services().second_factors.turn_off(colleague.id):
        flash(say("{name} signs in with the password alone now.").format(name=colleague.full_name), "message")
    return redirect(url_for("accounts.show_people"), 303)
