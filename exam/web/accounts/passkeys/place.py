"""Where this page was opened: a passkey is of one host name, and browsers use it only where nobody listens.

What the browser itself says (whether it knows passkeys, and trusts the certificate) its script finds out.
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import g, request
from flask_security import current_user

from exam.domain.language import mark, say
from exam.store.factors.passkeys import StoredPasskey
from exam.web.http.current import is_demonstration, services

NOT_SECURE = mark("Passkeys need HTTPS, which this address does not have.")
NO_NAME = mark("Passkeys need a host name, and this address has only a number.")
USUAL_PORTS = {"http": ":80", "https": ":443"}


def host() -> str:
    """The host name of this request, to which its passkeys are bound."""
    return urlsplit(f"//{request.host}").hostname or ""


def origin() -> str:
    """This server as a browser names it: scheme, host, and the port unless it is the usual one."""
    scheme = "https" if services().config.https_only else request.scheme
    return f"{scheme}://{request.host.lower().removesuffix(USUAL_PORTS.get(scheme, ''))}"


def why_not() -> str | None:
    """Why no browser would use a passkey at this address; None where one may."""
    if _is_number(host()):
        return say(NO_NAME)
    is_local = host() == "localhost" or host().endswith(".localhost")
    return None if origin().startswith("https:") or is_local else say(NOT_SECURE)


def own_here(account_id: int) -> list[StoredPasskey]:
    """The passkeys of an account that are of use at this address."""
    if why_not():
        return []
    return [one for one in services().passkeys.of(account_id) if one.host == host()]


def offers_passkey_again() -> bool:
    """Whether a form that asks for one's own password takes a passkey instead."""
    if is_demonstration() or not current_user.is_authenticated:
        return False
    if "offers_passkey_again" not in g:
        g.offers_passkey_again = bool(own_here(current_user.id))
    return bool(g.offers_passkey_again)


def offers_passkey_sign_in() -> bool:
    """Whether the page on which one signs in takes a passkey: somebody has one for this address."""
    return why_not() is None and services().passkeys.any_for(host())


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
