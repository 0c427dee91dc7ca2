"""Accounts: the first one, one's own, and those of colleagues."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user, login_user
from flask_security.changeable import admin_change_password
from flask_security.views import change_password, login, logout
from werkzeug.wrappers import Response

from exam.domain.language import mark, say
from exam.domain.words.values import minute_words
from exam.store.accounts import CLINICIAN, Access, AccountRefused, Person, StoredAccount
from exam.store.sessions.kept import KeptSession
from exam.store.stored import AnswerRefused
from exam.web.accounts.again.asking import asks_again
from exam.web.accounts.devices import device_of
from exam.web.accounts.guessing import in_turn
from exam.web.accounts.kept_session import end_kept, is_this
from exam.web.accounts.lock.locked import locked_account
from exam.web.accounts.person_form import Faults, read_access, read_new_password, read_person
from exam.web.accounts.sign_in import SignedIn
from exam.web.accounts.ways_in import take_forms_only
from exam.web.http.current import account, accounts, services, settings
from exam.web.http.once import form_key
from exam.web.http.trail import act_as_account
from exam.web.note.paper import PAPER_NAMES
from exam.web.presenters.frame.signed_in import KINDS
from exam.web.training.entry import leave

blueprint = Blueprint("accounts", __name__, url_prefix="/account")
blueprint.before_request(take_forms_only)

Page = ResponseReturnValue

LAST = mark("Nothing was changed: one active account must manage accounts and settings.")
NO_ACCESS, NO_KIND = mark("Choose at least one."), mark("Choose at least one kind of access.")
STUDENT_ALONE = mark("A student has no other access: choose student alone, or not at all.")


@blueprint.get("/sign-in")
@blueprint.post("/sign-in")
@in_turn
def sign_in() -> Page:
    """Sign in; before there is an account, make the first one."""
    if not accounts().any():
        return redirect(url_for("accounts.make_first"), 303)
    shown: Page = login()
    return shown


@blueprint.post("/sign-out")
def sign_out() -> Page:
    """Sign out on this device, and end a demonstration on it."""
    leave()
    if (locked := locked_account()) is not None:
        act_as_account(locked)
    if locked or current_user.is_authenticated:
        services().trail.note(mark("signed out"))
    end_kept()
    if locked:
        session.clear()
    left: Page = logout()
    return left


@blueprint.route("/first", methods=["GET", "POST"])
@in_turn
def make_first() -> Page:
    """Make the first account, once."""
    if accounts().any():
        return redirect(url_for("accounts.sign_in"), 303)
    if request.method == "GET":
        return _show_first(Person("", ""), {})
    person, faults = read_person(request.form)
    password, more = read_new_password(request.form, person)
    if faults | more:
        return _show_first(person, faults | more), 422
    return _begin_as_first(person, password)


@blueprint.get("/")
def show_own() -> Page:
    """One's own account."""
    return _show_own()


@blueprint.post("/sessions/<key>/end")
def end_session(key: str) -> Page:
    """End one of one's own sessions, as on a tablet that was left somewhere."""
    services().sessions.end_one(account().id, key)
    services().trail.note(mark("session ended"))
    flash(say("The session was ended."), "message")
    return redirect(url_for("accounts.show_own"), 303)


@blueprint.route("/password", methods=["GET", "POST"])
@in_turn
def change_own_password() -> Page:
    """Change one's own password; every other session of the account ends, and the PIN is removed."""
    was_given, had_pin = account().must_change_password, services().pins.of(account().id) is not None
    response: Page = change_password()
    if not isinstance(response, Response):
        return response
    flash(say("Your password was changed. Other devices have been signed out."), "message")
    if had_pin:
        flash(say("Your PIN was removed too. You can set a new one."), "message")
    return redirect("/", 303) if was_given else response


@blueprint.get("/people")
def show_people() -> Page:
    """Everyone's accounts, for administrators."""
    return _show_people(Person("", ""), {}, CLINICIAN)


def _ask_to_add() -> str:
    return _show_people(read_person(request.form)[0], {}, read_access(request.form))


def ask_to_change(account_id: int) -> str:
    """The page again, with what was typed or ticked for this person."""
    person = accounts().find(id=account_id) or abort(404)
    if request.endpoint == "accounts.describe":
        given, _ = read_person({**request.form, "username": person.username})
        person = replace(person, full_name=given.full_name, role=given.role, registration=given.registration)
    if request.endpoint == "accounts.set_access":
        person = replace(person, access=read_access(request.form))
    return _show_people(Person("", ""), {}, CLINICIAN, typed=person)


@blueprint.post("/people")
@asks_again(_ask_to_add)
@in_turn
def add_person() -> Page:
    """Make an account for a colleague."""
    person, faults = read_person(request.form)
    password, more = read_new_password(request.form, person)
    access = read_access(request.form)
    more |= {"access": say(NO_ACCESS)} if not access else {"access": say(STUDENT_ALONE)} if _mixed(access) else {}
    if faults | more:
        return _show_people(person, faults | more, access), 422
    try:
        accounts().add(person, password, access=access, form_id=form_key(person.username), must_change=True)
    except AccountRefused:
        return _show_people(person, {"username": say("This username is already taken.")}, access), 422
    message = say("{name} can sign in now, and then chooses another password.")
    flash(message.format(name=person.full_name), "message")
    return redirect(url_for("accounts.show_people"), 303)


