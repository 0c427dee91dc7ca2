"""The first account, signing in and out, one's own account, and those of colleagues."""

import re
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

import pytest

from exam.web.accounts.sign_in import SETTINGS

PASSWORD = "seven pairs of nerves"
FIRST = {"username": "a.vesalius", "full_name": "Andreas Vesalius", "role": "", "registration": ""}
TWICE = {"password": PASSWORD, "password_again": PASSWORD}


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    quick = {"argon2__time_cost": 1, "argon2__memory_cost": 64, "argon2__parallelism": 1}
    monkeypatch.setitem(SETTINGS, "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS", quick)


def token(page):
    return re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]


def submit(browser, address, fields, page=None):
    """Fetch the page of a form and send the form."""
    return browser.post(address, data={**fields, "csrf_token": token(browser.get(page or address))})


def make_first(browser, **fields):
    return submit(browser, "/account/first", FIRST | TWICE | fields)


def sign_in_by_form(browser, password=PASSWORD, username="a.vesalius", **fields):
    return submit(browser, "/account/sign-in", {"username": username, "password": password, **fields})


def test_a_first_visit_leads_to_the_first_account_and_it_is_signed_in(anonymous, services):
    assert anonymous.get("/").location == "/account/first"
    assert anonymous.get("/account/sign-in").location == "/account/first"
    assert make_first(anonymous).location == "/"
    assert "Examinations" in anonymous.get("/exams").text
    (account,) = services.accounts.all()
    assert (account.username, account.founder) == ("a.vesalius", True)
    assert account.password.startswith("$argon2id$")


def test_there_is_one_first_account(anonymous, app, services):
    other = app.test_client()
    late = {**FIRST, **TWICE, "username": "late", "csrf_token": token(other.get("/account/first"))}
    make_first(anonymous)
    assert other.post("/account/first", data=late).location == "/account/sign-in"
    assert other.get("/account/first").location == "/account/sign-in"
    assert len(services.accounts.all()) == 1


def test_two_first_accounts_at_the_same_moment_make_one(anonymous, services, monkeypatch):
    make_first(anonymous)
    monkeypatch.setattr("exam.store.accounts.Accounts.any", lambda _: False)
    assert make_first(anonymous, username="late").location == "/account/sign-in"
    assert len(services.accounts.all()) == 1


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"username": " "}, "Required."),
        ({"full_name": ""}, "Required."),
        ({"username": "x" * 65}, "at most 64"),
        ({"role": "x" * 201}, "at most 200"),
        ({"full_name": "a\u202eb"}, "changes the direction of text"),
        ({"password": "too short", "password_again": "too short"}, "at least 12"),
        ({"password_again": "another password"}, "do not match"),
        ({"password": "x" * 201, "password_again": "x" * 201}, "at most 200"),
    ],
)
def test_an_invalid_account_is_refused_beside_its_field(anonymous, services, fields, fault):
    response = make_first(anonymous, **fields)
    assert response.status_code == 422
    assert fault in response.text
    assert PASSWORD not in response.text
    assert services.accounts.all() == []


def test_sign_out_and_in_again(anonymous):
    make_first(anonymous)
    assert submit(anonymous, "/account/sign-out", {}, page="/account/").location == "/account/sign-in"
    assert anonymous.get("/exams").status_code == 303
    assert sign_in_by_form(anonymous, username="A.Vesalius").location == "/"
    assert anonymous.get("/exams").status_code == 200


def test_a_sign_in_goes_back_to_the_page_that_asked_for_it(anonymous):
    make_first(anonymous)
    submit(anonymous, "/account/sign-out", {}, page="/account/")
    page = anonymous.get(anonymous.get("/account/people").location)
    there = re.search(r'name="next" value="([^"]+)"', page.text)[1]
    assert sign_in_by_form(anonymous, next=there).location == "/account/people"


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example", "\\\\evil.example"])
def test_a_sign_in_goes_to_no_other_site(anonymous, there):
    make_first(anonymous)
    submit(anonymous, "/account/sign-out", {}, page="/account/")
    location = sign_in_by_form(anonymous, next=there).location or ""
    assert urlsplit(urljoin("http://localhost/account/sign-in", location)).netloc == "localhost"


