"""The two ways in: a username and a password in our form, and for an account that wants it a code of an app; a passkey.

What else Flask-Security offers is off, its own second factor and WebAuthn too: `second/` and `passkeys/` are ours.

The test of this module lists all that it offers; what a later release adds is a decision.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import abort, request
from flask_security import Security
from werkzeug.datastructures import ImmutableMultiDict

# The library takes a token in a header, an address or a JSON body otherwise: it would be valid after signing out.
SETTINGS = {"SECURITY_API_ENABLED_METHODS": ["session"]}
FORMS = ("", "application/x-www-form-urlencoded", "multipart/form-data")


def turn_others_off(security: Security) -> None:
    """No request is signed in by anything but its session."""
    security.login_manager.request_loader(lambda _request: None)


def take_forms_only() -> None:
    """Before each request to the accounts' pages: the library would read JSON as well, and answer with a token.

    A page to go to afterwards that is not ours counts as none: it says nothing about the password beside it.
    """
    if request.mimetype not in FORMS:
        abort(400)
    for name in ("args", "form"):
        values = getattr(request, name)
        if "next" in values and not is_ours(values["next"]):
            setattr(request, name, ImmutableMultiDict([one for one in values.items(multi=True) if one[0] != "next"]))


def is_ours(address: str) -> bool:
    """Whether an address is a path of this server, for every browser, however it reads what is no valid address."""
    if not address.startswith("/") or not address.isprintable() or address.replace("\\", "/").startswith("//"):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc
