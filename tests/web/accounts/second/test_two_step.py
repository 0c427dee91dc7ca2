"""Two-step sign-in: the password, then the code of an app or a recovery code; set up and turned off on one's page."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask_security import hash_password
from passlib.totp import TOTP

from exam.store.accounts import Person
from exam.web.accounts.second import codes
from tests.web.accounts.test_views import PASSWORD, sign_in_by_form, submit
from tests.web.accounts.test_views import quick_hashes as quick_hashes  # noqa: PLC0414 - a fixture
from tests.web.conftest import EXAMINER

CODE, NEW, OWN = "/account/sign-in/code", "/account/two-step/new", "/account/two-step"
WRONG = "Wrong code, or one that was used already."


@pytest.fixture
def account(app, services):
    with app.app_context():
        return services.accounts.add(EXAMINER, hash_password(PASSWORD), first=True)


class Phone:
    """An authenticator app: it read the secret from the page, and shows codes."""

    def __init__(self, page):
        self.totp = TOTP(key=re.search(r'class="secret">([A-Z2-7 ]+)<', page)[1])

    def shows(self, **later):
        return self.totp.generate(time=(datetime.now(UTC) + timedelta(**later)).timestamp()).token


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def recovery_codes(page):
    return re.findall(r"<li><code>([a-z0-9-]+)</code>", page)


@pytest.fixture
def phone(client):
    """The app of the first account, set up a minute ago by its clock, so that the code of now was not used."""
    page = client.get(NEW).text
    phone = Phone(page)
    answer = client.post(NEW, data={"secret": hidden(page, "secret"), "code": phone.shows(seconds=-30)})
    phone.recovery = recovery_codes(answer.text)
    return phone


@pytest.fixture
def browser(app, phone):
    """Another browser that gave the right password."""
    browser = app.test_client()
    assert sign_in_by_form(browser, next="/account/people").location.startswith(CODE)
    return browser


def gives(browser, code, **fields):
    return submit(browser, CODE, {"code": code, **fields})


def test_setting_up_needs_the_first_code_and_shows_the_recovery_codes_once(client, services, account):
    assert "Off. With it," in client.get(OWN).text
    page = client.get(NEW).text
    phone, form = Phone(page), {"secret": hidden(page, "secret")}
    assert 'role="img"' in page
    assert "<svg viewBox" in page
    wrong = client.post(NEW, data=form | {"code": "12345"})
    assert (wrong.status_code, "not the code that the app shows now" in wrong.text) == (422, True)
    # The same as before the mistake, so that the app need not be set up again.
    assert Phone(wrong.text).totp.base32_key == phone.totp.base32_key
    assert services.second_factors.of(account.id) is None
    answer = client.post(NEW, data=form | {"code": phone.shows()})
    assert len(set(recovery_codes(answer.text))) == 8
    shown = client.get(OWN).text
    assert "8 are left" in shown
    assert recovery_codes(shown) == []
    stored = services.second_factors.of(account.id)
    assert phone.totp.base32_key not in stored.secret
    # Sent again, as by reloading the page, it makes no other codes.
    assert client.post(NEW, data=form | {"code": "000000"}).status_code == 422


def test_a_secret_of_another_account_or_server_is_not_set_up(app, client, services, account, colleague):
    with app.app_context():
        theirs = codes.new_secret(colleague.id)
        code = TOTP(key=codes.readable_secret(theirs, colleague.id)).generate().token
    for secret in (theirs, "", "no secret", "\u00e9"):
        answer = client.post(NEW, data={"secret": secret, "code": code})
        assert answer.status_code == 422
        assert hidden(answer.text, "secret") not in ("", secret)
    assert services.second_factors.of(account.id) is None


def test_the_password_alone_signs_nobody_in_then(app, browser):
    assert browser.get("/exams").status_code == 303
    assert 'autocomplete="one-time-code"' in browser.get(CODE).text


def test_the_code_signs_in_and_leads_on(browser, phone, services):
    answer = gives(browser, phone.shows(), next="/account/people")
    assert answer.location == "/account/people"
    assert browser.get("/exams").status_code == 200
    assert browser.get(CODE).location == "/account/sign-in"
    acts = [entry.act for entry in services.trail.entries(limit=4)]
    assert {"signed in", "code of the app given"} <= set(acts)


@pytest.mark.parametrize("there", ["//evil.example", "https://evil.example/", "\\\\evil.example"])
def test_the_second_step_leads_to_no_other_site(browser, phone, there):
    assert gives(browser, phone.shows(), next=there).location == "/"


def test_a_code_is_of_use_once(app, browser, phone):
    code = phone.shows()
    assert gives(browser, code).location == "/"
    other = app.test_client()
    sign_in_by_form(other)
    answer = gives(other, code)
    assert (answer.status_code, WRONG in answer.text) == (422, True)
    assert other.get("/exams").status_code == 303


@pytest.mark.parametrize("later", [-300, -61, 120, 300])
def test_a_code_of_another_time_is_wrong(browser, phone, later):
    assert WRONG in gives(browser, phone.shows(seconds=later)).text


@pytest.mark.parametrize("code", ["", "x", "12345", "1234567", "\u0661\u0662\u0663\u0664\u0665\u0666", "1" * 500])
def test_what_is_no_code_is_wrong(browser, code):
    answer = gives(browser, code)
    assert (answer.status_code, WRONG in answer.text) == (422, True)
    assert browser.get("/exams").status_code == 303


def test_a_clock_that_is_half_a_minute_wrong_and_spaces_will_do(browser, phone):
    code = phone.shows(seconds=29)
    assert gives(browser, f" {code[:3]} {code[3:]} ").location == "/"


def test_a_recovery_code_signs_in_once_however_it_is_typed(app, browser, phone, client):
    code = phone.recovery[2]
    assert gives(browser, "", recovery=f" {code.upper().replace('-', ' ')} ").location == "/"
    assert "7 are left" in client.get(OWN).text
    other = app.test_client()
    sign_in_by_form(other)
    for again in (code, "x", "y" * 500):
        assert "Wrong recovery code" in gives(other, "", recovery=again).text
    assert other.get("/exams").status_code == 303


def test_codes_cannot_be_guessed_on_with_the_right_password_between_them(app, browser, phone, services):
    for _ in range(5):
        assert WRONG in gives(browser, "000000").text
        sign_in_by_form(browser)
    assert "Too many attempts" in gives(browser, phone.shows()).text
    other = app.test_client()
    other.environ_base["REMOTE_ADDR"] = "192.0.2.9"
    sign_in_by_form(other)
    assert "Too many attempts" in gives(other, phone.shows()).text
    assert [entry.act for entry in services.trail.entries(limit=5)] == ["wrong code at sign-in"] * 5
    assert next(services.trail.entries(limit=1)).actor == "a.vesalius"


def test_the_second_step_needs_the_first(app, anonymous, phone):
    for address in (CODE, f"{CODE}?next=/exams"):
        assert anonymous.get(address).location == "/account/sign-in"
    assert submit(anonymous, CODE, {"code": phone.shows()}, page="/account/sign-in").location == "/account/sign-in"
    assert anonymous.get("/exams").status_code == 303
    assert "Wrong username" in sign_in_by_form(anonymous, "a wrong password").text
    assert anonymous.get(CODE).location == "/account/sign-in"


def test_it_waits_five_minutes(browser, phone, monkeypatch):
    now = datetime.now(UTC)

    class Later(datetime):
        @classmethod
        def now(cls, zone=None):
            return now + timedelta(minutes=5, seconds=5)

    monkeypatch.setattr("exam.web.accounts.second.entering.datetime", Later)
    assert browser.get(CODE).location == "/account/sign-in"


def test_a_new_password_or_a_deactivated_account_ends_the_wait(app, browser, phone, services, account):
    other = app.test_client()
    sign_in_by_form(other)
    services.accounts.keep_credentials(account.id, "-", "another key")
    assert browser.get(CODE).location == "/account/sign-in"
    services.accounts.keep_credentials(account.id, account.password, account.session_key)
    assert other.get(CODE).status_code == 200
    services.accounts.add(Person("b", "Bartolomeo Eustachi"), "-", access=frozenset({"administrator"}))
    services.accounts.set_active(account.id, active=False)
    assert other.get(CODE).location == "/account/sign-in"


def test_with_another_secret_key_a_recovery_code_is_left(app, browser, phone):
    kept, app.secret_key = app.secret_key, "another key of at least 32 characters"
    other = app.test_client()
    sign_in_by_form(other)
    assert "secret key has changed" in gives(other, phone.shows()).text
    assert gives(other, "", recovery=phone.recovery[0]).location == "/"
    app.secret_key = kept


def test_new_recovery_codes_and_turning_off_need_the_password(app, client, phone, services, account):
    with client.session_transaction() as session:
        services.sessions.prove(session["session"], datetime.now(UTC) - timedelta(hours=1))
    for act in ("codes", "off"):
        answer = client.post(f"{OWN}/{act}")
        assert (answer.status_code, answer.text.count("Enter your password to continue")) == (422, 1)
    assert client.post(NEW, data={}).status_code == 422
    given = {"own_password": PASSWORD}
    answer = client.post(f"{OWN}/codes", data=given)
    assert not set(recovery_codes(answer.text)) & set(phone.recovery)
    assert client.post(f"{OWN}/off").location == OWN
    assert "your password alone signs you in" in client.get(OWN).text
    assert sign_in_by_form(app.test_client()).location == "/"
    assert client.post(f"{OWN}/codes", data=given).location == OWN
    assert client.post(f"{OWN}/off").location == OWN


def test_an_administrator_turns_it_off_for_a_colleague_who_lost_the_phone(client, services, sign_in, colleague):
    services.second_factors.turn_on(colleague.id, "x", 1, ["a" * 64], datetime.now(UTC))
    address = f"/account/people/{colleague.id}/two-step-off"
    assert address in client.get("/account/people").text
    assert sign_in(colleague).post(address).status_code == 403
    assert client.post(address).location == "/account/people"
    assert "Gabriele Falloppio signs in with the password alone now." in client.get("/account/people").text
    assert services.second_factors.of(colleague.id) is None
    assert address not in client.get("/account/people").text
    client.post(address)
    assert "alone now" not in client.get("/account/people").text


def test_an_account_without_it_signs_in_as_before(app, client, phone, services):
    with app.app_context():
        services.accounts.add(Person("g.fallopio", "Gabriele Falloppio"), hash_password(PASSWORD))
    assert sign_in_by_form(app.test_client(), username="g.fallopio").location == "/"
