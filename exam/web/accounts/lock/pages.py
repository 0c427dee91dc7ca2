"""Locking this tablet at once, and unlocking it: its page, and what the lock screen of any other page asks."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from exam.domain.language import mark, say
from exam.store.accounts import StoredAccount
from exam.store.sessions.kept import Lasting
from exam.web.accounts.guessing import HashingBusy, a_turn, from_address, is_right, may_guess, say_busy, too_often
from exam.web.accounts.kept_session import forget_look, prove, this_session, token
from exam.web.accounts.lock.locked import locked_account, locked_session
from exam.web.accounts.lock.rules import is_pin
from exam.web.accounts.passkeys.proving import ask, fault_of
from exam.web.accounts.ways_in import take_forms_only
from exam.web.http.current import accounts, services
from exam.web.http.errors import is_htmx
from exam.web.http.trail import act_as_account

blueprint = Blueprint("lock", __name__, url_prefix="/account")
blueprint.before_request(take_forms_only)

NOT_ACCEPTED = 422
WRONG_PIN = mark("Wrong PIN.")
NO_PIN_LEFT = mark("Too many wrong PINs. Enter your password.")
NO_PIN = mark("You have no PIN. Enter your password.")
WRONG_PASSWORD = mark("Wrong password.")
MISSING = mark("Enter your PIN or your password.")


@blueprint.get("/lock")
def show() -> ResponseReturnValue:
    """Where the tablet is unlocked, or somebody else signs in."""
    account = locked_account()
    return redirect(request.args.get("next") or "/", 303) if account is None else _show(account, None)


@blueprint.post("/lock")
def lock() -> ResponseReturnValue:
    """Lock this tablet. What waits on it, and what is typed on its page, stays there."""
    found, _ = _whose()
    if not found.is_locked:
        services().sessions.lock(token(), datetime.now(UTC))
        services().trail.note(mark("locked the tablet"))
    return ("", 204) if is_htmx() else redirect(url_for("lock.show", next=request.form.get("next")), 303)


@blueprint.post("/unlock")
def unlock() -> ResponseReturnValue:
    """Unlock this tablet with the PIN, a passkey or the password of whoever is signed in on it."""
    found, account = _whose()
    try:
        fault = _fault(account, found)
    except HashingBusy:
        return say_busy()
    if fault:
        return _refuse(account, fault)
    services().sessions.unlock(token(), datetime.now(UTC))
    forget_look()
    return _opened(account)


@blueprint.post("/unlock/passkey")
def ask_passkey() -> ResponseReturnValue:
    """What the browser is asked, to unlock with a passkey."""
    _, account = _whose()
    return {"get": ask("unlock", account.id)}


@blueprint.post("/used")
def note_used() -> ResponseReturnValue:
    """Somebody reads, scrolls or types: that a request comes is noted already."""
    return "", 204


def _whose() -> tuple[Lasting, StoredAccount]:
    """The session of this tablet, locked or not, and its account, who acts from here on."""
    found = this_session() or abort(401)
    account = accounts().find(id=found.account_id)
    if account is None or not account.active:
        abort(401)
    act_as_account(account)
    return found, account


def _opened(account: StoredAccount) -> ResponseReturnValue:
    if not is_htmx():
        return redirect(request.form.get("next") or "/", 303)
    opened = this_session()
    return jsonify(account=str(account.id), opening=opened.opening if opened else "")


def _refuse(account: StoredAccount, fault: str) -> ResponseReturnValue:
    forget_look()
    if not is_htmx() and locked_session():
        return _show(account, fault), NOT_ACCEPTED
    left = this_session()
    return jsonify(message=fault, takes_pin=bool(left and left.takes_pin)), NOT_ACCEPTED


def _show(account: StoredAccount, fault: str | None) -> str:
    after = request.values.get("next", "")
    # Signing out asks about what waits on this tablet of the account, which is not signed in while it is locked.
    mark_of_account = {"account_mark": lambda: str(account.id)}
    return render_template("accounts/lock/page.html", person=account, fault=fault, after=after, **mark_of_account)


def _fault(account: StoredAccount, found: Lasting) -> str | None:
    """Why what was typed does not unlock it. Raises `HashingBusy`."""
    pin, password = request.form.get("pin", "").strip(), request.form.get("password", "")
    passkey = request.form.get("passkey", "")
    if passkey:
        return _fault_of_passkey(account, passkey)
    if password:
        return _fault_of_password(account, password)
    return _fault_of_pin(account, pin, found) if pin else say(MISSING)


def _fault_of_pin(account: StoredAccount, pin: str, found: Lasting) -> str | None:
    hashed = services().pins.of(account.id)
    if hashed is None:
        return say(NO_PIN)
    with a_turn():
        # Counted before it is compared: of many that are sent at once no more than 5 are.
        if not found.takes_pin or not services().sessions.count_pin(token()):
            return say(NO_PIN_LEFT)
        if is_pin(pin) and is_right(pin, hashed):
            services().trail.note(mark("unlocked with the PIN"))
            return None
    services().trail.note(mark("wrong PIN"))
    forget_look()
    left = this_session()
    return say(WRONG_PIN if left and left.takes_pin else NO_PIN_LEFT)


def _fault_of_passkey(account: StoredAccount, given: str) -> str | None:
    fault = fault_of("unlock", account.id, given)
    if fault is None:
        prove()
        services().trail.note(mark("unlocked with a passkey"))
    return fault


def _fault_of_password(account: StoredAccount, typed: str) -> str | None:
    if not may_guess(account.username):
        return too_often()
    with a_turn():
        is_own = is_right(typed, account.password)
    if not is_own:
        services().trail.note(mark("wrong password at the lock"))
        return say(WRONG_PASSWORD)
    accounts().forget_attempts(account.username, from_address())
    prove()
    services().trail.note(mark("unlocked with the password"))
    return None
