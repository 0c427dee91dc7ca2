"""The session of this browser, as the store keeps it: it ends there, whatever the cookie says."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import has_request_context, request, session

from exam.store.sessions.kept import key_of
from exam.web.http.current import services

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
    session[IN_COOKIE] = services().sessions.begin(account_id, request.remote_addr or "", browser, now)


def end_kept() -> None:
    """End the session of this browser."""
    token = session.pop(IN_COOKIE, "")
    if token:
        services().sessions.end(token)


def is_kept(account_id: int) -> bool:
    """Whether this browser has a session of this account that lasts; what comes in the background does not use it."""
    if not has_request_context():
        return True
    token, used = session.get(IN_COOKIE, ""), request.endpoint not in IN_BACKGROUND
    return bool(token) and services().sessions.is_open(token, account_id, datetime.now(UTC), used=used)


def proved_at() -> datetime | None:
    """When the account of this browser's session last proved to be itself."""
    return services().sessions.proved_at(session.get(IN_COOKIE, ""))


def prove() -> None:
    """Note that the account of this browser's session proved to be itself now."""
    services().sessions.prove(session.get(IN_COOKIE, ""), datetime.now(UTC))


def is_this(key: str) -> bool:
    """Whether a kept session is the one of this browser."""
    return key == key_of(session.get(IN_COOKIE, ""))
