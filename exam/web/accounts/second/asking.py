"""The second step of signing in: the code that the app shows now, or a recovery code."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user, login_user

from exam.domain.language import mark, say
from exam.store.accounts import StoredAccount
from exam.web.accounts.guessing import from_address, may_guess, too_often
from exam.web.accounts.second.codes import NotReadable, hash_of, step_of
from exam.web.accounts.second.entering import end_waiting, waiting_account
from exam.web.accounts.sign_in import SignedIn
from exam.web.accounts.ways_in import take_forms_only
from exam.web.http.current import accounts, services
from exam.web.http.trail import sign_in_failed

blueprint = Blueprint("second", __name__, url_prefix="/account")
blueprint.before_request(take_forms_only)

LONGEST_CODE = 40
WRONG = mark("Wrong code, or one that was used already. Wait for the next one, and check the clock of your phone.")
WRONG_RECOVERY = mark("Wrong recovery code, or one that was used already.")
NO_KEY = mark(
    "The codes of the app cannot be checked, because the server's secret key has changed. Use a recovery code, or ask "
    "an administrator to turn two-step sign-in off for you."
)
NOT_ACCEPTED = 422


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
def ask() -> ResponseReturnValue:
    """Ask who gave the right password for the code; with it they are signed in."""
    account = waiting_account()
    if account is None or current_user.is_authenticated:
        end_waiting()
        return redirect(url_for("accounts.sign_in"), 303)
    after = request.values.get("next", "")
    if request.method == "GET":
        return render_template("accounts/second/ask.html", fault=None, after=after)
    fault = _fault(account)
    if fault:
        return render_template("accounts/second/ask.html", fault=fault, after=after), NOT_ACCEPTED
    end_waiting()
    login_user(SignedIn(account), authn_via=["password", "code"])
    return redirect(after or "/", 303)


def _fault(account: StoredAccount) -> str | None:
    # Counted apart: the right password before each code must not forgive the wrong codes. No username has a line break.
    name = f"{account.username}\ncode"
    if not may_guess(name):
        return too_often()
    typed, recovery = request.form.get("code", ""), request.form.get("recovery", "")
    try:
        is_right = _takes_recovery(account, recovery) if recovery else _takes_code(account, typed)
    except NotReadable:
        return say(NO_KEY)
    if is_right:
        accounts().forget_attempts(name, from_address())
        return None
    sign_in_failed(account.username, mark("wrong code at sign-in"))
    return say(WRONG_RECOVERY if recovery else WRONG)


def _takes_code(account: StoredAccount, typed: str) -> bool:
    """Whether the app of the account shows this code now, and it is used the first time. Raises `NotReadable`."""
    factor = services().second_factors.of(account.id)
    if factor is None or len(typed) > LONGEST_CODE:
        return False
    step = step_of(typed, factor.secret, account.id, datetime.now(UTC))
    return step is not None and services().second_factors.take_step(account.id, step)


def _takes_recovery(account: StoredAccount, typed: str) -> bool:
    is_long = len(typed) > LONGEST_CODE
    return not is_long and services().second_factors.take_code(account.id, hash_of(typed), datetime.now(UTC))
