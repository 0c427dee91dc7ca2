"""What a request leaves in the trail: who acts, from where, and what was seen, printed or exported."""

from __future__ import annotations

from flask import Flask, Response, current_app, g, request
from flask_security import current_user, user_authenticated

from exam.domain.language import mark
from exam.store.accounts import StoredAccount
from exam.store.database import DatabaseOutOfReach
from exam.store.trail.entries import PROGRAM, Actor, act_as
from exam.web.http.current import is_demonstration, services

# What leaves the program, in the words of the trail, which are stored; every other page of an examination was seen.
OUTPUTS = {
    "outputs.print_pdf": mark("printed the note"),
    "outputs.export_text": mark("exported the text"),
    "outputs.export_record": mark("exported the record"),
    "outputs.export_signed": mark("exported what was signed"),
    "outputs.hand_out": mark("copied or shared"),
    "exchange.export_document": mark("exported FHIR"),
    "whole_patient.export": mark("exported all of the patient"),
    "patient_sheets.print_pdf": mark("printed the patient's sheet"),
    "transfer.print_pdf": mark("printed the transfer sheet"),
    "audit.print_pdf": mark("printed the audit of the clinic"),
    "audit.export": mark("exported the audit of the clinic"),
}
LISTS = {
    "exams.show_list",
    "exams.search",
    "covers.show_covered",
    "covers.search",
    "emergency.show",
    "outcomes.show_waiting",
}
LONGEST = 64
# Led elsewhere, or refused.
NOT_GIVEN = 300
SIGN_IN_FAILED = mark("sign-in failed")
SHOWN = 200


def follow_requests(app: Flask) -> None:
    """Tell the trail who acts in each request, and note what was seen afterwards."""
    app.before_request(_begin)
    app.after_request(_note)
    app.teardown_request(_end)
    user_authenticated.connect(_signed_in, app)


def sign_in_failed(username: str, act: str = SIGN_IN_FAILED) -> None:
    """Note an attempt to sign in, under the name of an account; what else was typed may be a password."""
    act_as(lambda: Actor(None, username[:LONGEST] or mark("unknown name"), _address()))
    services().trail.note(act)


def act_as_account(account: StoredAccount) -> None:
    """What follows is done by whoever is at a tablet that this account is signed in on."""
    act_as(lambda: Actor(account.id, account.username[:LONGEST], _address()))


def _begin() -> None:
    act_as(_actor)


def _end(_fault: BaseException | None) -> None:
    # The thread may go on with something of the program's own.
    act_as(lambda: PROGRAM)


def _actor() -> Actor:
    if current_user.is_authenticated:
        return Actor(current_user.id, current_user.username[:LONGEST], _address())
    return Actor(None, "nobody", _address())


def _address() -> str:
    return (request.remote_addr or "")[:LONGEST]


def _note(response: Response) -> Response:
    """Note what was given out, or seen. A demonstration has nobody's data, and to a HEAD nothing is given.

    What cannot be noted is not given out.
    """
    exam_id, endpoint = (request.view_args or {}).get("exam_id"), request.endpoint or ""
    # Whatever the method: a tap that changes nothing is answered with the step, and leaves no entry of its own; a
    # tablet that asks what changed mostly gets nothing.
    is_output, is_seen = endpoint in OUTPUTS, endpoint in LISTS or (exam_id and response.status_code == SHOWN)
    # First what asks no database: the pages of no patient are there without one.
    if (
        response.status_code >= NOT_GIVEN
        or request.method == "HEAD"
        or is_demonstration()
        or not (is_output or is_seen)
    ):
        return response
    try:
        if current_user.is_authenticated:
            _note_seen(exam_id, OUTPUTS.get(endpoint))
    except DatabaseOutOfReach as fault:
        # Flask answers only what a view raises.
        response.close()
        return current_app.make_response(current_app.handle_user_exception(fault))
    return response


def _note_seen(exam_id: str | None, act: str | None) -> None:
    reading = g.get("reading")
    if reading:
        services().trail.looked(current_user.id, exam_id, reading)
    if act:
        services().trail.note(act, exam_id)
    elif not reading:
        services().trail.saw(current_user.id, exam_id)


def _signed_in(_app: Flask, **_given: object) -> None:
    services().trail.note(mark("signed in"))
