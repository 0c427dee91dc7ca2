"""Signing in and out, through Flask-Security over the store's accounts; and the gate in front of every page."""

from __future__ import annotations

import time
from base64 import urlsafe_b64decode
from typing import Any

from flask import Flask, make_response, redirect, request, session, url_for
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_security import (
    LoginForm,
    RoleMixin,
    Security,
    UserDatastore,
    UserMixin,
    current_user,
    user_authenticated,
)
from flask_security.datastore import Datastore
from flask_security.views import login
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import Length

from exam.domain.language import mark, say
from exam.domain.record.typed.characters import fault_of
from exam.steps.fields import one_line
from exam.store.accounts import Accounts, StoredAccount
from exam.store.sessions.kept import NOTED_AFTER
from exam.web.accounts import library_messages, ways_in
from exam.web.accounts.guessing import LONGEST_PASSWORD, OwnPasswordForm, from_address, is_hash, may_guess, too_often
from exam.web.accounts.kept_session import IN_BACKGROUND, account_here, begin_kept
from exam.web.accounts.lock.locked import OPEN_WHILE_LOCKED, locked_session, say_locked
from exam.web.accounts.passwords.rules import PasswordRules
from exam.web.accounts.second.entering import SecondStep
from exam.web.accounts.service.reading import ask_to_read
from exam.web.http.access import HOME, refuse_with_given_password, refuse_without_access
from exam.web.http.current import accounts, demonstrator, is_demonstration, services
from exam.web.http.errors import is_htmx, say_signed_out
from exam.web.http.trail import sign_in_failed
from exam.web.training.entry import leave, let_in

LONGEST_NAME = 64
# The same words for both, so that nobody learns which usernames exist.
WRONG = mark("Wrong username or password.")
# Readable without an account: it holds nobody's data.
OPEN_BLUEPRINTS = {"reference_pages", "blank_forms", "authority", "help_pages", "training"}
OPEN_ENDPOINTS = {
    "accounts.sign_in",
    "accounts.make_first",
    "second.ask",
    "passkey_sign_in.begin",
    "passkey_sign_in.sign_in",
    "offline.service_worker",
    "offline.show_page",
}
SIGNS = "offline.show_emergency_signs"
SETTINGS = {
    "SECURITY_USER_IDENTITY_ATTRIBUTES": [{"username": {"mapper": str.strip}}],
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
    "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
    "SECURITY_PASSWORD_LENGTH_MIN": 12,
    "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": False,
    "SECURITY_FLASH_MESSAGES": False,
    "SECURITY_LOGIN_USER_TEMPLATE": "accounts/sign_in.html",
    "SECURITY_CHANGE_PASSWORD_TEMPLATE": "accounts/password.html",
    "SECURITY_POST_LOGIN_VIEW": "/",
    "SECURITY_POST_LOGOUT_VIEW": "/account/sign-in",
    "SECURITY_POST_CHANGE_VIEW": "/account/",
}


class SignedIn(UserMixin):
    """An account as Flask-Security handles it: it changes `password` and `fs_uniquifier`, and stores it again.

    `must_change`: whether the password that is stored then is one that somebody else chose.
    """

    # Flask-Security asks the class for the names of its columns.
    fs_uniquifier = ""
    password: str

    def __init__(self, stored: StoredAccount) -> None:
        self.stored = stored
        self.id, self.username, self.active = stored.id, stored.username, stored.active
        self.password, self.fs_uniquifier = stored.password, stored.session_key
        self.must_change = stored.must_change_password
        self.roles: list[RoleMixin] = []


class AccountDatastore(Datastore, UserDatastore):
    """Where Flask-Security finds accounts and stores its changes."""

    def __init__(self, kept: Accounts) -> None:
        UserDatastore.__init__(self, SignedIn, RoleMixin)
        self._kept = kept

    def find_user(self, case_insensitive: bool = False, **by: Any) -> SignedIn | None:  # noqa: ARG002
        """The account by `fs_uniquifier`, `username` or `id`."""
        column, value = by.popitem()
        # What a session's cookie names is found only as long as the session is kept.
        found = account_here(value) if column == "fs_uniquifier" else self._kept.find(**{column: value})
        return SignedIn(found) if found else None

    def put(self, model: SignedIn) -> SignedIn:
        """Store the password and the session key."""
        self._kept.keep_credentials(model.id, model.password, model.fs_uniquifier, must_change=model.must_change)
        services().sessions.end_all(model.id)
        return model