def test_a_wrong_name_and_a_wrong_password_are_refused_in_the_same_words(app, anonymous):
    make_first(anonymous)
    pages = [
        sign_in_by_form(app.test_client(), "a wrong password"),
        sign_in_by_form(app.test_client(), PASSWORD, username="someone"),
        sign_in_by_form(app.test_client(), "", username="someone"),
    ]
    assert ["Wrong username or password." in page.text for page in pages] == [True] * 3


def test_too_many_attempts_lock_the_name_even_for_the_right_password(app, anonymous):
    make_first(anonymous)
    for _ in range(5):
        sign_in_by_form(app.test_client(), "a wrong password")
    assert "Too many attempts" in sign_in_by_form(app.test_client()).text
    assert anonymous.get("/exams").status_code == 200


def test_a_right_password_resets_the_count(app, anonymous):
    make_first(anonymous)
    for _ in range(2):
        for _ in range(4):
            sign_in_by_form(app.test_client(), "a wrong password")
        assert sign_in_by_form(app.test_client()).location == "/"


def test_a_session_ends_when_unused_and_not_with_the_browser(anonymous, app):
    make_first(anonymous)
    cookie = anonymous.get_cookie("dermyo")
    assert app.permanent_session_lifetime == timedelta(hours=8)
    assert cookie.expires is not None


def test_a_new_password_signs_the_other_devices_out(app, anonymous):
    make_first(anonymous)
    other = app.test_client()
    sign_in_by_form(other)
    new = "eight bones of the wrist"
    fields = {"password": PASSWORD, "new_password": new, "new_password_confirm": new}
    assert submit(anonymous, "/account/password", fields).location == "/account/"
    assert anonymous.get("/exams").status_code == 200
    assert other.get("/exams").status_code == 303
    assert sign_in_by_form(other, new).location == "/"


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"password": "wrong"}, "Invalid password"),
        ({"new_password": "short", "new_password_confirm": "short"}, "at least 12"),
        ({"new_password_confirm": "other"}, "do not match"),
    ],
)
def test_an_invalid_new_password_changes_nothing(anonymous, services, fields, fault):
    make_first(anonymous)
    before = services.accounts.all()
    new = "eight bones of the wrist"
    given = {"password": PASSWORD, "new_password": new, "new_password_confirm": new} | fields
    assert fault in submit(anonymous, "/account/password", given).text
    assert services.accounts.all() == before


def test_an_administrator_changes_the_details_of_later_notes(client, services, account, colleague):
    given = {"full_name": "G. Falloppio", "role": "Doctor", "registration": "7"}
    assert client.post(f"/account/people/{colleague.id}/details", data=given).location == "/account/people"
    assert "Notes already signed are unchanged" in client.get("/account/people").text
    changed = services.accounts.find(id=colleague.id)
    assert (changed.full_name, changed.role, changed.registration) == ("G. Falloppio", "Doctor", "7")
    client.post(f"/account/people/{account.id}/details", data={"full_name": ""})
    assert "Andreas Vesalius: Required." in client.get("/account/people").text
    assert services.accounts.find(id=account.id).full_name == "Andreas Vesalius"


def test_nobody_else_changes_a_name_one_s_own_included(sign_in, services, colleague):
    browser = sign_in(colleague)
    taken = {"full_name": "Andreas Vesalius"}
    assert browser.post(f"/account/people/{colleague.id}/details", data=taken).status_code == 403
    assert browser.post("/account/", data=taken).status_code == 405
    assert "An administrator changes it" in browser.get("/account/").text
    assert services.accounts.find(id=colleague.id).full_name == "Gabriele Falloppio"


def test_the_first_account_makes_accounts_for_colleagues(client, app, services):
    fields = {"username": "g.fallopio", "full_name": "Gabriele Falloppio", "access": "clinician", **TWICE}
    assert client.post("/account/people", data=fields).status_code == 303
    assert "Gabriele Falloppio" in client.get("/account/people").text
    assert client.post("/account/people", data=fields | {"username": "G.Fallopio"}).status_code == 422
    assert client.post("/account/people", data=fields | {"username": ""}).status_code == 422
    browser = app.test_client()
    assert sign_in_by_form(browser, username="g.fallopio").location == "/"
    assert browser.get("/account/people").location == "/account/password"
    assert len(services.accounts.all()) == 2


