"""Asks for one's own password again, or a passkey, before a signature and an administrator's acts.

It is not asked for where it was given in this session a few minutes ago, as at the sign-in. The form that needs it has
the field for it, and is shown again with what was typed when the password is wrong or missing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any

from flask import g, make_response, request
from flask.typing import ResponseReturnValue
from flask_security import current_user

from exam.domain.language import mark, say
from exam.web.accounts.guessing import (
    HashingBusy,
    View,
    a_turn,
    from_address,
    is_right,
    may_guess,
    say_busy,
    too_often,
)
from exam.web.accounts.kept_session import prove, proved_at
from exam.web.accounts.passkeys.proving import fault_of
from exam.web.http.current import accounts, is_demonstration, services

FIELD, PASSKEY = "own_password", "passkey"
MISSING = mark("Enter your password to continue. Nothing was saved yet.")
WRONG = mark("Wrong password. Nothing was saved.")
OK, NOT_ACCEPTED = 200, 422

Shown = Callable[..., ResponseReturnValue]


def again_needed() -> bool:
    """Whether this session must prove again whose it is. A demonstration has no password."""
    if is_demonstration() or not current_user.is_authenticated:
        return False
    if "again_needed" not in g:
        g.again_needed = not _is_recent()
    return bool(g.again_needed)


def ask_always() -> None:
    """Before a request: the password is asked for, however recently it was given."""
    g.again_needed = True


def again_fault() -> str | None:
    """What was wrong with the password that came with this request."""
    fault: str | None = g.get("again_fault")
    return fault


def is_asked(endpoint: str, **where: Any) -> bool:
    """Whether the form of this address was sent and is shown again for the password."""
    return again_fault() is not None and request.endpoint == endpoint and request.view_args == where


def asks_again(show: Shown) -> Callable[[View], View]:
    """Let a view run only for a session that proved whose it is; otherwise `show` the form again, with the fault.

    It stands above `in_turn`: a password is compared here and another hashed there.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def asking(**named: Any) -> ResponseReturnValue:
            try:
                g.again_fault = _fault()
            except HashingBusy:
                return say_busy()
            if g.again_fault is None:
                return view(**named)
            response = make_response(show(**named))
            if response.status_code == OK:
                response.status_code = NOT_ACCEPTED
            return response

        return asking

    return decorate


def _is_recent() -> bool:
    minutes, at = services().settings.clinic().again_minutes, proved_at()
    return at is not None and datetime.now(UTC) - at < timedelta(minutes=minutes)


def _fault() -> str | None:
    if not again_needed():
        return None
    given = request.form.get(PASSKEY, "")
    fault = _passkey_fault(given) if given else _password_fault()
    if fault is None:
        prove()
        g.again_needed = False
    return fault


def _passkey_fault(given: str) -> str | None:
    fault = fault_of("again", current_user.id, given)
    return say("{fault} Nothing was saved.").format(fault=fault) if fault else None


def _password_fault() -> str | None:
    typed, name = request.form.get(FIELD, ""), current_user.username
    if not typed:
        return say(MISSING)
    if not may_guess(name):
        return too_often()
    with a_turn():
        is_own = is_right(typed, current_user.password)
    if not is_own:
        services().trail.note(mark("wrong password when asked again"))
        return say(WRONG)
    accounts().forget_attempts(name, from_address())
    return None
