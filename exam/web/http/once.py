"""Once means once: a form that creates something carries an id, so that sending it twice creates it once."""

from __future__ import annotations

from hashlib import sha256
from uuid import uuid4

from flask import request

LONGEST_ID = 64


def new_form_id() -> str:
    """A new id, for each form each time it is shown."""
    return uuid4().hex


def form_key(*typed: str) -> str:
    """The id of the form that this request sends, for the store; "" for a form without one.

    What was typed is part of it: a page that the browser shows again has the same id, and with another text in it the
    form must create something else, not open what it created before.
    """
    return _key(request.form.get("form_id", "")[:LONGEST_ID], *typed)


def request_key() -> str:
    """The id that a program gave its request, for the store; "" for one without. The body is part of it."""
    return _key(request.headers.get("Idempotency-Key", ""), request.get_data().decode("utf-8", "replace"))


def _key(given: str, *with_it: str) -> str:
    return sha256("\0".join((given, *with_it)).encode()).hexdigest()[:32] if given else ""
