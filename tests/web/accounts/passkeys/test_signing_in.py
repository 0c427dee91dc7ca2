"""Signing in with a passkey: what is right, and everything that is not."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from exam.store.accounts import Person
from tests.web.accounts.passkeys.authenticator import PRESENT, VERIFIED, Authenticator, Curve, Edwards, Rsa
from tests.web.accounts.passkeys.conftest import SIGN_IN, adds, enters, is_asked, is_in
from tests.web.accounts.test_views import submit, token

NOT_TAKEN, LATE = "This passkey is not accepted here.", "That took too long"
OFFERED = f'data-asks="{SIGN_IN}/options"'


def refusal(browser, answer):
    """What is said on the page that a refused sign-in leads to."""
    assert answer.location == "/account/sign-in"
    page = browser.get("/account/sign-in").text
    assert not is_in(browser)
    return page


@pytest.mark.parametrize("kind", [Curve, Edwards, Rsa])
def test_a_passkey_signs_in(app, client, services, kind):
    key = Authenticator(kind)
    adds(client, key)
    browser = app.test_client()
    assert enters(browser, key).location == "/"
    assert is_in(browser)
    acts = [entry.act for entry in services.trail.entries(limit=3)]
    assert {"signed in", "passkey used"} <= set(acts)
    entry = next(entry for entry in services.trail.entries(limit=3) if entry.act == "signed in")
    assert entry.actor == "a.vesalius"


def test_it_is_offered_once_somebody_has_one_for_this_address(app, anonymous, client):
    assert OFFERED not in anonymous.get("/account/sign-in").text
    adds(client, Authenticator())
    assert OFFERED in anonymous.get("/account/sign-in").text
    for address in ("http://127.0.0.1", "http://[::1]"):
        assert OFFERED not in anonymous.get("/account/sign-in", base_url=address).text


def test_the_browser_is_asked_for_any_passkey_that_knows_its_user(key, anonymous):
    asked, _ = is_asked(anonymous)
    assert (asked["rpId"], asked["allowCredentials"], asked["userVerification"]) == ("localhost", [], "required")
    assert (asked["timeout"], len(asked["challenge"])) == (300_000, 43)
    assert is_asked(anonymous)[0]["challenge"] != asked["challenge"]


def test_it_leads_on_to_a_page_of_ours_and_to_no_other(app, key):
    for there, led in (("/account/people", "/account/people"), ("//evil.example", "/")):
        browser = app.test_client()
        asked, sent = is_asked(browser)
        fields = {"csrf_token": sent, "next": there, "passkey": key.signs(asked)}
        assert browser.post(SIGN_IN, data=fields).location == led
        # Sent again by somebody who is signed in already.
        assert (
            browser.post(SIGN_IN, data={"csrf_token": token(browser.get("/account/")), "next": there}).location == led
        )


def test_no_code_is_asked_for_after_it(app, key, services, account):
    services.second_factors.turn_on(account.id, "x", 1, ["a" * 64], datetime.now(UTC))
    browser = app.test_client()
    assert enters(browser, key).location == "/"
    assert is_in(browser)


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "http://evil.example"},
        {"origin": "http://localhost:8000"},
        {"origin": "https://localhost"},
        {"host": "evil.example"},
        {"host": "127.0.0.1"},
        {"flags": PRESENT},
        {"flags": VERIFIED},
        {"kind": "webauthn.create"},
        {"challenge": "x" * 43},
        {"handle": b"of another account"},
        {"signature": b"not signed"},
    ],
    ids=str,
)
def test_what_is_wrong_is_refused(app, key, services, wrong):
    browser = app.test_client()
    assert NOT_TAKEN in refusal(browser, enters(browser, key, **wrong))
    entry = next(services.trail.entries(limit=1))
    assert (entry.act, entry.actor) == ("passkey refused at sign-in", "a.vesalius")
    # And the next right one is taken.
    assert enters(browser, key).location == "/"


@pytest.mark.parametrize(
    "answer",
    ["", "{", "[]", "7", '"x"', "null", "{}", "[" * 9000, "x" * 30_000, '{"rawId": 1}', '{"rawId": "é"}', "\ud800"],
    ids=lambda answer: answer[:12],
)
def test_what_is_no_answer_is_refused(app, key, answer):
    browser = app.test_client()
    _, sent = is_asked(browser)
    given = browser.post(SIGN_IN, data={"csrf_token": sent, "passkey": answer.encode("utf-8", "surrogatepass")})
    assert given.status_code in (303, 400)
    assert not is_in(browser)


@pytest.mark.parametrize("field", ["clientDataJSON", "authenticatorData", "signature", "userHandle"])
def test_a_part_that_is_damaged_is_refused(app, key, field):
    browser = app.test_client()
    for damaged in ("", "AAAA", "!", None, 7, "AAAA" * 3000):
        asked, sent = is_asked(browser)
        answer = json.loads(key.signs(asked))
        answer["response"][field] = damaged
        given = browser.post(SIGN_IN, data={"csrf_token": sent, "passkey": json.dumps(answer)})
        assert NOT_TAKEN in refusal(browser, given)


def test_a_challenge_is_of_use_once_even_with_a_copy_of_the_cookie(app, key):
    browser = app.test_client()
    asked, sent = is_asked(browser)
    with browser.session_transaction() as cookie:
        copied = dict(cookie)
    answer = key.signs(asked)
    assert browser.post(SIGN_IN, data={"csrf_token": sent, "passkey": answer}).location == "/"
    thief = app.test_client()
    for tried in (answer, key.signs(asked)):
        with thief.session_transaction() as cookie:
            cookie.clear()
            cookie.update(copied)
        given = thief.post(SIGN_IN, data={"csrf_token": sent, "passkey": tried})
        assert LATE in refusal(thief, given)


def test_a_challenge_that_was_answered_wrongly_is_of_no_use_either(app, key):
    browser = app.test_client()
    asked, sent = is_asked(browser)
    for answer in (key.signs(asked, flags=PRESENT), key.signs(asked)):
        browser.post(SIGN_IN, data={"csrf_token": sent, "passkey": answer})
        assert not is_in(browser)


def test_the_challenge_of_another_browser_is_of_no_use(app, key):
    asked, _ = is_asked(app.test_client())
    browser = app.test_client()
    assert NOT_TAKEN in refusal(browser, enters(browser, key, asked=asked))


def test_one_without_a_challenge_is_refused(app, key, anonymous):
    asked, sent = is_asked(app.test_client())
    sent = token(anonymous.get("/account/sign-in"))
    assert LATE in refusal(anonymous, anonymous.post(SIGN_IN, data={"csrf_token": sent, "passkey": key.signs(asked)}))


@pytest.mark.parametrize(
    ("waited", "taken"), [({"minutes": 4, "seconds": 55}, True), ({"minutes": 5, "seconds": 5}, False)]
)
def test_a_challenge_lasts_five_minutes(app, key, waited, taken):
    browser = app.test_client()
    asked, sent = is_asked(browser)
    with browser.session_transaction() as cookie:
        begun = datetime.fromisoformat(cookie["passkey"]["at"]) - timedelta(**waited)
        cookie["passkey"] = cookie["passkey"] | {"at": begun.isoformat()}
    browser.post(SIGN_IN, data={"csrf_token": sent, "passkey": key.signs(asked)})
    assert is_in(browser) is taken


def test_a_challenge_of_another_purpose_is_of_no_use(app, client, key):
    asked = client.post("/account/passkeys/again").json["get"]
    with client.session_transaction() as cookie:
        kept = {"passkey": cookie["passkey"]}
    browser = app.test_client()
    sent = token(browser.get("/account/sign-in"))
    with browser.session_transaction() as cookie:
        cookie.update(kept)
    assert LATE in refusal(browser, browser.post(SIGN_IN, data={"csrf_token": sent, "passkey": key.signs(asked)}))


def test_an_unknown_passkey_is_refused(app, key, services):
    browser, other = app.test_client(), Authenticator()
    assert NOT_TAKEN in refusal(browser, enters(browser, other))
    assert next(services.trail.entries(limit=1)).actor == "unknown name"
    # With the number of one that is known, but another key.
    other.id, other.handle = key.id, key.handle
    assert NOT_TAKEN in refusal(browser, enters(browser, other))


def test_the_passkey_of_a_colleague_signs_in_the_colleague(app, key, services, sign_in, colleague):
    theirs, browser = Authenticator(), app.test_client()
    adds(sign_in(colleague), theirs)
    enters(browser, theirs)
    assert "g.fallopio" in browser.get("/account/").text
    # With the handle of somebody else it signs nobody in.
    browser = app.test_client()
    assert NOT_TAKEN in refusal(browser, enters(browser, theirs, handle=key.handle))


def test_a_counter_that_goes_back_is_refused_and_noted(app, key, services):
    enters(app.test_client(), key)
    browser = app.test_client()
    for count in (key.count, 1, 0):
        assert "may have been copied" in refusal(browser, enters(browser, key, count=count))
        entry = next(services.trail.entries(limit=1))
        assert (entry.act, entry.actor) == ("passkey refused: its counter did not go up", "a.vesalius")
    assert enters(browser, key, count=50).location == "/"


def test_one_that_does_not_count_signs_in_again_and_again(app, client):
    key = Authenticator(counts=False)
    adds(client, key)
    for _ in range(3):
        assert enters(app.test_client(), key).location == "/"


def test_a_removed_passkey_is_refused(app, client, key, services, account):
    (kept,) = services.passkeys.of(account.id)
    assert client.post(f"/account/passkeys/{kept.id}/remove").location == "/account/passkeys"
    browser = app.test_client()
    assert NOT_TAKEN in refusal(browser, enters(browser, key))


def test_a_deactivated_account_is_refused(app, key, services, account):
    services.accounts.add(Person("b", "Bartolomeo Eustachi"), "-", access=frozenset({"administrator"}))
    services.accounts.set_active(account.id, active=False)
    browser = app.test_client()
    assert NOT_TAKEN in refusal(browser, enters(browser, key))
    assert services.passkeys.of(account.id)[0].used_at is None


def test_a_flood_of_wrong_ones_is_bounded_by_address_and_locks_no_name(app, key, services):
    browser = app.test_client()
    for _ in range(30):
        enters(browser, key, answer="{}")
    assert "Too many attempts" in refusal(browser, enters(browser, key))
    other = app.test_client()
    other.environ_base["REMOTE_ADDR"] = "192.0.2.9"
    assert enters(other, key).location == "/"


def test_a_right_one_is_not_counted(app, key):
    for _ in range(32):
        assert enters(app.test_client(), key).location == "/"


def test_it_needs_the_token_of_the_forms(app, key):
    browser = app.test_client()
    browser.get("/account/sign-in")
    for address in (SIGN_IN, f"{SIGN_IN}/options"):
        assert browser.post(address).status_code == 400
        assert browser.post(address, json={}).status_code == 400


def test_signing_out_ends_the_session_of_a_passkey(app, key):
    browser = app.test_client()
    enters(browser, key)
    submit(browser, "/account/sign-out", {}, page="/account/")
    assert not is_in(browser)
