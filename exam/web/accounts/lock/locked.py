"""Whether the session of this browser is locked, and what a page says of it to its scripts.

A locked session counts as signed out: no view is reached with its account but those that unlock or end it.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from exam.store.accounts import StoredAccount
from exam.store.sessions.kept import Lasting
from exam.web.accounts.kept_session import this_session
from exam.web.accounts.passkeys.place import own_here
from exam.web.http.current import accounts, is_demonstration
from exam.web.http.errors import is_htmx, problem_of, respond, wants_json

OPEN_WHILE_LOCKED = {"lock.show", "lock.lock", "lock.unlock", "lock.ask_passkey", "accounts.sign_out", "offline.who"}
LOCKED = 423


@dataclass(frozen=True, slots=True)
class Lock:
    """What the scripts of a page know: after how many minutes they hide it, and which opening of the tablet it is."""

    minutes: int
    opening: str
    is_locked: bool
    takes_pin: bool
    takes_passkey: bool


def locked_session() -> Lasting | None:
    """The session of this browser while it is locked."""
    found = this_session()
    return found if found and found.is_locked else None


def locked_account() -> StoredAccount | None:
    """The account whose session is locked in this browser."""
    found = locked_session()
    return accounts().find(id=found.account_id) if found else None


def lock_of_page() -> Lock | None:
    """The lock of the page that is shown; None without a session, and for a demonstration, which is of no patient."""
    found = None if is_demonstration() else this_session()
    if found is None:
        return None
    minutes = int(found.lock_after.total_seconds() // 60)
    takes_passkey = bool(own_here(found.account_id))
    return Lock(minutes, found.opening, found.is_locked, found.takes_pin, takes_passkey)


def say_locked() -> Response:
    """Lead a reader to where it is unlocked and back again; reply to anything else that nothing was saved."""
    if wants_json() or is_htmx() or request.method not in ("GET", "HEAD"):
        return respond(problem_of(LOCKED))
    return redirect(url_for("lock.show", next=request.full_path.rstrip("?")), 303)
