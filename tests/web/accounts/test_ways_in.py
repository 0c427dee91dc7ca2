"""Every way in that Flask-Security offers, on or off."""

import base64

import pytest
from flask_security.core import _default_config

from exam.web.accounts.second.entering import SecondStep
from exam.web.accounts.sign_in import SignedIn
from exam.web.accounts.ways_in import is_ours
from tests.web.accounts.test_views import PASSWORD, make_first, sign_in_by_form, submit, token
from tests.web.accounts.test_views import quick_hashes as quick_hashes  # noqa: PLC0414 - a fixture

OFF = {
    *("AUTO_LOGIN_AFTER_CONFIRM", "AUTO_LOGIN_AFTER_RESET", "BACKWARDS_COMPAT_AUTH_TOKEN", "CHANGEABLE"),
    *("CHANGE_EMAIL", "CHANGE_USERNAME", "CONFIRMABLE", "DEFAULT_REMEMBER_ME", "LOGIN_WITHOUT_CONFIRMATION"),
    *("MULTI_FACTOR_RECOVERY_CODES", "OAUTH_ENABLE", "PASSWORDLESS", "RECOVERABLE", "REFRESH_TOKEN", "REGISTERABLE"),
    *("TWO_FACTOR", "UNIFIED_SIGNIN", "USERNAME_ENABLE", "USERNAME_RECOVERY", "US_SIGNIN_REPLACES_LOGIN", "WEBAUTHN"),
}
# They say how a way in works, or what is beside it; none opens one.
NO_WAY_IN = {
    *("ANONYMOUS_USER_DISABLED", "CSRF_COOKIE_REFRESH_EACH_REQUEST", "CSRF_IGNORE_UNAUTH_ENDPOINTS", "EMAIL_HTML"),
    *("EMAIL_PLAINTEXT", "FLASH_MESSAGES", "FRESHNESS_ALLOW_AUTH_TOKEN", "JOIN_USER_ROLES", "LOGOUT_CSRF"),
    *("PASSWORD_CHECK_BREACHED", "PASSWORD_CONFIRM_REQUIRED", "PASSWORD_REQUIRED", "REDIRECT_ALLOW_SUBDOMAINS"),
    *("REFRESH_TOKEN_CLEANUP_EXPIRED", "REFRESH_TOKEN_CLEANUP_REVOKED", "RETURN_GENERIC_RESPONSES", "TRACKABLE"),
    *("SEND_PASSWORD_CHANGE_EMAIL", "SEND_PASSWORD_RESET_EMAIL", "SEND_PASSWORD_RESET_NOTICE_EMAIL"),
    *("SEND_REGISTER_EMAIL", "SEND_USERNAME_CHANGE_EMAIL", "TWO_FACTOR_ALWAYS_VALIDATE", "TWO_FACTOR_REQUIRED"),
    *("TWO_FACTOR_RESCUE_EMAIL", "USERNAME_REQUIRED", "USE_REGISTER_V2", "WAN_ALLOW_AS_FIRST_FACTOR"),
    *("WAN_ALLOW_AS_MULTI_FACTOR", "WAN_ALLOW_USER_HINTS"),
}


def test_every_switch_of_the_library_is_known_and_every_other_way_in_is_off(app):
    switches = {name for name, default in _default_config.items() if isinstance(default, bool)}
    assert switches == OFF | NO_WAY_IN
    assert {name for name in OFF if app.config[f"SECURITY_{name}"]} == set()
    assert app.config["SECURITY_API_ENABLED_METHODS"] == ["session"]
    # Ours is asked for instead, where the library asks whether a password is enough.
    assert type(app.extensions["security"].two_factor_plugins) is SecondStep
    # Its own addresses are not there at all.
    assert [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("security")] == []


def test_a_session_is_the_way_in(client):
    assert client.get("/exams").status_code == 200


@pytest.mark.parametrize("way", ["header", "address", "json", "bearer", "basic", "remembered"])
def test_every_other_way_in_is_closed(app, anonymous, services, way):
    make_first(anonymous)
    with app.test_request_context():
        given = SignedIn(services.accounts.find(username="a.vesalius")).get_auth_token()
    basic = base64.b64encode(f"a.vesalius:{PASSWORD}".encode()).decode()
    asked = {
        "header": {"headers": {"Authentication-Token": given}},
        "address": {"query_string": {"auth_token": given}},
        "json": {"json": {"auth_token": given}},
        "bearer": {"headers": {"Authorization": f"Bearer {given}"}},
        "basic": {"headers": {"Authorization": f"Basic {basic}"}},
        "remembered": {"headers": {"Cookie": f"remember_token={given}"}},
    }[way]
    stranger = app.test_client()
    assert stranger.get("/exams", **asked).status_code == 303
    assert stranger.post("/api/assess", **asked).status_code in (401, 415)


def test_no_sign_in_is_remembered_or_answered_with_a_token(app, anonymous):
    make_first(anonymous)
    browser = app.test_client()
    response = sign_in_by_form(browser, remember="y")
    assert [cookie.partition("=")[0] for cookie in response.headers.getlist("Set-Cookie")] == ["dermyo"]
    stranger = app.test_client()
    fields, sent = {"username": "a.vesalius", "password": PASSWORD}, token(stranger.get("/account/sign-in"))
    refused = stranger.post("/account/sign-in?include_auth_token", json=fields, headers={"X-CSRFToken": sent})
    assert refused.status_code == 400
    assert "token" not in refused.text
    assert stranger.get("/exams").status_code == 303


ELSEWHERE = (
    "http://[",
    "https://evil.example/",
    "//evil.example",
    "\\\\evil.example",
    "/\\evil",
    "javascript:x",
    "x",
    "/\n/x",
)


@pytest.mark.sampled(5)
@pytest.mark.parametrize("there", ELSEWHERE)
def test_a_refused_page_to_go_to_says_nothing_about_the_password_and_counts_nothing(app, anonymous, there):
    make_first(anonymous)
    for _ in range(6):
        assert sign_in_by_form(app.test_client(), next=there).location == "/"
    browser = app.test_client()
    assert browser.get("/account/sign-in", query_string={"next": there}).status_code == 200
    assert "Wrong username or password." in sign_in_by_form(browser, "a wrong password", next=there).text
    assert submit(anonymous, "/account/sign-out", {"next": there}, page="/account/").location == "/account/sign-in"


@pytest.mark.parametrize("there", ["/exams", "/exams/abc/strength?part=1#x", "/"])
def test_a_page_of_ours_is_gone_to(there):
    assert is_ours(there)
    assert not any(map(is_ours, ELSEWHERE))
