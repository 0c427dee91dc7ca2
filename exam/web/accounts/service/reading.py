"""The statement of intended use: shown to each account before its first page, and to everybody who looks for it."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from werkzeug.wrappers import Response

from exam.domain.words.regulatory_status import INTENDED_USE
from exam.domain.words.values import moment
from exam.web.accounts.kept_session import IN_BACKGROUND
from exam.web.accounts.ways_in import take_forms_only
from exam.web.http.current import account, services, settings
from exam.web.http.errors import is_htmx, wants_json

blueprint = Blueprint("intended_use", __name__, url_prefix="/account/intended-use")
blueprint.before_request(take_forms_only)


@blueprint.get("/")
def show() -> str:
    """The statement, and when this account read it, or the button that says so."""
    at = services().readings.read_at(account().id)
    return render_template(
        "accounts/service/intended_use.html",
        parts=INTENDED_USE,
        read_at=moment(settings().clinic().by_clock(at)) if at else "",
        after=request.args.get("next", ""),
    )


@blueprint.post("/")
def note_read() -> ResponseReturnValue:
    """Store that this account read it, and go on to where it was led away from."""
    services().readings.note(account().id)
    return redirect(request.form.get("next") or "/", 303)


def ask_to_read() -> Response | None:
    """Lead an account that has not read the statement there from the page that it opens. What is sent is taken: an
    answer to a patient's examination does not wait for it.
    """
    mine = current_user.stored
    # One's own password comes first.
    if mine.has_read or mine.must_change_password or not _is_page():
        return None
    return redirect(url_for("intended_use.show", next=request.full_path.rstrip("?")), 303)


def _is_page() -> bool:
    is_asked_for = request.method == "GET" and request.endpoint not in IN_BACKGROUND
    return is_asked_for and request.blueprint != blueprint.name and not (is_htmx() or wants_json())
