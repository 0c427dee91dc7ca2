"""Refusals and failures, shown as a whole page, as a fragment for htmx, or as JSON, whichever was asked for."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from types import SimpleNamespace

from flask import Flask, Response, current_app, jsonify, make_response, redirect, render_template, request, url_for
from flask_security import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError, Unauthorized, default_exceptions
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as AnyResponse

from exam.domain.language import mark, say, say_day
from exam.domain.record.json_values import Fault
from exam.domain.record.reading import RecordRefused
from exam.domain.words.findings import path_label
from exam.printing.press import PressBusy, PrintTooLong
from exam.store.database import DatabaseOutOfReach
from exam.store.stored import AnswerRefused, Conflict, ExamNotFound, ExamSigned
from exam.web.http.current import is_demonstration, services
from exam.web.presenters.step.stored_value import stored_words

NOT_SAVED = mark("Nothing was saved.")
FAULT_OF_OURS = 500
# What is typed on a page, by its path: a clinician who pasted too much knows no paths.
TYPED = {
    "comments.*": mark("The comment {fault}."),
    "impression.text": mark("The impression {fault}."),
    "plan.text": mark("The plan {fault}."),
    "plan.safety_net_text": mark("The safety-net advice {fault}."),
    "presentation.old_deficit.*": mark("The known old deficit {fault}."),
    "alert_reviews.*.text": mark("The answer to the alert {fault}."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """The words for a failure. `out_of_reach`: of the database. `erased`: the id of an examination."""

    status: int
    title: str
    message: str
    faults: tuple[Fault, ...] = ()
    out_of_reach: bool = False
    erased: str = ""

    @property
    def said(self) -> tuple[str, ...]:
        """Its faults, each as a sentence or after its path."""
        return tuple(map(_words_of, self.faults))


def _words_of(fault: Fault) -> str:
    typed = next((words for path, words in TYPED.items() if fnmatchcase(fault.path, path)), None)
    return say(typed).format(fault=fault.message) if typed else str(fault)


WORDS = {
    400: (mark("Invalid request"), mark("Nothing was saved. Go back, reload the page and try again.")),
    401: (mark("You are signed out"), mark("Nothing was saved. Sign in to continue.")),
    403: (mark("Your account may not do this"), mark("Sign in with an account that may.")),
    404: (mark("Page not found"), mark("It may belong to another examiner, or the address may be wrong.")),
    405: (mark("Not possible at this address"), NOT_SAVED),
    413: (mark("Too much was sent at once"), NOT_SAVED),
    415: (mark("JSON expected"), mark("Nothing was saved. Send it with the content type application/json.")),
    422: (mark("Not accepted"), NOT_SAVED),
    423: (mark("This tablet is locked"), mark("Nothing was saved. Unlock it, and try again.")),
    500: (
        mark("Something went wrong"),
        mark("This is a fault in Dermyo. Earlier answers are safe; your last tap may not have been saved."),
    ),
}


def answer_errors(app: Flask) -> None:
    """Answer every refusal of the store and every HTTP error."""
    app.register_error_handler(CSRFError, _say_csrf)
    app.register_error_handler(SecurityError, _say_host)
    app.register_error_handler(HTTPException, _say_http)
    app.register_error_handler(ExamNotFound, _say_not_found)
    app.register_error_handler(
        ExamSigned, lambda _: respond(Problem(409, say("This examination is signed"), say(_SIGNED)))
    )
    app.register_error_handler(PressBusy, _say_busy)
    app.register_error_handler(Conflict, _say_conflict)
    app.register_error_handler(AnswerRefused, _say_refused)
    app.register_error_handler(RecordRefused, _say_refused)


def _say_not_found(_error: ExamNotFound) -> AnyResponse:
    """No such examination; its examiner sees that it was erased, also of answers that waited on a tablet for it."""
    exam_id, at = str((request.view_args or {}).get("exam_id", "")), None
    if exam_id and current_user.is_authenticated and not is_demonstration():
        with suppress(DatabaseOutOfReach):
            at = services().erasing.erased_at(exam_id, current_user.id)
    if at is None:
        return respond(problem_of(404))
    day = say_day(services().settings.clinic().by_clock(at))
    return respond(Problem(410, say("This examination was erased"), say(_ERASED).format(day=day), erased=exam_id))


_ERASED = mark("An administrator erased the data of this patient on {day}. What was sent was not saved.")


def _say_busy(error: PressBusy) -> AnyResponse:
    """A print that would have to wait too long, or that took too long itself."""
    if isinstance(error, PrintTooLong):
        problem, seconds = Problem(503, say("Printing took too long and was stopped"), say(_TOO_LONG)), "60"
    else:
        problem, seconds = (
            Problem(503, say("Too many notes are being printed"), say("Try again in a few seconds.")),
            "3",
        )
    response = respond(problem)
    response.headers["Retry-After"] = seconds
    return response


_TOO_LONG = mark(
    "The examination is saved. Try again in a minute. If it is stopped again, use the note as text, "
    "or shorten the longest comments of a draft."
)


_SIGNED = mark("Nothing was saved. A signed examination cannot be changed; you can add an addendum to its note.")


def problem_of(status: int) -> Problem:
    """The words for a status."""
    title, message = WORDS.get(status) or (default_exceptions[status]().name, NOT_SAVED)
    return Problem(status, say(title), say(message))


def respond(problem: Problem) -> AnyResponse:
    """The problem in the form that was asked for."""
    if wants_json():
        response: Response = jsonify(faults=_as_json(problem))
    elif is_htmx():
        response = make_response(_without_account("errors/_problem.html", problem))
    else:
        response = make_response(_page(problem))
    response.status_code = problem.status
    return response


def say_signed_out() -> AnyResponse:
    """Send a reader to the sign-in and back again; reply to a tap that it was not saved."""
    if wants_json() or is_htmx():
        return respond(problem_of(401))
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.sign_in", next=back), 303)


def is_htmx() -> bool:
    """Whether a fragment was asked for."""
    return request.headers.get("HX-Request") == "true"


def wants_json() -> bool:
    """Whether a program is asking."""
    return request.path.startswith("/api/")


def _page(problem: Problem) -> str:
    try:
        if not problem.out_of_reach and problem.status != FAULT_OF_OURS:
            return render_template("errors/problem.html", problem=problem)
    except Exception:  # what failed may be something that the layout needs, such as the database
        current_app.logger.exception("the error page failed too")
    return _without_account("errors/problem.html", problem)


def _without_account(template: str, problem: Problem) -> str:
    """A page or fragment that asks nobody who is signed in: the database may be what failed."""
    nobody = SimpleNamespace(is_authenticated=False)
    known = {"problem": problem, "current_user": nobody, "account_mark": lambda: "", "lock_of_page": lambda: None}
    # Not Flask's function, which gives every template the account.
    return current_app.jinja_env.get_template(template).render(known)


def _as_json(problem: Problem) -> list[dict[str, str]]:
    faults = problem.faults or (Fault("", f"{problem.title}. {problem.message}"),)
    return [{"path": fault.path, "message": fault.message} for fault in faults]


def _say_http(error: HTTPException) -> AnyResponse:
    if isinstance(error, Unauthorized):
        return say_signed_out()
    # Redirects of the router come this way as well.
    return error.get_response() if isinstance(error, RequestRedirect) else respond(problem_of(error.code or 500))


def _say_host(_error: SecurityError) -> AnyResponse:
    message = say("Open Dermyo at the address that it printed when it started, or add this host name to DERMYO_HOSTS.")
    return respond(Problem(400, say("Unknown host name"), message))


def _say_csrf(_error: CSRFError) -> AnyResponse:
    message = say("Nothing was saved. Reload the page, sign in if asked, and try again.")
    return respond(Problem(400, say("This page has expired"), message))


def _say_conflict(error: Conflict) -> AnyResponse:
    """The current answer: a script lets the clinician choose between the two, by `revision`."""
    title = say("Changed on another screen: {item}").format(item=path_label(error.path))
    now = stored_words(error.path, error.value)
    if not is_htmx():
        message = say("It is now: {answer}. Nothing was saved. Reload the page to see the current answer.")
        return respond(Problem(409, title, message.format(answer=now)))
    return make_response(render_template("errors/_conflict.html", title=title, now=now, revision=error.revision), 409)


def _say_refused(error: AnswerRefused | RecordRefused) -> AnyResponse:
    return respond(replace(problem_of(422), faults=error.faults))
