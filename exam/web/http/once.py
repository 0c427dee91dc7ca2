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
    form_id = request.form.get("form_id", "")[:LONGEST_ID]
    return sha256("\0".join((form_id, *typed)).encode()).hexdigest()[:32] if form_id else ""
