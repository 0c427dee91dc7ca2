"""A tablet that nobody uses is locked on the server; a PIN or the password opens it, and nothing is lost meanwhile."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask_security import hash_password

from exam.store.accounts import Person
from exam.web.accounts.guessing import HashingBusy
from tests.web.accounts.lock.conftest import PIN
from tests.web.accounts.test_views import PASSWORD, sign_in_by_form, submit

HTMX = {"HX-Request": "true"}


def acts(services, number=1):
    return [(entry.actor, entry.act) for entry in services.trail.entries(limit=number)]


def unlock(browser, **typed):
    return browser.post("/account/unlock", data=typed)


def test_it_is_locked_after_15_minutes_without_use(client, exam_id, passes):
    passes(minutes=14)
    assert client.get(f"/exams/{exam_id}/strength").status_code == 200
    passes(minutes=14)
    assert client.get(f"/exams/{exam_id}/strength").status_code == 200
    passes(minutes=15, seconds=1)
    page = client.get(f"/exams/{exam_id}/strength?part=2")
    assert page.status_code == 303
    assert page.location == f"/account/lock?next=/exams/{exam_id}/strength?part%3D2"
    lock = client.get(page.location).text
    assert "Andreas Vesalius is signed in on this tablet." in lock
    opened = submit(client, "/account/unlock", {"pin": PIN, "next": "/exams"}, page=page.location)
    assert opened.location == "/exams"
    assert client.get(f"/exams/{exam_id}/strength").status_code == 200


def test_what_comes_in_the_background_does_not_keep_it_open_but_reading_does(client, exam_id, passes):
    for _ in range(2):
        passes(minutes=8)
        answer = client.get(f"/exams/{exam_id}/changes?since=1&step=strength", headers=HTMX)
    assert answer.status_code == 423
    unlock(client, pin=PIN)
    for _ in range(3):
        passes(minutes=8)
        assert client.post("/account/used", headers=HTMX).status_code == 204
    assert client.get("/exams").status_code == 200


def test_a_tap_on_a_locked_tablet_is_not_saved_and_is_sent_again_afterwards(locked, services, account, exam_id):
    tap = {"findings.strength.ankle_dorsiflexion.left": "4", "answer_id": "tablet-1", "seen_revision": "1"}
    answer = locked.post(f"/exams/{exam_id}/strength", data=tap, headers=HTMX)
    assert (answer.status_code, "Dermyo-Revision" in answer.headers) == (423, False)
    assert "This tablet is locked. Nothing was saved." in re.sub("<[^>]+>", "", answer.text)
    assert services.exams.open(exam_id, account.id).revision == 1
    assert unlock(locked, pin=PIN).location == "/"
    for _ in range(2):
        answer = locked.post(f"/exams/{exam_id}/strength", data=tap, headers=HTMX)
        assert answer.headers["Dermyo-Revision"] == "2"
    assert services.exams.open(exam_id, account.id).revision == 2


def test_a_plain_form_and_a_program_learn_of_it(locked, exam_id):
    answer = locked.post(f"/exams/{exam_id}/sign")
    assert answer.status_code == 423
    assert 'href="/account/lock">Unlock</a>' in answer.text
    answer = locked.post("/api/assess", json={})
    assert answer.status_code == 423
    assert answer.json["faults"][0]["message"].startswith("This tablet is locked.")


def test_nothing_on_the_page_of_a_locked_tablet_is_of_a_patient_or_opens_one(locked, exam_id):
    for address in ("/account/lock", "/reference/", "/help"):
        page = locked.get(address).text
        assert "Signed in:" not in page
        assert 'href="/exams"' not in page
        assert exam_id not in page
        assert "Vesalius" not in page or address == "/account/lock"
        assert re.search(
            r'<meta name="dermyo-lock" content="15" data-opening="[0-9a-f]{16}" data-pin data-locked>', page
        )


def test_who_says_that_it_is_locked_and_gives_a_token_for_unlocking(locked, services):
    answer = locked.get("/who")
    assert (answer.status_code, [*answer.json]) == (423, ["token"])
    services.sessions.end_all(1)
    assert locked.get("/who").status_code == 303


def test_the_lock_screen_of_a_page_unlocks_it_without_leaving_it(locked, services):
    wrong = locked.post("/account/unlock", data={"pin": "1111"}, headers=HTMX)
    assert (wrong.status_code, wrong.json) == (422, {"message": "Wrong PIN.", "takes_pin": True})
    right = locked.post("/account/unlock", data={"pin": PIN}, headers=HTMX)
    assert right.json["account"] == "1"
    assert f'data-opening="{right.json["opening"]}"' in locked.get("/exams").text
    said = [("a.vesalius", "unlocked with the PIN"), ("a.vesalius", "wrong PIN"), ("a.vesalius", "locked the tablet")]
    assert acts(services, 4)[1:] == said


def test_after_5_wrong_pins_the_password_is_needed(locked, services):
    for number in range(1, 6):
        answer = unlock(locked, pin="8888")
        assert answer.status_code == 422
        assert ("Wrong PIN." in answer.text) == (number < 5)
    assert "Too many wrong PINs. Enter your password." in answer.text
    assert re.search(r"data-pin hidden", answer.text)
    answer = locked.post("/account/unlock", data={"pin": PIN}, headers=HTMX)
    assert answer.json == {"message": "Too many wrong PINs. Enter your password.", "takes_pin": False}
    assert unlock(locked, password=PASSWORD).location == "/"
    assert [act for _, act in acts(services, 7)] == [
        "unlocked with the password",
        *["wrong PIN"] * 5,
        "locked the tablet",
    ]
    locked.post("/account/lock")
    assert unlock(locked, pin=PIN).location == "/"


def test_the_password_opens_it_and_counts_as_given_and_the_pin_does_not(locked, services, account, passes):
    passes(minutes=20)
    unlock(locked, pin=PIN)
    assert "own_password" in locked.get("/account/clinic").text
    locked.post("/account/lock")
    assert "Wrong password." in unlock(locked, password="not this one").text
    assert acts(services)[0] == ("a.vesalius", "wrong password at the lock")
    assert unlock(locked, password=PASSWORD).location == "/"
    assert "own_password" not in locked.get("/account/clinic").text


def test_passwords_are_not_guessed_here(locked):
    for _ in range(5):
        assert "Wrong password." in unlock(locked, password="not this one").text
    assert "Too many attempts." in unlock(locked, password=PASSWORD).text


@pytest.mark.parametrize("typed", [{}, {"pin": " "}, {"pin": "x" * 300}, {"pin": "", "password": "x" * 300}])
def test_what_is_neither_is_refused_in_words(locked, typed):
    answer = unlock(locked, **typed)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_an_account_of_an_import_has_neither_and_is_refused_in_words(sign_in, services):
    imported = services.accounts.add(Person("imported", "Realdo Colombo"), "-5f0c", first=True)
    browser = sign_in(imported)
    browser.post("/account/lock")
    assert "data-pin hidden" in browser.get("/account/lock").text
    assert "You have no PIN. Enter your password." in unlock(browser, pin="7394").text
    assert "Wrong password." in unlock(browser, password="-5f0c").text
    assert "Wrong username or password." in sign_in_by_form(browser, username="imported", password="-5f0c").text


def test_somebody_else_signs_in_and_the_session_that_was_locked_is_over(app, locked, services, account):
    with app.app_context():
        services.accounts.add(Person("w.harvey", "William Harvey"), hash_password(PASSWORD))
    assert '<a class="button" href="/account/sign-in">' in locked.get("/account/lock").text
    assert sign_in_by_form(locked, username="w.harvey").location == "/"
    assert "William Harvey" in locked.get("/account/").text
    assert services.sessions.of(account.id, datetime.now(UTC)) == []


def test_signing_out_of_a_locked_tablet(locked, services, account):
    answer = submit(locked, "/account/sign-out", {}, page="/account/lock")
    assert answer.location == "/account/sign-in"
    assert acts(services)[0] == ("a.vesalius", "signed out")
    assert services.sessions.of(account.id, datetime.now(UTC)) == []
    assert locked.get("/account/lock").location == "/account/sign-in?next=/account/lock"
    with locked.session_transaction() as cookie:
        assert "_user_id" not in cookie


def test_the_page_asks_about_what_waits_of_the_account_that_is_locked(locked, account):
    page = locked.get("/account/lock").text
    assert f'<meta name="dermyo-account" content="{account.id}">' in page
    assert "js/signing-out/signing-out.js" in page


def test_a_tablet_that_is_not_locked_or_has_nobody(client, anonymous):
    assert client.get("/account/lock?next=/exams").location == "/exams"
    assert client.get("/account/lock?next=https://elsewhere").location == "/"
    assert client.post("/account/lock", headers=HTMX).status_code == 204
    assert client.post("/account/lock", headers=HTMX).status_code == 204
    token = {"csrf_token": re.search(r'name="csrf_token" value="([^"]+)"', anonymous.get("/account/sign-in").text)[1]}
    for address in ("lock", "unlock", "used"):
        assert anonymous.post(f"/account/{address}", data=token).location.startswith("/account/sign-in")
        assert anonymous.post(f"/account/{address}", data=token, headers=HTMX).status_code == 401


def test_a_deactivated_account_does_not_unlock(locked, services, account, monkeypatch):
    off = replace(account, active=False)
    monkeypatch.setattr("exam.store.accounts.Accounts.find", lambda *_, **__: off)
    assert unlock(locked, pin=PIN).location.startswith("/account/sign-in")


def test_pins_are_compared_one_after_another(locked, monkeypatch):
    def busy():
        raise HashingBusy

    monkeypatch.setattr("exam.web.accounts.lock.pages.a_turn", busy)
    assert unlock(locked, pin=PIN).status_code == 503


def test_every_page_of_an_account_says_what_its_lock_screen_needs_and_a_copy_names_nobody(client, exam_id, services):
    says = r'<meta name="dermyo-lock" content="15" data-opening="[0-9a-f]{16}" data-name="Andreas Vesalius" data-pin>'
    for address in ("/exams", f"/exams/{exam_id}/strength", "/account/", "/reference/"):
        page = client.get(address).text
        assert re.search(says, page)
        assert "lock-now" in page
    copy = client.get(f"/exams/{exam_id}/strength/copy").text
    assert '<meta name="dermyo-lock" content="15" data-pin>' in copy
    assert "Vesalius" not in copy
    services.pins.remove(1)
    assert "data-pin" not in client.get("/exams").text


def test_a_demonstration_has_no_patient_and_has_none(client):
    assert 'name="dermyo-lock"' in client.get("/training/").text
    begun = client.post("/training/left_l5").location
    page = client.get(begun)
    assert page.status_code == 200
    assert 'name="dermyo-lock"' not in page.text
