"""One's own passkeys: added after the password, listed, removed; a colleague's removed by an administrator."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.web.accounts.passkeys.authenticator import MADE, PRESENT, VERIFIED, Authenticator, Edwards, bytes_of
from tests.web.accounts.passkeys.conftest import NEW, OWN, adds, asked_on, enters
from tests.web.accounts.test_views import PASSWORD

ASKED = "Enter your password to continue"
NOT_VALID = "the answer of the device is not valid for this address"


@pytest.fixture
def another(sign_in, colleague):
    """A browser with a colleague signed in."""
    return sign_in(colleague)


@pytest.fixture
def an_hour_ago(client, services):
    """The password was given an hour ago."""
    with client.session_transaction() as session:
        services.sessions.prove(session["session"], datetime.now(UTC) - timedelta(hours=1))


def said(browser):
    return browser.get(OWN).text


def test_one_is_added_listed_and_used(app, client, services, account):
    assert "Add a passkey" in said(client)
    key = Authenticator()
    adds(client, key, "Room  2\n")
    page = said(client)
    assert "Passkey &#34;Room 2&#34; added." in page
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    assert f"Added {today}" in page
    assert "Not used yet." in page
    enters(app.test_client(), key)
    assert f"Last used {today}" in said(client)
    (kept,) = services.passkeys.of(account.id)
    assert (kept.name, kept.host, kept.transports, kept.sign_count) == ("Room 2", "localhost", "usb,nfc", 2)
    assert "passkey added" in [entry.act for entry in services.trail.entries(limit=5)]


def test_what_the_browser_is_asked(client, services, account):
    asked = asked_on(client.post(NEW, data={"name": "Key"}))["create"]
    assert (asked["rp"], asked["attestation"]) == ({"id": "localhost", "name": "Dermyo"}, "none")
    chosen = asked["authenticatorSelection"]
    assert (chosen["residentKey"], chosen["userVerification"]) == ("required", "required")
    assert (asked["user"]["name"], asked["user"]["displayName"]) == ("a.vesalius", "Andreas Vesalius")
    assert [one["alg"] for one in asked["pubKeyCredParams"]] == [-7, -8, -257]
    assert asked["excludeCredentials"] == []
    # Always the same, so that a device keeps one for an account; and nothing that says who it is.
    handle = asked["user"]["id"]
    assert len(bytes_of(handle)) == 32
    key = Authenticator()
    adds(client, key)
    asked = asked_on(client.post(NEW, data={"name": "Key"}))["create"]
    assert asked["user"]["id"] == handle
    (before,) = asked["excludeCredentials"]
    assert (bytes_of(before["id"]), before["transports"]) == (key.id, ["usb", "nfc"])


def test_each_account_has_a_handle_of_its_own(client, sign_in, colleague):
    handles = {
        asked_on(one.post(NEW, data={"name": "x"}))["create"]["user"]["id"] for one in (client, sign_in(colleague))
    }
    assert len(handles) == 2


def test_the_password_comes_first(client, services, account, an_hour_ago):
    for given, fault in (({}, ASKED), ({"own_password": "a wrong one"}, "Wrong password")):
        answer = client.post(NEW, data={"name": "Key"} | given)
        assert (answer.status_code, fault in answer.text, "application/json" in answer.text) == (422, True, False)
        assert 'value="Key"' in answer.text
    # Without the page after it there is no challenge.
    answer = client.post(OWN, data={"name": "Key", "passkey": "{}"})
    assert "That took too long" in said(client)
    assert (answer.location, services.passkeys.of(account.id)) == (OWN, [])
    assert asked_on(client.post(NEW, data={"name": "Key", "own_password": PASSWORD}))


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "a\u202eb"])
def test_a_name_that_will_not_do_is_refused(client, name):
    answer = client.post(NEW, data={"name": name})
    assert (answer.status_code, 'class="fault"' in answer.text) == (422, True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "http://evil.example"},
        {"host": "evil.example"},
        {"flags": PRESENT | MADE},
        {"flags": VERIFIED | MADE},
        {"flags": PRESENT | VERIFIED},
        {"kind": "webauthn.get"},
        {"challenge": "x" * 43},
        {"key": {1: 2, 3: -47, -1: 8, -2: b"x" * 32, -3: b"y" * 32}},
        {"key": {1: 2}},
        {"key": {}},
    ],
    ids=str,
)
def test_what_is_wrong_is_not_added(client, services, account, wrong):
    adds(client, Authenticator(), **wrong)
    assert NOT_VALID in said(client)
    assert services.passkeys.of(account.id) == []


@pytest.mark.parametrize("given", ["", "{", "[]", "null", "[" * 5000, '{"rawId": "AA", "response": {}}', "x" * 30_000])
def test_what_is_no_passkey_is_not_added(client, services, account, given):
    client.post(NEW, data={"name": "Key"})
    client.post(OWN, data={"name": "Key", "passkey": given})
    assert NOT_VALID in said(client)
    assert services.passkeys.of(account.id) == []


@pytest.mark.parametrize("made", ["", "oA", "gQ", "_____w", "n" * 9000, 7])
def test_a_damaged_passkey_is_not_added(client, services, account, made):
    asked = asked_on(client.post(NEW, data={"name": "Key"}))["create"]
    answer = json.loads(Authenticator().makes(asked))
    answer["response"]["attestationObject"] = made
    client.post(OWN, data={"name": "Key", "passkey": json.dumps(answer)})
    assert NOT_VALID in said(client)
    assert services.passkeys.of(account.id) == []


def test_a_challenge_makes_one_passkey(client, services, account):
    asked = asked_on(client.post(NEW, data={"name": "Key"}))["create"]
    for _ in range(2):
        client.post(OWN, data={"name": "Key", "passkey": Authenticator().makes(asked)})
    assert "That took too long" in said(client)
    assert len(services.passkeys.of(account.id)) == 1


def test_the_same_passkey_is_not_added_twice_nor_to_another(client, services, sign_in, account, colleague):
    key = Authenticator()
    other = sign_in(colleague)
    for browser in (client, client, other):
        adds(browser, key)
    assert "it was added before" in said(other)
    assert (len(services.passkeys.of(account.id)), services.passkeys.of(colleague.id)) == (1, [])


def test_ten_are_enough(client, services, account):
    asked = asked_on(client.post(NEW, data={"name": "Late"}))["create"]
    with client.session_transaction() as session:
        waiting = session["passkey"]
    for _ in range(10):
        adds(client, Authenticator(Edwards))
    page = said(client)
    assert "at most 10 passkeys" in page
    assert f'action="{NEW}"' not in page
    assert client.post(NEW, data={"name": "Key"}).location == OWN
    with client.session_transaction() as session:
        session["passkey"] = waiting
    client.post(OWN, data={"name": "Late", "passkey": Authenticator().makes(asked)})
    assert len(services.passkeys.of(account.id)) == 10


def test_removing_needs_the_password_and_is_of_ones_own(client, key, services, account, another, an_hour_ago):
    (kept,) = services.passkeys.of(account.id)
    address = f"{OWN}/{kept.id}/remove"
    assert another.post(address).location == OWN
    answer = client.post(address)
    assert (answer.status_code, answer.text.count(ASKED)) == (422, 1)
    assert len(services.passkeys.of(account.id)) == 1
    client.post(address, data={"own_password": PASSWORD})
    assert "Passkey removed." in said(client)
    assert services.passkeys.of(account.id) == []
    client.post(address)
    assert "Passkey removed." not in said(client)


def test_an_administrator_removes_those_of_a_colleague(client, services, sign_in, colleague):
    address = f"/account/people/{colleague.id}/passkeys-off"
    assert address not in client.get("/account/people").text
    theirs = sign_in(colleague)
    for _ in range(2):
        adds(theirs, Authenticator())
    assert address in client.get("/account/people").text
    assert theirs.post(address).status_code == 403
    assert client.post(address).location == "/account/people"
    assert "2 passkeys of Gabriele Falloppio were removed." in client.get("/account/people").text
    assert services.passkeys.of(colleague.id) == []
