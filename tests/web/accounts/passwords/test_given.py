"""A password that somebody else chose is changed before anything else."""

import re

import pytest

from exam.web.accounts.sign_in import SETTINGS

GIVEN = "seven pairs of nerves"
OWN = "eight bones of the wrist"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    quick = {"argon2__time_cost": 1, "argon2__memory_cost": 64, "argon2__parallelism": 1}
    monkeypatch.setitem(SETTINGS, "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS", quick)


def submit(browser, address, fields):
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(address).text)[1]
    return browser.post(address, data={**fields, "csrf_token": token})


def sign_in_by_form(app, password):
    browser = app.test_client()
    assert submit(browser, "/account/sign-in", {"username": "g.fallopio", "password": password}).location == "/"
    return browser


def change(browser, **fields):
    given = {"password": GIVEN, "new_password": OWN, "new_password_confirm": OWN}
    return submit(browser, "/account/password", given | fields)


@pytest.fixture
def added(client):
    fields = {"username": "g.fallopio", "full_name": "Gabriele Falloppio", "access": "clinician"}
    client.post("/account/people", data=fields | {"password": GIVEN, "password_again": GIVEN})
    page = client.get("/account/people").text
    assert "Gabriele Falloppio can sign in now, and then chooses another password." in page


def acts(services, actor):
    return [entry.act for entry in services.trail.entries() if entry.actor == actor]


def test_of_a_new_account_it_is_changed_at_the_first_sign_in(app, services, added):
    browser = sign_in_by_form(app, GIVEN)
    assert browser.get("/").location == "/account/password"
    assert browser.get("/exams").location == "/account/password"
    page = browser.get("/account/password").text
    assert "Somebody else set your password." in page
    # No tablet sends what waits from here.
    assert "dermyo-account" not in page
    assert change(browser).location == "/"
    assert browser.get("/exams").status_code == 200
    assert "dermyo-account" in browser.get("/exams").text
    assert not services.accounts.find(username="g.fallopio").must_change_password
    assert "credentials changed" in acts(services, "g.fallopio")
    assert sign_in_by_form(app, OWN).get("/exams").status_code == 200


def test_the_same_one_or_a_wrong_one_changes_nothing(app, services, added):
    browser = sign_in_by_form(app, GIVEN)
    page = change(browser, new_password=GIVEN, new_password_confirm=GIVEN).text
    assert "must be different than your previous password" in page
    assert "Invalid password" in change(browser, password="another one").text
    assert browser.get("/exams").location == "/account/password"
    assert services.accounts.find(username="g.fallopio").must_change_password


def test_a_tap_is_kept_on_the_tablet_until_then(app, added):
    browser = sign_in_by_form(app, GIVEN)
    tap = browser.get("/who", headers={"HX-Request": "true"})
    assert (tap.status_code, "Change your password first" in tap.text) == (401, True)
    sent = browser.post("/api/exams", json={})
    said = sent.json["faults"][0]["message"]
    assert sent.status_code == 401
    assert said.startswith("Change your password first. Nothing was saved. Somebody else set your password")


def test_one_that_an_administrator_sets_later_is_changed_too(app, client, services, added):
    change(sign_in_by_form(app, GIVEN))
    colleague = services.accounts.find(username="g.fallopio")
    client.post(f"/account/people/{colleague.id}/password", data={"password": GIVEN})
    page = client.get("/account/people").text
    assert "signed out everywhere, and chooses another password at the next sign-in" in page
    assert "password set for another" in acts(services, "a.vesalius")
    assert sign_in_by_form(app, GIVEN).get("/exams").location == "/account/password"


def test_signing_out_is_possible_before(app, added):
    browser = sign_in_by_form(app, GIVEN)
    assert submit_out(browser).location == "/account/sign-in"
    assert "/account/sign-in" in browser.get("/exams").location


def submit_out(browser):
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/account/password").text)[1]
    return browser.post("/account/sign-out", data={"csrf_token": token})


def test_the_first_account_chose_its_own(account):
    assert not account.must_change_password


def test_one_s_own_change_later_asks_for_no_other(app, services, added):
    browser = sign_in_by_form(app, GIVEN)
    change(browser)
    assert change(browser, password=OWN, new_password=GIVEN, new_password_confirm=GIVEN).location == "/account/"
    assert not services.accounts.find(username="g.fallopio").must_change_password


def test_an_account_without_a_password_has_no_current_one_to_give(sign_in, account):
    """As one of an import, until somebody sets one."""
    given = {"password": "-", "new_password": "of three new words", "new_password_confirm": "of three new words"}
    page = sign_in(account).post("/account/password", data=given)
    assert (page.status_code, "Invalid password" in page.text) == (200, True)