@blueprint.post("/people/<int(max=2147483647):account_id>/password")
@asks_again(ask_to_change)
@in_turn
def set_password(account_id: int) -> Page:
    """Set a new password for a colleague who forgot theirs."""
    colleague = colleague_of(account_id)
    password = request.form.get("password", "")
    _, faults = read_new_password({"password": password, "password_again": password}, colleague)
    if faults:
        flash(f"{colleague.full_name}: {faults['password']}", "error")
    else:
        given = SignedIn(colleague)
        given.must_change = True
        admin_change_password(given, password, notify=False)
        message = say("{name} has been signed out everywhere, and chooses another password at the next sign-in.")
        flash(message.format(name=colleague.full_name), "message")
    return redirect(url_for("accounts.show_people"), 303)


@blueprint.post("/people/<int(max=2147483647):account_id>/active")
@asks_again(ask_to_change)
def set_active(account_id: int) -> Page:
    """Deactivate or reactivate a colleague's account; the examinations stay."""
    colleague = colleague_of(account_id)
    active = request.form.get("active") == "yes"
    try:
        accounts().set_active(colleague.id, active=active)
    except AccountRefused:
        flash(say(LAST), "error")
        return redirect(url_for("accounts.show_people"), 303)
    message = say("{name} can sign in again.") if active else say("{name} can no longer sign in.")
    flash(message.format(name=colleague.full_name), "message")
    return redirect(url_for("accounts.show_people"), 303)


@blueprint.post("/people/<int(max=2147483647):account_id>/details")
@asks_again(ask_to_change)
def describe(account_id: int) -> Page:
    """Change how later notes name a person, oneself too: nobody takes the name of a colleague alone."""
    person = accounts().find(id=account_id) or abort(404)
    given, faults = read_person({**request.form, "username": person.username})
    if faults:
        flash(" ".join(f"{person.full_name}: {fault}" for fault in faults.values()), "error")
    else:
        accounts().describe(person.id, given.full_name, given.role, given.registration)
        message = say("The details of {name} were changed. Notes already signed are unchanged.")
        flash(message.format(name=given.full_name), "message")
    return redirect(url_for("accounts.show_people"), 303)


@blueprint.post("/people/<int(max=2147483647):account_id>/access")
@asks_again(ask_to_change)
def set_access(account_id: int) -> Page:
    """Change what an account may do, one's own too, unless nobody would be left who manages accounts."""
    person = accounts().find(id=account_id) or abort(404)
    access = read_access(request.form)
    try:
        accounts().set_access(person.id, access)
    except AccountRefused:
        flash(say(STUDENT_ALONE if _mixed(access) else LAST if access else NO_KIND), "error")
    else:
        flash(say("The access of {name} was changed.").format(name=person.full_name), "message")
    mine = person.id == current_user.id and "administrator" not in access
    return redirect(url_for("accounts.show_own" if mine else "accounts.show_people"), 303)


def _begin_as_first(person: Person, password: str) -> Page:
    try:
        first = accounts().add(person, password, first=True, form_id=form_key(person.username))
    except AccountRefused:
        return redirect(url_for("accounts.sign_in"), 303)
    login_user(SignedIn(first), authn_via=["password"])
    _take_time_zone(request.form.get("time_zone", ""))
    return redirect("/", 303)


def _take_time_zone(proposed: str) -> None:
    """The clinic starts with the time zone of the browser that set it up; the settings show and change it."""
    with suppress(AnswerRefused):
        settings().save_clinic(replace(settings().clinic(), time_zone=proposed))


def _mixed(access: frozenset[Access]) -> bool:
    return "student" in access and len(access) > 1


def colleague_of(account_id: int) -> StoredAccount:
    """An account other than one's own."""
    found = accounts().find(id=account_id)
    if found is None or found.id == current_user.id:
        abort(404)
    return found


def _show_first(person: Person, faults: Faults) -> str:
    return render_template("accounts/first.html", person=person, faults=faults)


def _show_own() -> str:
    mine = account()
    clinic, own = say(PAPER_NAMES[settings().clinic().paper]), settings().own(mine.id).paper
    papers: dict[str, str] = {"": say("The clinic's: {paper}").format(paper=clinic)}
    papers.update((paper, say(name)) for paper, name in PAPER_NAMES.items())
    return render_template(
        "accounts/own.html",
        person=mine,
        access=mine.access,
        supervisor=services().supervisors.of(mine.id),
        papers=papers,
        paper=own,
        sessions=_sessions(mine.id),
    )


def _show_people(
    person: Person, faults: Faults, access: frozenset[Access], *, typed: StoredAccount | None = None
) -> str:
    return render_template(
        "accounts/people/people.html",
        people=accounts().all(),
        person=person,
        faults=faults,
        access=access,
        typed=typed,
        two_step=services().second_factors.accounts(),
        with_passkeys=services().passkeys.accounts(),
        supervisors=services().supervisors.all(),
        waiting=services().supervisors.waiting(),
        kinds=[(kind, say(label), say(hint)) for kind, label, hint in KINDS],
    )


def _sessions(account_id: int) -> list[tuple[KeptSession, str, str, bool]]:
    """One's own sessions, each with the kind of device, when it was used last, and whether it is this one."""
    clinic = settings().clinic()
    return [
        (one, say(device_of(one.browser)), minute_words(clinic.by_clock(one.seen_at)), is_this(one.key))
        for one in services().sessions.of(account_id, datetime.now(UTC))
    ]
