"""A passkey is of one host name, behind a proxy as well; where browsers use none, the page says why."""

from dataclasses import replace

import pytest

from exam.web.accounts.passkeys.place import host, origin, why_not
from tests.web.accounts.passkeys.authenticator import Authenticator
from tests.web.accounts.passkeys.conftest import OWN, SIGN_IN, asked_on
from tests.web.accounts.test_views import PASSWORD, token

NO_NAME, NOT_SECURE = "Passkeys need a host name", "Passkeys need HTTPS"
HERE, THERE = "https://clinic.example:8443", "https://other.example"


@pytest.fixture
def config(config):
    return replace(config, hosts=("clinic.example", "other.example", "localhost", "192.0.2.1"), proxies=1)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://clinic.example", ("clinic.example", "https://clinic.example", None)),
        ("https://clinic.example:443", ("clinic.example", "https://clinic.example", None)),
        (HERE, ("clinic.example", "https://clinic.example:8443", None)),
        ("https://Clinic.Example", ("clinic.example", "https://clinic.example", None)),
        ("http://localhost:8000", ("localhost", "http://localhost:8000", None)),
        ("http://clinic.localhost", ("clinic.localhost", "http://clinic.localhost", None)),
        ("http://clinic.example", ("clinic.example", "http://clinic.example", NOT_SECURE)),
        ("https://192.0.2.1:8000", ("192.0.2.1", "https://192.0.2.1:8000", NO_NAME)),
        ("https://[2001:db8::1]", ("2001:db8::1", "https://[2001:db8::1]", NO_NAME)),
        ("http://127.0.0.1:8000", ("127.0.0.1", "http://127.0.0.1:8000", NO_NAME)),
    ],
)
def test_an_address_says_which_passkeys_are_of_use(app, address, found):
    app.config["TRUSTED_HOSTS"] = None
    with app.test_request_context(base_url=address):
        reason = why_not()
        assert (host(), origin(), reason and reason.partition(",")[0]) == found


def test_behind_a_proxy_it_is_the_name_that_the_browser_has(app):
    headers = {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "clinic.example"}
    seen = []
    app.add_url_rule("/seen", "blank_forms.seen", lambda: seen.append((host(), origin(), why_not())) or "")
    for port, expected in (("443", "https://clinic.example"), ("8443", "https://clinic.example:8443")):
        app.test_client().get("/seen", headers=headers | {"X-Forwarded-Port": port}, base_url="http://10.0.0.1:8000")
        assert seen.pop() == ("clinic.example", expected, None)


@pytest.mark.parametrize(("address", "reason"), [("http://clinic.example", NOT_SECURE), ("http://192.0.2.1", NO_NAME)])
def test_where_browsers_use_none_the_page_says_why_and_offers_none(app, services, account, address, reason):
    browser, at = signed_in_at(app, address), {"base_url": address}
    page = browser.get(OWN, **at)
    assert reason in page.text
    assert "/account/passkeys/new" not in page.text
    sent = {"csrf_token": token(browser.get("/account/", **at)), "name": "x"}
    assert browser.post("/account/passkeys/new", data=sent, **at).location == OWN
    assert services.passkeys.of(account.id) == []


def signed_in_at(app, address):
    """A browser that opened the server at this address."""
    browser, at = app.test_client(), {"base_url": address}
    sent = token(browser.get("/account/sign-in", **at))
    form = {"username": "a.vesalius", "password": PASSWORD, "csrf_token": sent}
    assert browser.post("/account/sign-in", data=form, **at).location == "/"
    return browser


def enters_at(app, key, address, **wrong):
    browser = app.test_client()
    at = {"base_url": address}
    sent = token(browser.get("/account/sign-in", **at))
    asked = browser.post(f"{SIGN_IN}/options", data={"csrf_token": sent}, **at).json["get"]
    fields = {"csrf_token": sent, "passkey": key.signs(asked, **{"origin": address} | wrong)}
    return browser.post(SIGN_IN, data=fields, **at)


def test_a_passkey_of_one_name_is_of_no_use_under_another(app, services, account):
    browser, key = signed_in_at(app, HERE), Authenticator()
    at = {"base_url": HERE}
    sent = {"csrf_token": token(browser.get(OWN, **at)), "name": "Key"}
    asked = asked_on(browser.post("/account/passkeys/new", data=sent, **at))["create"]
    assert (asked["rp"]["id"], services.passkeys.of(account.id)) == ("clinic.example", [])
    browser.post(OWN, data=sent | {"passkey": key.makes(asked, origin=HERE)}, **at)
    assert [one.host for one in services.passkeys.of(account.id)] == ["clinic.example"]
    assert enters_at(app, key, HERE).location == "/"
    # Without its port, another one listens there.
    assert enters_at(app, key, HERE, origin="https://clinic.example").location == "/account/sign-in"
    assert enters_at(app, key, THERE).location == "/account/sign-in"
    assert enters_at(app, key, THERE, host="clinic.example").location == "/account/sign-in"
    assert enters_at(app, key, THERE, host="clinic.example", origin=HERE).location == "/account/sign-in"
    assert "Works only at clinic.example" in signed_in_at(app, THERE).get(OWN, base_url=THERE).text
