"""After the right password: a session begins, or the code of the second step is asked for first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from flask import redirect, session, url_for
from flask.typing import ResponseValue
from flask_security import UserMixin
from flask_security.tf_plugin import TfPlugin

from exam.store.accounts import StoredAccount
from exam.web.http.current import accounts, services

WAITING = "second"
"""Where the cookie says who gave the password, when, and for which one: no other is waited for, and not for long."""
LONGEST_WAIT = timedelta(minutes=5)


class SecondStep(TfPlugin):
    """Where Flask-Security asks, after a right password, whether more is needed."""

    def tf_enter(
        self,
        user: UserMixin,
        remember_me: bool | None,  # noqa: ARG002
        primary_authn_via: str,  # noqa: ARG002
        next_loc: str | None,
    ) -> ResponseValue | None:
        """Lead to the second step where the account has one; None where the password is enough."""
        if services().second_factors.of(user.id) is None:
            return None
        session[WAITING] = {"id": user.id, "at": datetime.now(UTC).isoformat(), "key": _mark_of(user.fs_uniquifier)}
        return redirect(url_for("second.ask", next=next_loc), 303)


def waiting_account() -> StoredAccount | None:
    """The account whose password this browser gave a moment ago; None without one."""
    waiting = session.get(WAITING)
    if not waiting or datetime.now(UTC) - datetime.fromisoformat(waiting["at"]) > LONGEST_WAIT:
        return None
    found = accounts().find(id=waiting["id"])
    return found if found and found.active and waiting["key"] == _mark_of(found.session_key) else None


def end_waiting() -> None:
    """Wait for no second step any more."""
    session.pop(WAITING, None)


def _mark_of(session_key: str) -> str:
    """Not the key itself, which a browser holds only once it is signed in."""
    return sha256(session_key.encode()).hexdigest()[:16]