class SignInForm(LoginForm):
    """A username and a password; there is no "remember me", because the tablet is shared."""

    email = None
    remember = None
    username = StringField(validators=[Length(min=1, max=LONGEST_NAME)])

    def validate(self, **given: Any) -> bool:
        """Whether both are correct, and there were not too many attempts."""
        name = one_line(self.username.data or "") or ""
        refusal = self._refusal(name, **given)
        if refusal:
            self.form_errors = [refusal]
            return False
        accounts().forget_attempts(name, from_address())
        return True

    def _refusal(self, name: str, **given: Any) -> str | None:
        if len(self.password.data or "") > LONGEST_PASSWORD or fault_of(name):
            return say(WRONG)
        if not may_guess(name):
            return too_often()
        self.ifield, found = self.username, accounts().find(username=name)
        # One of an import has no password: it is refused like a name that nobody has.
        self.user = SignedIn(found) if found and is_hash(found.password) else None
        if super().validate(**given):
            return None
        sign_in_failed(found.username if found else "")
        return say(WRONG)


class Sessions(SecureCookieSessionInterface):
    """Sessions extended by the user's own actions: a late response to a script must not revive a session that ended.

    Extended every minute, as exactly as the store notes their use, since the cookie is signed anew for it.
    """

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Whether the response sets the cookie."""
        if session.modified or request.endpoint in IN_BACKGROUND:
            return session.modified
        return super().should_set_cookie(app, session) and self._is_due(request.cookies[self.get_cookie_name(app)])

    @staticmethod
    def _is_due(cookie: str) -> bool:
        """Whether it was signed a minute ago or before; its signature has been found to be right."""
        _, stamp, _ = cookie.rsplit(".", 2)
        signed_at = int.from_bytes(urlsafe_b64decode(stamp + "=" * (-len(stamp) % 4)), "big")
        return time.time() - signed_at >= NOTED_AFTER.total_seconds()


def set_up_sign_in(app: Flask, kept: Accounts) -> None:
    """Put Flask-Security behind our own addresses, and the gate in front of everything."""
    app.config.update(SETTINGS | ways_in.SETTINGS | library_messages.SETTINGS)
    app.session_interface = Sessions()
    security = Security(
        app,
        AccountDatastore(kept),
        register_blueprint=False,
        login_form=SignInForm,
        change_password_form=OwnPasswordForm,
        password_util_cls=PasswordRules,
    )
    library_messages.say_ours(app, security)
    ways_in.turn_others_off(security)
    security.two_factor_plugins = SecondStep()
    security.unauthn_handler(lambda *_: say_signed_out())
    user_authenticated.connect(_begin_session, app)
    app.before_request(_require_account)


def _begin_session(_app: Flask, user: SignedIn, **_given: Any) -> None:
    # Expires when unused; and a form rendered before the sign-in is not valid after it.
    session.permanent = True
    session.pop("csrf_token", None)
    begin_kept(user.id)
    leave()


def _require_account() -> Response | None:
    """The gate: every address not listed as open needs an account, or names the demonstration of this browser."""
    if is_demonstration():
        return let_in()
    is_open = request.endpoint is None or request.endpoint in OPEN_ENDPOINTS or request.blueprint in OPEN_BLUEPRINTS
    # The list of signs is nobody's data; the pages of a demonstration ask for it as well.
    is_open = is_open or (request.endpoint == SIGNS and demonstrator() is not None)
    if is_open:
        return None
    if current_user.is_authenticated and not _sent_by_another():
        return refuse_with_given_password() or refuse_without_access() or ask_to_read()
    if locked_session():
        return None if request.endpoint in OPEN_WHILE_LOCKED else say_locked()
    return _ask_who() if accounts().any() else redirect(url_for("accounts.make_first"), 303)


def _ask_who() -> Response:
    """The sign-in, from which one is led back; at the start page itself, where there is nothing to be led back to."""
    is_start = request.endpoint == HOME and request.method == "GET" and not is_htmx()
    return make_response(login()) if is_start else say_signed_out()


def _sent_by_another() -> bool:
    """Whether answers queued on a shared tablet belong to another account than the one that would send them."""
    return request.headers.get("Dermyo-Account", str(current_user.id)) != str(current_user.id)
