"""Who may enter a demonstration: the browser that began it, not too often, until it is over."""

from __future__ import annotations

from datetime import UTC, datetime
from time import monotonic

from flask import flash, redirect, request, session, url_for
from werkzeug.wrappers import Response

from exam.domain.language import mark, say
from exam.web.http.current import TRAINING, account_mark, demonstrator, services
from exam.web.http.errors import Problem, is_htmx, problem_of, respond
from exam.web.training.throttle import FORGETTING, PAGES, PRINTS, address_of

OVER = mark("This demonstration is over")
# As a proxy says when it cannot reach the server: a tablet keeps its taps and sends them again.
BUSY = (mark("Too many requests"), mark("Your address asked for many pages of demonstrations. Wait a minute."))
PRINTED = {"outputs.print_pdf", "notes.show_pages", "notes.show_page"}
# Nothing of a demonstration is stored on a tablet.
NOT_HERE = {"offline.copy_step"}


def let_in() -> Response | None:
    """None for the visitor of the demonstration that the request names; otherwise the response that says why not."""
    if demonstrator() is None or request.headers.get("Dermyo-Account", account_mark()) != account_mark():
        return say_over()
    if request.endpoint in NOT_HERE:
        return respond(problem_of(404))
    what = PRINTS if request.endpoint in PRINTED else PAGES
    if services().throttle.allows(what, address_of(request.remote_addr), monotonic()):
        return None
    title, message = BUSY
    return respond(Problem(503, say(title), say(message)))


def forget_old() -> None:
    """Once a minute, with whatever request comes: delete the demonstrations that are older than an hour."""
    if services().throttle.allows(FORGETTING, "", monotonic()):
        services().training.try_to_forget_old(datetime.now(UTC))


def say_over() -> Response:
    """Reply to a tap that it was not saved; lead a reader to where another one begins."""
    if is_htmx():
        return respond(Problem(401, say(OVER), say("Nothing was saved. Begin another one.")))
    over = say("This demonstration is over. Each is deleted after an hour, and when another one is begun.")
    flash(over, "message")
    return redirect(url_for("training.show"), 303)


def leave() -> None:
    """End the demonstration of this browser, if it has one."""
    key = session.pop(TRAINING, None)
    if key:
        services().training.end(key)
