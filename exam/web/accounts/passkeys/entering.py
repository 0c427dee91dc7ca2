"""Signing in with a passkey, in place of the password and of the code of the second step."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user, login_user

from exam.web.accounts.guessing import from_address, may_guess, too_often
from exam.web.accounts.passkeys.proving import PasskeyRefused, ask_to_sign_in, who_signed_in
from exam.web.accounts.sign_in import SignedIn
from exam.web.accounts.ways_in import take_forms_only
from exam.web.http.current import accounts
from exam.web.http.trail import sign_in_failed

blueprint = Blueprint("passkey_sign_in", __name__, url_prefix="/account/sign-in/passkey")
blueprint.before_request(take_forms_only)


@blueprint.post("/options")
def begin() -> ResponseReturnValue:
    """What the browser is asked, for its script."""
    if current_user.is_authenticated:
        return redirect("/", 303)
    return {"get": ask_to_sign_in()}


@blueprint.post("")
def sign_in() -> ResponseReturnValue:
    """Begin a session of whoever's passkey signed; back to the form otherwise."""
    after = request.form.get("next", "")
    if current_user.is_authenticated:
        return redirect(after or "/", 303)
    fault = _fault()
    if fault is None:
        return redirect(after or "/", 303)
    flash(fault, "error")
    return redirect(url_for("accounts.sign_in", next=after or None), 303)


def _fault() -> str | None:
    # Nobody guesses a key: counted for the address alone, so that no name is locked, and the trail is not filled.
    if not may_guess(""):
        return too_often()
    try:
        account = who_signed_in(request.form.get("passkey", ""))
    except PasskeyRefused as refused:
        sign_in_failed(refused.username, refused.act)
        return str(refused)
    accounts().take_attempt_back("", from_address())
    login_user(SignedIn(account), authn_via=["passkey"])
    return None
