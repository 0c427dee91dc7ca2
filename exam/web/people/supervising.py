"""An administrator names who counter-signs what a student signs."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from exam.domain.language import mark, say
from exam.store.accounts import AccountRefused
from exam.web.accounts.again.asking import asks_again
from exam.web.accounts.views import ask_to_change
from exam.web.http.current import accounts, services, user_id

blueprint = Blueprint("supervising", __name__, url_prefix="/account")

NAMED = mark("{supervisor} counter-signs for {student} from now on, also what waits already.")
NOT_NAMED = mark("Nothing was changed: a supervisor is another account, of an active clinician.")


@blueprint.post("/people/<int(max=2147483647):account_id>/supervisor")
@asks_again(ask_to_change)
def name(account_id: int) -> Response:
    """Name the supervisor of a student, or of a former one whose notes still wait."""
    student = accounts().find(id=account_id) or abort(404)
    chosen = request.form.get("supervisor", 0, type=int)
    supervisor = accounts().find(id=chosen) if 0 < chosen < 2**31 else None
    try:
        services().supervisors.name(student.id, supervisor.id if supervisor else 0, named_by=user_id())
    except AccountRefused:
        flash(say(NOT_NAMED), "error")
    else:
        names = {"supervisor": supervisor.full_name if supervisor else "", "student": student.full_name}
        flash(say(NAMED).format(**names), "message")
    return redirect(url_for("accounts.show_people"), 303)
