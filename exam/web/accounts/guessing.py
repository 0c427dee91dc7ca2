"""Bounds on guessing passwords: how often, for a name and for an address, and how many are compared at once.

Comparing one takes a tenth of a second of both processors and 64 MB, so that without a bound guesses slow every tap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from threading import BoundedSemaphore, Lock
from typing import Any

from flask import current_app, request
from flask.typing import ResponseReturnValue
from flask_security import current_user, verify_password
from flask_security.utils import get_message

from exam.domain.language import say_count
from exam.store.accounts import ATTEMPTS_WITHIN
from exam.web.accounts.library_messages import PasswordForm
from exam.web.http.current import accounts, services
from exam.web.http.last_resort import plain_answer
from exam.web.training.throttle import address_of

LONGEST_PASSWORD = 200
# In each server process one password is hashed while another waits; the other threads are for taps.
_room, _hashing = BoundedSemaphore(2), Lock()

View = Callable[..., ResponseReturnValue]


def may_guess(username: str) -> bool:
    """Count an attempt for this name and for the address that sends it; False, and not counted, after too many."""
    return accounts().may_try(username, datetime.now(UTC), from_address())


def from_address() -> str:
    """The address that this request comes from, as one person has it."""
    return address_of(request.remote_addr)


def too_often() -> str:
    """What is said after too many attempts."""
    minutes = int(ATTEMPTS_WITHIN.total_seconds() // 60)
    message = say_count(
        "Too many attempts. Try again in {minutes} minute.",
        "Too many attempts. Try again in {minutes} minutes.",
        minutes,
    )
    return message.format(minutes=minutes)


class HashingBusy(Exception):
    """One password is hashed and another waits already."""


@contextmanager
def a_turn() -> Iterator[None]:
    """Wait for one other password to be hashed. Raises `HashingBusy` for the third."""
    if not _room.acquire(blocking=False):
        raise HashingBusy
    try:
        with _hashing:
            yield
    finally:
        _room.release()


def in_turn(view: View) -> View:
    """Let a view that hashes a password wait for one other, and send away who would be the third."""

    @wraps(view)
    def bounded(*given: Any, **named: Any) -> ResponseReturnValue:
        if request.method != "POST":
            return view(*given, **named)
        try:
            with a_turn():
                return view(*given, **named)
        except HashingBusy:
            return say_busy()

    return bounded


def say_busy() -> ResponseReturnValue:
    """What is answered to who would be the third."""
    # The plain page: one of our layout would cost as much as a tap.
    host = request.headers.get("Host", "")
    return plain_answer(503, https_only=services().config.https_only, host=host)


def is_right(typed: str, hashed: str) -> bool:
    """Whether this is the password, or the PIN, with this hash. What is no hash, as of an import, is nobody's."""
    if len(typed) > LONGEST_PASSWORD or not is_hash(hashed):
        return False
    rules = current_app.extensions["security"].password_util
    return bool(verify_password(rules.normalize(typed), hashed))


def is_hash(stored: str) -> bool:
    """Whether an account has a password at all: one of an import has none until it is set."""
    return stored.startswith("$argon2")


class OwnPasswordForm(PasswordForm):
    """Another password for oneself. Whoever finds the tablet signed in must not guess the current one here."""

    def validate(self, **given: Any) -> bool:
        """Whether the current password is right and the new one will do, and there were not too many attempts."""
        name = current_user.username
        if not may_guess(name):
            self.password.errors = [too_often()]
            return False
        if len(self.password.data or "") > LONGEST_PASSWORD or not is_hash(current_user.password):
            self.password.errors = [_wrong()]
            return False
        if super().validate(**given):
            accounts().forget_attempts(name, from_address())
            current_user.must_change = False
            return True
        if _wrong() not in self.password.errors:
            # Something else was wrong, perhaps before the password was compared.
            accounts().take_attempt_back(name, from_address())
        return False


def _wrong() -> str:
    return str(get_message("INVALID_PASSWORD")[0])
