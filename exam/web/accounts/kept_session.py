"""The session of this browser, as the store keeps it: it ends there, whatever the cookie says."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import g, has_request_context, request, session

from exam.store.accounts import StoredAccount
from exam.store.sessions.kept import Lasting, key_of
from exam.web.http.current import accounts, services

IN_COOKIE = "session"
# Requested in the background; the service worker by the browser itself, and a note's pages by its page: a reply that
# comes late would undo what was said meanwhile to the one who signed.
IN_BACKGROUND = {
    "examination.show_changes",
    "offline.copy_step",
    "offline.show_emergency_signs",
    "offline.service_worker",
    "offline.show_page",
    "offline.who",
    "notes.show_page",
    "notes.show_pages",
    "training.who",
}


def begin_kept(account_id: int) -> None:
    """Begin a session of an account in this browser, in place of the one before."""
    end_kept()
    browser = request.user_agent.string
    now = datetime.now(UTC)
    forget_look()
    session[IN_COOKIE] = services().sessions.begin(account_id, request.remote_addr or "", browser, now)


def end_kept() -> None:
    """End the session of this browser."""
    held = session.pop(IN_COOKIE, "")
    if held:
        services().sessions.end(held)


def account_here(session_key: str) -> StoredAccount | None:
    """The account that the cookie names, where this browser has a session of it that lasts and is not locked.

    What comes in the background does not use it.
    """
    if not has_request_context():
        return accounts().find(session_key=session_key)
    used = request.endpoint not in IN_BACKGROUND
    found, kept = services().sessions.signed_in(session_key, token(), datetime.now(UTC), used=used)
    if found:
        g.kept = kept
    return found if kept is not None and not kept.is_locked else None


def token() -> str:
    """What this browser holds of its session; "" without one."""
    held: str = session.get(IN_COOKIE, "")
    return held


def this_session() -> Lasting | None:
    """The session of this browser, locked or not; None if it has none, or that is over."""
    if "kept" not in g:
        g.kept = services().sessions.look(token(), datetime.now(UTC)) if token() else None
    found: Lasting | None = g.kept
    return found


def forget_look() -> None:
    """Look at the session of this browser again: it was changed."""
    g.pop("kept", None)


def proved_at() -> datetime | None:
    """When the account of this browser's session last proved to be itself."""
    return services().sessions.proved_at(token())


def prove() -> None:
    """Note that the account of this browser's session proved to be itself now."""
    services().sessions.prove(token(), datetime.now(UTC))


def is_this(key: str) -> bool:
    """Whether a kept session is the one of this browser."""
    return key == key_of(token())
