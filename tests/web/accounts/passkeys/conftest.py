"""An account with a password and a passkey for localhost."""

import html
import json
import re

import pytest
from flask_security import hash_password

from tests.web.accounts.passkeys.authenticator import Authenticator
from tests.web.accounts.test_views import PASSWORD, token
from tests.web.accounts.test_views import quick_hashes as quick_hashes  # noqa: PLC0414 - a fixture
from tests.web.conftest import EXAMINER

OWN, NEW, AGAIN = "/account/passkeys", "/account/passkeys/new", "/account/passkeys/again"
SIGN_IN = "/account/sign-in/passkey"


@pytest.fixture
def account(app, services):
    with app.app_context():
        return services.accounts.add(EXAMINER, hash_password(PASSWORD), first=True)


def asked_on(page):
    """What the page of a new passkey asks the browser."""
    return json.loads(html.unescape(re.search(r'<script type="application/json">(.+?)</script>', page.text)[1]))


def adds(browser, authenticator, name="Key", **wrong):
    """Adds a passkey to the account of a browser; what it is answered with."""
    asked = asked_on(browser.post(NEW, data={"name": name}))["create"]
    return browser.post(OWN, data={"name": name, "passkey": authenticator.makes(asked, **wrong)})


@pytest.fixture
def key(client):
    """The authenticator with the passkey of the first account."""
    authenticator = Authenticator()
    assert adds(client, authenticator).location == OWN
    return authenticator


def is_asked(browser):
    """What a browser that nobody signed in with is asked, and the token of its forms."""
    sent = token(browser.get("/account/sign-in"))
    return browser.post(f"{SIGN_IN}/options", data={"csrf_token": sent}).json["get"], sent


def enters(browser, authenticator, asked=None, answer=None, **wrong):
    """Signs in with a passkey; `wrong` as of the authenticator."""
    given, sent = is_asked(browser)
    answer = answer or authenticator.signs(asked or given, **wrong)
    return browser.post(SIGN_IN, data={"csrf_token": sent, "passkey": answer})


def is_in(browser):
    return browser.get("/exams").status_code == 200
