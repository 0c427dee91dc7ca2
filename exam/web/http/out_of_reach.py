"""A database that cannot be used now is a 503, which a tablet treats as a lost connection: its taps wait."""

from __future__ import annotations

from flask import Flask, current_app
from werkzeug.wrappers import Response

from exam.domain.language import say
from exam.store.database import DatabaseGone, DatabaseOutOfReach
from exam.web.http.errors import Problem, respond

TRY_AGAIN_AFTER = 5  # seconds


def answer_out_of_reach(app: Flask) -> None:
    """Answer every request that needs the database while it is out of reach."""
    app.register_error_handler(DatabaseOutOfReach, _say_out_of_reach)


def _say_out_of_reach(error: DatabaseOutOfReach) -> Response:
    current_app.logger.error("the database is out of reach: %s", error)
    response = respond(_gone() if isinstance(error, DatabaseGone) else _busy())
    response.headers["Retry-After"] = str(TRY_AGAIN_AFTER)
    return response


def _busy() -> Problem:
    return Problem(
        503,
        say("The database cannot be reached"),
        say(
            "What was just sent may not be saved. Answers that wait on a tablet stay there and are sent once the "
            "database responds. Try again in a moment."
        ),
        out_of_reach=True,
    )


def _gone() -> Problem:
    return Problem(
        503,
        say("The file of the database is missing"),
        say(
            "It was deleted, moved or replaced while the server was running. Nothing is read or saved until whoever "
            "runs this server has put it back and started the server again. Answers that wait on a tablet stay there."
        ),
        out_of_reach=True,
    )
