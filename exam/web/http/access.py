"""Who may open which address: what each needs of an account, in one table."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from flask_security import current_user
from werkzeug.wrappers import Response

from exam.domain.language import mark, say
from exam.store.accounts import Access
from exam.web.http.errors import Problem, is_htmx, respond, wants_json

# Everything of an examination, by the blueprint of its addresses.
OF_CLINICIANS = frozenset(
    {
        *("exams", "examination", "patients", "alert_answers", "comparison", "phrases", "api"),
        *("notes", "outputs", "whole_patient", "exchange", "signing", "afterwards", "patient_sheets", "transfer"),
        *("hand_overs", "emergency", "counter_signing", "outcomes"),
    }
)
NOT_OF_STUDENTS = frozenset({"emergency", "counter_signing", "whole_patient", "covers"})
"""Of these a student opens none, who otherwise opens what a clinician does."""
NOT_BY_STUDENTS = frozenset({"afterwards.ask_reason", "afterwards.declare_void"})
NEEDED: dict[str, Access] = {
    "accounts.show_people": "administrator",
    "accounts.add_person": "administrator",
    "accounts.describe": "administrator",
    "accounts.set_password": "administrator",
    "accounts.set_active": "administrator",
    "accounts.set_access": "administrator",
    "supervising.name": "administrator",
    "covers.show_own": "clinician",
    "covers.name_own": "clinician",
    "covers.end_own": "clinician",
    "covers.show_covered": "clinician",
    "covers.search": "clinician",
    "covers.show_all": "administrator",
    "covers.name_any": "administrator",
    "covers.end_any": "administrator",
    "emergency_people.show_people": "administrator",
    "emergency_people.mark_seen": "administrator",
    "two_step.turn_off_for": "administrator",
    "passkeys.remove_all_of": "administrator",
    "settings.show_clinic": "administrator",
    "settings.save_clinic": "administrator",
    "service.show": "administrator",
    "service.begin": "administrator",
    "service.withdraw": "administrator",
    "research.show": "administrator",
    "research.give": "administrator",
    "research.withdraw": "administrator",
    "audit.show": "administrator",
    "audit.print_pdf": "administrator",
    "audit.export": "administrator",
    "offline.copy_step": "clinician",
    "erasing.show": "administrator",
    "erasing.count": "administrator",
    "erasing.erase": "administrator",
    "erasing.save_years": "administrator",
    "erasing.show_older": "administrator",
    "erasing.erase_older": "administrator",
    "erasing.clear": "administrator",
    "trail.show": "auditor",
    "trail.export": "auditor",
}
"""By endpoint. Without an entry here or above, an address needs an account that may do anything at all."""

HOME = "exams.start"
TO_CHANGE_IT = "accounts.change_own_password"
WITH_GIVEN_PASSWORD = frozenset(
    {TO_CHANGE_IT, "accounts.sign_out", "lock.show", "lock.lock", "lock.unlock", "lock.ask_passkey", "lock.note_used"}
)
"""All that an account reaches whose password somebody else chose, besides what is open to everybody."""


GIVEN = mark("Nothing was saved. Somebody else set your password: open Account, and choose another one.")


def access_needed() -> Access | None:
    """What this address needs of an account; None if any will do."""
    if request.blueprint in OF_CLINICIANS:
        return "clinician"
    return NEEDED.get(request.endpoint or "")


def _is_for_students() -> bool:
    """Whether the account is a student's, and the address one that a student opens."""
    is_theirs = request.blueprint not in NOT_OF_STUDENTS and request.endpoint not in NOT_BY_STUDENTS
    return bool(current_user.stored.is_student) and is_theirs


def refuse_with_given_password() -> Response | None:
    """Lead somebody whose password another person chose to the page that changes it; a tap is told so."""
    if not current_user.stored.must_change_password or request.endpoint in WITH_GIVEN_PASSWORD:
        return None
    if wants_json() or is_htmx():
        # A tablet keeps what was tapped until a 401 is over.
        return respond(Problem(401, say("Change your password first"), say(GIVEN)))
    return redirect(url_for(TO_CHANGE_IT), 303)


def refuse_without_access() -> Response | None:
    """End the request in 403 if the account may not open this address; from the home page lead to its own."""
    needed = access_needed()
    if needed is None or needed in current_user.stored.access or (needed == "clinician" and _is_for_students()):
        return None
    if request.endpoint == HOME and request.method == "GET":
        return redirect(url_for("accounts.show_own"), 303)
    return abort(403)
