"""Answers when the application cannot give one: plain pages that need nothing of it, with the same headers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask
from markupsafe import escape
from werkzeug.wrappers import Request, Response

from exam.domain.language import mark, say
from exam.logs.lines import current_request
from exam.web.http.security import harden

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]

NOT_SAVED = mark("Nothing was saved. Go back and try again.")
NUMBER = mark("If it happens again, tell whoever runs this server the number {number}.")
WORDS = {
    400: (mark("The request cannot be read"), NOT_SAVED),
    408: (mark("The request took too long to arrive"), NOT_SAVED),
    411: (mark("The request does not say how long it is"), NOT_SAVED),
    500: (mark("Something went wrong"), mark("This is a fault in Dermyo. Your last tap may not have been saved.")),
    503: (mark("Too much is asked of Dermyo at once"), mark("Nothing was saved. Try again in a few seconds.")),
}
PAGE = '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Dermyo</title></head>\n'


def plain_answer(status: int, *, https_only: bool, host: str) -> Response:
    """A whole page, of a heading and a paragraph, and of a fault its number in the log."""
    title, message = (escape(say(words)) for words in WORDS[status])
    number = current_request.get() if status == 500 else ""
    more = f"<p>{escape(say(NUMBER).format(number=number))}</p>" if number else ""
    text = f"{PAGE}<body><main><h1>{title}</h1><p>{message}</p>{more}</main></body>\n</html>\n"
    response = Response(text, status=status, content_type="text/html; charset=utf-8")
    if status == 503:
        response.headers["Retry-After"] = "3"
    harden(response.headers, https_only=https_only, host=host)
    return response


def answer_always(app: Flask, *, https_only: bool) -> None:
    """Answer also where what stands in front of the application fails."""
    rest: Wsgi = app.wsgi_app

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        try:
            return rest(environ, start_response)
        except Exception:
            if app.testing:
                raise
            app.logger.exception("no answer from the application")
            host = Request(environ).headers.get("Host", "")
            return plain_answer(500, https_only=https_only, host=host)(environ, start_response)

    app.wsgi_app = answer  # type: ignore[method-assign]
