"""A passkey unlocks a tablet that was locked: its own account's, and no other's."""

import pytest

from tests.web.accounts.passkeys.authenticator import PRESENT, Authenticator
from tests.web.accounts.passkeys.conftest import AGAIN, adds, is_asked, is_in
from tests.web.accounts.passkeys.test_again import forget

UNLOCK, ASK = "/account/unlock", "/account/unlock/passkey"
HTMX = {"HX-Request": "true"}
OFFERED = f'data-asks="{ASK}"'


@pytest.fixture
def locked(client, key):
    """The browser of the first account, which has a passkey."""
    client.post("/account/lock")
    assert not is_in(client)
    return client


def asked(browser):
    return browser.post(ASK).json["get"]


def test_it_unlocks_and_leads_on(locked, key, services):
    assert OFFERED in locked.get("/account/lock").text
    assert "data-passkey" in locked.get("/help").text.partition("</head>")[0]
    answer = locked.post(UNLOCK, data={"passkey": key.signs(asked(locked)), "next": "/account/people"})
    assert answer.location == "/account/people"
    assert is_in(locked)
    acts = [entry.act for entry in services.trail.entries(limit=3)]
    assert {"unlocked with a passkey", "passkey used"} <= set(acts)


def test_the_screen_over_a_page_is_answered_with_whose_it_is(locked, key, account):
    answer = locked.post(UNLOCK, data={"passkey": key.signs(asked(locked))}, headers=HTMX)
    assert answer.json["account"] == str(account.id)


def test_it_was_proved_then_who_is_there(client, key, services, exam_id):
    forget(client, services)
    client.post("/account/lock")
    client.post(UNLOCK, data={"passkey": key.signs(asked(client))})
    assert 'name="own_password"' not in client.get(f"/exams/{exam_id}/sign").text


@pytest.mark.parametrize(
    ("wrong", "act"),
    [
        ({"origin": "http://evil.example"}, "passkey refused at the lock"),
        ({"flags": PRESENT}, "passkey refused at the lock"),
        ({"count": 0}, "passkey refused: its counter did not go up"),
    ],
    ids=str,
)
def test_a_wrong_one_unlocks_nothing(locked, key, services, wrong, act):
    answer = locked.post(UNLOCK, data={"passkey": key.signs(asked(locked), **wrong)}, headers=HTMX)
    assert (answer.status_code, "This passkey is not accepted" in answer.json["message"]) == (422, True)
    assert not is_in(locked)
    entry = next(services.trail.entries(limit=1))
    assert (entry.actor, entry.act) == ("a.vesalius", act)


def test_that_of_a_colleague_unlocks_nothing(locked, sign_in, colleague):
    theirs = Authenticator()
    adds(sign_in(colleague), theirs)
    assert locked.post(UNLOCK, data={"passkey": theirs.signs(asked(locked))}).status_code == 422
    assert not is_in(locked)


def test_a_challenge_is_for_unlocking_alone_and_once(client, key):
    for_signing = client.post(AGAIN).json["get"]
    with client.session_transaction() as cookie:
        waiting = cookie["passkey"]
    client.post("/account/lock")
    assert client.post(AGAIN).status_code == 423
    with client.session_transaction() as cookie:
        cookie["passkey"] = waiting
    assert client.post(UNLOCK, data={"passkey": key.signs(for_signing)}).status_code == 422
    given, _ = is_asked(client)
    assert client.post(UNLOCK, data={"passkey": key.signs(given)}).status_code == 422
    answer = key.signs(asked(client))
    assert client.post(UNLOCK, data={"passkey": answer}).location == "/"
    client.post("/account/lock")
    assert client.post(UNLOCK, data={"passkey": answer}).status_code == 422


def test_without_one_it_is_not_offered(client, anonymous):
    client.post("/account/lock")
    assert OFFERED not in client.get("/account/lock").text
    assert "data-passkey" not in client.get("/help").text
    assert anonymous.get("/account/sign-in").status_code == 200
    assert anonymous.post(ASK).status_code in (400, 401)
