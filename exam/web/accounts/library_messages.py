"""What Flask-Security itself says about a password, said as messages of our catalogue.

The library has translations of its own, but reads them only through Flask-Babel, in a language that this chooses. Here
one catalogue speaks for both: the library asks its domain for each message, and ours says it. The labels of its forms
are not shown, since our templates have their own.
"""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_security import ChangePasswordForm, Security
from flask_security.babel import FsDomain
from flask_security.forms import IsString
from flask_security.utils import get_message
from wtforms import Field, PasswordField
from wtforms.validators import StopValidation

from exam.domain.language import mark, say

# All that a page can show: of a wrong sign-in it says only that it is wrong.
MESSAGES = {
    "INVALID_PASSWORD": mark("Invalid password"),
    "PASSWORD_INVALID_LENGTH": mark("Password must be at least %(length)s characters"),
    "PASSWORD_IS_THE_SAME": mark("Your new password must be different than your previous password."),
    "PASSWORD_NOT_PROVIDED": mark("Password not provided"),
    "RETYPE_PASSWORD_MISMATCH": mark("Passwords do not match"),
}
SETTINGS = {f"SECURITY_MSG_{name}": (message, "error") for name, message in MESSAGES.items()}


class OurDomain(FsDomain):
    """Says the library's messages in the language that is spoken."""

    def gettext(self, string: str, **variables: Any) -> str:
        """A message, with its values in place."""
        return say(string) % variables if variables else say(string)


def _given(_form: ChangePasswordForm, field: Field) -> None:
    if not (field.data or "").strip():
        raise StopValidation(get_message("PASSWORD_NOT_PROVIDED")[0])


def _same(form: ChangePasswordForm, field: Field) -> None:
    if field.data != form.new_password.data:
        raise StopValidation(get_message("RETYPE_PASSWORD_MISMATCH")[0])


class PasswordForm(ChangePasswordForm):
    """The library's form; its own validators would say for ever what they said first."""

    new_password = PasswordField(validators=[IsString(), _given])
    new_password_confirm = PasswordField(validators=[IsString(), _given, _same])


def say_ours(app: Flask, security: Security) -> None:
    """Let the library say its messages from our catalogue."""
    security.i18n_domain = OurDomain(app)  # type: ignore[no-untyped-call]
