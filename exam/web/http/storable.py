"""Text and numbers that no database takes are refused as a wrong request, before or when they reach it."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask, abort, request

from exam.store.database import NotStorable
from exam.web.http.errors import problem_of, respond

# PostgreSQL stores no text with it, and no keyboard types it.
NUL = "\0"


def refuse_not_storable(app: Flask) -> None:
    """Refuse them in every address and every form. In JSON each field is read by the rules of the record."""
    app.before_request(_refuse_nul)
    app.register_error_handler(NotStorable, lambda _: respond(problem_of(400)))


def _refuse_nul() -> None:
    if any(NUL in text for text in _texts()):
        abort(400)


def _texts() -> Iterator[str]:
    yield request.path
    # To ask for the form of JSON would begin to read it, before its view says how much it takes.
    for values in (request.args, *(() if request.is_json else (request.form,))):
        for name, value in values.items(multi=True):
            yield name
            yield value
