"""Once means once: a form that is sent again creates nothing more, and with other text in it something else."""

import re

import pytest

from exam.store.listing import Wanted
from exam.web.accounts.sign_in import SETTINGS
from tests.web.house_rules import PATIENT
from tests.web.note.signing import sign

ID = r'name="form_id" value="([0-9a-f]{32})"'
PASSWORD = "seven pairs of nerves"
COLLEAGUE = {"username": "g.fallopio", "full_name": "Gabriele Falloppio", "role": "", "registration": ""}
TWICE = {"password": PASSWORD, "password_again": PASSWORD}


@pytest.fixture
def quick_hashes(monkeypatch):
    quick = {"argon2__time_cost": 1, "argon2__memory_cost": 64, "argon2__parallelism": 1}
    monkeypatch.setitem(SETTINGS, "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS", quick)


def form_id(page, action=""):
    (form,) = (form for form in re.findall(r"<form .*?</form>", page.text, re.DOTALL) if has_id(form, action))
    return re.search(ID, form)[1]


def has_id(form, action):
    return action in form and re.search(ID, form)


def test_every_form_has_an_id_of_its_own(client):
    assert form_id(client.get("/exams")) != form_id(client.get("/exams"))


def test_an_examination_begun_three_times_is_one(client, services, account):
    sent = {"patient.reference": PATIENT, "form_id": form_id(client.get("/exams"))}
    assert len({client.post("/exams", data=sent).location for _ in range(3)}) == 1
    assert len(services.exams.list(account.id, Wanted())) == 1


def test_the_same_form_with_another_patient_never_opens_the_first_one(client, services, account):
    sent = {"form_id": form_id(client.get("/exams"))}
    one, other = (client.post("/exams", data={**sent, "patient.reference": ref}).location for ref in ("71", "72"))
    assert one != other
    assert {exam.reference for exam in services.exams.list(account.id, Wanted())} == {"71", "72"}


def test_a_form_without_an_id_begins_each_time(client, services, account):
    for _ in range(2):
        client.post("/exams", data={"patient.reference": PATIENT, "visit": ""})
    assert len(services.exams.list(account.id, Wanted())) == 2


def test_an_addendum_sent_three_times_is_one_and_another_text_is_another(client, services, account, exam_id):
    sign(client, exam_id)
    sent = form_id(client.get(f"/exams/{exam_id}/note"), "/addenda")
    for text in ("MRI on Monday.", "MRI on Monday.\r\n", "MRI on Monday.", "MRI on Tuesday."):
        assert client.post(f"/exams/{exam_id}/addenda", data={"text": text, "form_id": sent}).status_code == 303
    texts = [addendum.text for addendum in services.exams.open(exam_id, account.id).addenda]
    assert texts == ["MRI on Monday.", "MRI on Tuesday."]


@pytest.mark.usefixtures("quick_hashes")
def test_a_colleague_sent_twice_is_one_account(client, services):
    sent = COLLEAGUE | TWICE | {"access": "clinician", "form_id": form_id(client.get("/account/people"))}
    for _ in range(2):
        answer = client.post("/account/people", data=sent, follow_redirects=True)
        assert "Gabriele Falloppio can sign in now" in answer.text
    again = client.post("/account/people", data=sent | {"form_id": form_id(client.get("/account/people"))})
    assert "already taken" in again.text
    assert len(services.accounts.all()) == 2


@pytest.mark.usefixtures("quick_hashes")
def test_a_first_account_sent_twice_at_the_same_moment_signs_in_both_times(anonymous, app, services, monkeypatch):
    page = anonymous.get("/account/first")
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]
    sent = COLLEAGUE | TWICE | {"form_id": form_id(page), "csrf_token": token}
    with anonymous.session_transaction() as cookie:
        kept = dict(cookie)
    second = app.test_client()
    with second.session_transaction() as cookie:
        cookie.update(kept)
    monkeypatch.setattr("exam.store.accounts.Accounts.any", lambda _: False)
    for browser in (anonymous, second):
        assert browser.post("/account/first", data=sent).location == "/"
        assert browser.get("/exams").status_code == 200
    assert len(services.accounts.all()) == 1
