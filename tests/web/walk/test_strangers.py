"""Whoever is not signed in with values that no tablet sends: the forms to sign in, to unlock and to practise.

Before there is an account, with one, at the code of the second step, and at a tablet that is locked.
"""

from datetime import UTC, datetime

import pytest
from flask_security import hash_password
from hypothesis import given, settings
from hypothesis import strategies as st

from exam.store.accounts import Person
from exam.web.accounts.second.codes import new_secret
from tests.web.accounts.test_views import PASSWORD
from tests.web.accounts.test_views import quick_hashes as quick_hashes  # noqa: PLC0414 - a fixture
from tests.web.test_access import FOR_ANYBODY, WHILE_LOCKED
from tests.web.walk.test_any_value import HOW, HTMX, TEXTS
from tests.web.walk.test_any_value import examples as examples  # noqa: PLC0414 - a fixture
from tests.web.walk.test_walk import Asking
from tests.web.walk.test_walk import of as of  # noqa: PLC0414 - a fixture
from tests.web.walk.values import BROKEN, VALUES

NAMES = (
    *("username", "full_name", "role", "registration", "password", "password_again", "code", "recovery", "passkey"),
    *("pin", "next", "form_id", "seen"),
)
# Nobody is let in with it.
WRONG = {"username": "a.vesalius", "full_name": "A Name", "password": PASSWORD[:-1], "password_again": PASSWORD}


@pytest.fixture
def states(app, services, sign_in, monkeypatch):
    """Each state in turn, with a browser in it that is not signed in; whatever was tried before, it is tried."""
    for limit in ("ATTEMPTS", "ATTEMPTS_OF_ADDRESS"):
        monkeypatch.setattr(f"exam.store.accounts.{limit}", 10**6)
    app.config["WTF_CSRF_ENABLED"] = False

    def states():
        yield "no account", app.test_client()
        with app.test_request_context():
            account = services.accounts.add(Person("a.vesalius", "A"), hash_password(PASSWORD), first=True)
            services.second_factors.turn_on(account.id, new_secret(account.id), 1, [], datetime.now(UTC))
        yield "an account", app.test_client()
        waiting = app.test_client()
        answer = waiting.post("/account/sign-in", data=WRONG | {"password": PASSWORD})
        assert answer.location.startswith("/account/sign-in/code")
        yield "at the code", waiting
        locked = sign_in(account)
        locked.post("/account/lock")
        yield "locked", locked

    return states


def forms(app):
    """Where they are sent to; signing out would end the walk."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        name = rule.endpoint
        is_open = {name, name.partition(".")[0]} & (FOR_ANYBODY | WHILE_LOCKED) - {"accounts.sign_out"}
        if is_open and "POST" in rule.methods:
            yield adapter.build(name, {"case": "x", "kind": "x", "patient": "x"}, "POST", append_unknown=False)


def test_every_field_of_every_form_of_whoever_is_not_signed_in(app, services, states, of):
    sent_to = list(forms(app))
    assert len(sent_to) >= 10
    for state, browser in states():
        stranger = Asking(browser)
        for address in sent_to:
            for name in of(NAMES, 3):
                for value in of(VALUES, 1):
                    stranger.ask("POST", address, data=WRONG | {name: value}, headers=of([{}, HTMX], 1)[0])
            for value in of(BROKEN, 1):
                body = b"username=" + value + b"&code=" + value + b"&" + value + b"=1"
                stranger.ask("POST", address, data=body, content_type="application/x-www-form-urlencoded")
        assert stranger.failed == []
        # Some are answered and some refused, and nobody is let in.
        assert stranger.came.keys() & {200, 302, 303}
        assert stranger.came.keys() & {400, 401, 404, 422, 423}
        assert browser.get("/exams").status_code != 200
        assert len(services.accounts.all()) == (state != "no account"), state


def test_any_text_in_any_field_of_whoever_is_not_signed_in(app, states, examples):
    browsers, sent_to = dict(states()), list(forms(app))
    texts = st.dictionaries(st.sampled_from(NAMES), TEXTS, min_size=1, max_size=4)

    @settings(max_examples=examples, **HOW)
    @given(st.sampled_from(list(browsers)), st.sampled_from(sent_to), texts)
    def send(state, address, values):
        stranger = Asking(browsers[state])
        values = {name: text.encode("utf-8", "replace") for name, text in values.items()}
        stranger.ask("POST", address, data=WRONG | values)
        assert stranger.failed == []

    send()
    assert [state for state, browser in browsers.items() if browser.get("/exams").status_code == 200] == []


def test_any_token_of_a_form(app):
    stranger = Asking(app.test_client())
    for value in VALUES:
        stranger.ask("POST", "/account/sign-in", data=WRONG | {"csrf_token": value})
    assert (stranger.failed, set(stranger.came)) == ([], {400})
