"""Each request has a number, in a header of its answer, on the page of a fault and in the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import perf_counter
from typing import Any

from flask import Flask, Response, current_app, g, request

from exam.logs.lines import current_request
from exam.logs.requests import HEADER, Answered, log_request, new_number

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]

ENDPOINT, ACCOUNT = "dermyo.endpoint", "dermyo.account"
NO_ENDPOINT = "none"
FAULT = "a fault of the program"


def number_requests(app: Flask) -> None:
    """Number every request and log it. Must wrap whatever else answers.

    What is answered ahead of the application, as style sheets and `/healthz`, has nobody's data and is not logged.
    """
    rest: Wsgi = app.wsgi_app
    app.after_request(_describe)
    app.jinja_env.globals["request_number"] = current_request.get
    app.log_exception = _log_fault  # type: ignore[method-assign]

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        began, number, statuses = perf_counter(), new_number(), [0]
        token = current_request.set(number)

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            statuses[:] = [int(status[:3])]
            return start_response(status, [*headers, (HEADER, number)], exc_info)

        try:
            body = rest(environ, start)
            if ENDPOINT in environ or statuses[0] >= 500:
                _log(environ, number, statuses[0], perf_counter() - began)
        finally:
            current_request.reset(token)
        return body

    app.wsgi_app = answer  # type: ignore[method-assign]


def _log(environ: dict[str, Any], number: str, status: int, seconds: float) -> None:
    endpoint, account = environ.get(ENDPOINT, NO_ENDPOINT), environ.get(ACCOUNT)
    log_request(Answered(number, environ["REQUEST_METHOD"], endpoint, status, seconds, account))


def _log_fault(exc_info: Any) -> None:
    """In place of Flask's own line, which has the address."""
    current_app.logger.error(FAULT, exc_info=exc_info)


def _describe(response: Response) -> Response:
    request.environ[ENDPOINT] = request.endpoint or NO_ENDPOINT
    # Not Flask-Login's own name for it, which would ask the database who it is.
    user = getattr(g, "_login_user", None)
    request.environ[ACCOUNT] = user.id if user is not None and user.is_authenticated else None
    return response
