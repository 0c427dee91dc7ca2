"""Guessing passwords: how often, and how many at once."""

import threading
import time

import pytest
from flask import Flask, request

from exam.web.accounts import guessing
from tests.web.accounts.test_views import PASSWORD, make_first, sign_in_by_form, submit
from tests.web.accounts.test_views import quick_hashes as quick_hashes  # noqa: PLC0414 - a fixture

NEW = "eight bones of the wrist"


def from_there(app, address):
    browser = app.test_client()
    browser.environ_base["REMOTE_ADDR"] = address
    return browser


def change(browser, password, new=NEW, again=None):
    fields = {"password": password, "new_password": new, "new_password_confirm": again or new}
    return submit(browser, "/account/password", fields)


def test_one_address_cannot_guess_on_under_other_names(app, anonymous, monkeypatch):
    monkeypatch.setattr("exam.store.accounts.ATTEMPTS_OF_ADDRESS", 6)
    make_first(anonymous)
    for number in range(6):
        sign_in_by_form(from_there(app, f"2001:db8::{number}"), "a wrong password", f"name{number}")
    assert "Too many attempts" in sign_in_by_form(from_there(app, "2001:db8::9")).text
    assert sign_in_by_form(from_there(app, "192.0.2.7")).location == "/"


def test_right_passwords_of_one_address_lock_nobody_out(app, anonymous, monkeypatch):
    monkeypatch.setattr("exam.store.accounts.ATTEMPTS_OF_ADDRESS", 2)
    make_first(anonymous)
    assert [sign_in_by_form(app.test_client()).location for _ in range(4)] == ["/"] * 4


def test_the_current_password_cannot_be_guessed_on(anonymous):
    make_first(anonymous)
    for _ in range(5):
        assert "Invalid password" in change(anonymous, "a wrong password").text
    assert "Too many attempts" in change(anonymous, PASSWORD).text
    assert anonymous.get("/exams").status_code == 200


def test_another_mistake_in_the_form_is_no_guess_and_forgives_none(anonymous):
    make_first(anonymous)
    for _ in range(4):
        change(anonymous, "a wrong password")
    for _ in range(3):
        assert "do not match" in change(anonymous, PASSWORD, again="other").text
        assert "at least 12" in change(anonymous, PASSWORD, new="short").text
    assert "Invalid password" in change(anonymous, "x" * 300).text
    assert "Too many attempts" in change(anonymous, PASSWORD).text


def test_the_right_current_password_resets_the_count(anonymous):
    make_first(anonymous)
    for _ in range(4):
        change(anonymous, "a wrong password")
    assert change(anonymous, PASSWORD).location == "/account/"
    assert "Invalid password" in change(anonymous, "a wrong password").text


def test_one_password_is_hashed_while_one_waits_and_others_are_sent_away(app, anonymous):
    make_first(anonymous)
    browser = app.test_client()
    page = browser.get("/account/sign-in")
    assert page.status_code == 200
    with guessing._room, guessing._room:
        refused = submit(browser, "/account/sign-in", {"username": "a.vesalius", "password": PASSWORD})
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "3")
        assert browser.get("/account/sign-in").status_code == 200
    assert sign_in_by_form(browser).location == "/"


def test_they_are_hashed_one_after_the_other(app):
    app, at_once, most = Flask("small"), [], []

    @guessing.in_turn
    def view():
        at_once.append(request.method)
        time.sleep(0.05)
        most.append(len(at_once))
        at_once.pop()
        return ""

    def ask():
        with app.test_request_context(method="POST"):
            view()

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1, 1]


@pytest.mark.parametrize(
    "address", ["/account/first", "/account/people", "/account/password", "/account/people/1/password"]
)
def test_every_page_that_hashes_a_password_takes_its_turn(app, client, address):
    with guessing._room, guessing._room:
        assert client.post(address, data={}).status_code == 503