def test_a_deactivated_colleague_is_signed_out_until_reactivated(app, client, services, sign_in, colleague):
    browser = sign_in(colleague)
    address = f"/account/people/{colleague.id}"
    client.post(f"{address}/password", data={"password": PASSWORD})
    client.post(f"{address}/active", data={"active": "no"})
    assert browser.get("/exams").status_code == 303
    assert "Wrong username or password" in sign_in_by_form(app.test_client(), username="g.fallopio").text
    client.post(f"{address}/active", data={"active": "yes"})
    assert sign_in_by_form(app.test_client(), username="g.fallopio").location == "/"


def test_a_forgotten_password_is_replaced_by_the_first_account(app, client, services, colleague):
    address = f"/account/people/{colleague.id}/password"
    client.post(address, data={"password": "short"})
    assert services.accounts.find(id=colleague.id).password == "-"
    client.post(address, data={"password": PASSWORD})
    assert sign_in_by_form(app.test_client(), username="g.fallopio").location == "/"


def test_only_the_first_account_can_change_accounts(services, sign_in, account, colleague):
    browser = sign_in(colleague)
    for address, fields in (
        ("/account/people", FIRST | TWICE | {"username": "new"}),
        (f"/account/people/{account.id}/password", {"password": PASSWORD}),
        (f"/account/people/{account.id}/active", {"active": "no"}),
    ):
        assert browser.post(address, data=fields).status_code == 403
    assert services.accounts.all() == [account, colleague]


def test_the_first_account_cannot_deactivate_itself(client, services, account):
    assert client.post(f"/account/people/{account.id}/active", data={"active": "no"}).status_code == 404
    assert services.accounts.find(id=account.id).active


def test_a_name_in_another_unicode_form_is_the_same_account(anonymous, app, services):
    make_first(anonymous, username="fran\u00e7ois")
    assert sign_in_by_form(app.test_client(), username="franc\u0327ois").location == "/"
    taken = {**FIRST, **TWICE, "username": "FRANC\u0327OIS", "access": "clinician"}
    assert "already taken" in submit(anonymous, "/account/people", taken).text
    assert len(services.accounts.all()) == 1


@pytest.mark.parametrize("address", ["people/{}/password", "people/{}/active", "phrases/{}/remove"])
def test_a_number_that_no_database_holds_is_not_found(client, address):
    assert client.post(f"/account/{address.format(10**30)}").status_code == 404


def test_invisible_characters_of_a_pasted_name_are_dropped(anonymous, app, services):
    make_first(anonymous, username="a.\u200bvesalius", full_name="Andreas\u00a0Vesalius\ufeff")
    assert services.accounts.all()[0].full_name == "Andreas Vesalius"
    assert sign_in_by_form(app.test_client(), username="\ufeffa.vesalius\u00a0").location == "/"


def test_a_name_that_changes_the_direction_of_text_is_refused_with_the_place(anonymous, services):
    page = make_first(anonymous, full_name="Andreas \u202eVesalius").text
    assert "U+202E, right-to-left override), after &#34;Andreas&#34;." in page
    assert services.accounts.all() == []


def test_an_account_needs_some_access(client, services):
    fields = {"username": "g.fallopio", "full_name": "Gabriele Falloppio", **TWICE}
    answer = client.post("/account/people", data=fields)
    assert (answer.status_code, "Choose at least one." in answer.text) == (422, True)
    assert len(services.accounts.all()) == 1


def test_access_is_given_and_taken_and_ends_with_the_next_request(client, sign_in, services, colleague):
    theirs = sign_in(services.accounts.find(id=colleague.id))
    assert theirs.get("/exams").status_code == 200
    change = f"/account/people/{colleague.id}/access"
    assert client.post(change, data={"access": ["auditor", "administrator"]}).location == "/account/people"
    assert theirs.get("/exams").status_code == 403
    assert theirs.get("/account/people").status_code == 200
    client.post(change, data={})
    assert "Choose at least one kind of access." in client.get("/account/people").text
    assert services.accounts.find(id=colleague.id).access == {"auditor", "administrator"}


def test_the_last_administrator_stays_one(client, services, account):
    client.post(f"/account/people/{account.id}/access", data={"access": "clinician"})
    assert "one active account must manage accounts" in client.get("/account/people").text
    assert "administrator" in services.accounts.find(id=account.id).access


def test_an_administrator_may_step_back_for_another(client, services, account, colleague):
    services.accounts.set_access(colleague.id, frozenset({"administrator"}))
    answer = client.post(f"/account/people/{account.id}/access", data={"access": "clinician"})
    assert answer.location == "/account/"
    assert client.get("/account/people").status_code == 403
