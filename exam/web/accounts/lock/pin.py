"""The PIN of one's own account: set with the password, and removed."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import hash_password

from exam.domain.language import say
from exam.web.accounts.again.asking import ask_always, asks_again
from exam.web.accounts.guessing import in_turn
from exam.web.accounts.lock.rules import fault_of_pin
from exam.web.accounts.ways_in import take_forms_only
from exam.web.http.current import account, services, user_id

blueprint = Blueprint("pin", __name__, url_prefix="/account/pin")
blueprint.before_request(take_forms_only)
blueprint.before_request(ask_always)

NOT_ACCEPTED = 422
LONGEST_TYPED = 40


def _show(fault: str | None = None) -> str:
    has_pin = services().pins.of(user_id()) is not None
    return render_template("accounts/lock/pin.html", has_pin=has_pin, fault=fault)


@blueprint.get("/")
def show() -> ResponseReturnValue:
    """Whether there is one, and the form for a new one."""
    return _show()


@blueprint.post("/")
@asks_again(_show)
@in_turn
def set_pin() -> ResponseReturnValue:
    """Set it, or say what is wrong with it."""
    pin = request.form.get("pin", "").strip()[:LONGEST_TYPED]
    fault = fault_of_pin(pin, account())
    if fault is None and pin != request.form.get("pin_again", "").strip():
        return _show(say("The PINs do not match.")), NOT_ACCEPTED
    if fault:
        return _show(say(fault)), NOT_ACCEPTED
    services().pins.set(user_id(), hash_password(pin), datetime.now(UTC))
    flash(say("Your PIN was set. It unlocks a tablet that you are signed in on."), "message")
    return redirect(url_for("accounts.show_own"), 303)


@blueprint.post("/remove")
@asks_again(_show)
def remove() -> ResponseReturnValue:
    """Unlock with the password alone from now on."""
    if services().pins.remove(user_id()):
        flash(say("Your PIN was removed: your password unlocks a tablet."), "message")
    return redirect(url_for("accounts.show_own"), 303)
