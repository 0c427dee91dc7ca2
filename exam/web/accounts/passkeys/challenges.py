"""Challenges that an authenticator signs: each for one browser and purpose, once, and not for long.

The browser holds its challenge in its signed cookie; the store notes what was answered, so that neither a copy of the
cookie nor another server process takes it a second time.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from hashlib import sha256

from flask import session

from exam.store.factors.passkeys import CHALLENGE_LASTS
from exam.web.http.current import services

IN_COOKIE = "passkey"
SIGN_IN = "sign-in"


def of_account(purpose: str, account_id: int) -> str:
    """A purpose of one account alone, as adding a passkey."""
    return f"{purpose}:{account_id}"


def begin(purpose: str) -> str:
    """A new challenge for this browser, in place of one before: 256 random bits, base64url."""
    challenge = secrets.token_urlsafe(32)
    session[IN_COOKIE] = {"challenge": challenge, "for": purpose, "at": datetime.now(UTC).isoformat()}
    return challenge


def take(purpose: str) -> str | None:
    """The challenge that this browser was given for this purpose, which is of no use afterwards; None without one."""
    waiting, now = session.pop(IN_COOKIE, None), datetime.now(UTC)
    if not waiting or waiting["for"] != purpose or now - datetime.fromisoformat(waiting["at"]) > CHALLENGE_LASTS:
        return None
    challenge = str(waiting["challenge"])
    return challenge if services().passkeys.take_challenge(sha256(challenge.encode()).hexdigest(), now) else None
