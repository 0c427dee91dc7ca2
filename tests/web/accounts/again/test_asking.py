"""One's own password is asked for again before a signature, a void note and an administrator's acts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask_security import hash_password

from exam.store.factors.passkeys import NewPasskey
from exam.store.settings import Clinic
from exam.web.accounts import guessing
from exam.web.http.access import NEEDED
from tests.web.accounts.test_views import PASSWORD, TWICE
from tests.web.accounts.test_views import quick_hashes as quick_hashes  # noqa: PLC0414 - a fixture
from tests.web.conftest import EXAMINER
from tests.web.house_rules import PATIENT
from tests.web.note.signing import read_sheet

FIELD, ASKED, WRONG = 'name="own_password"', "Enter your password to continue", "Wrong password. Nothing was saved."
COLLEAGUE = {"username": "new", "full_name": "Jan van Calcar", "role": "Artist", "access": "auditor", **TWICE}
CLINIC = {"name": "Spine clinic", "time_zone": "", "paper": "a4", "again_minutes": "7"}

# They only end a reading, say that one was seen, or how many examinations there are.
GIVES_NOTHING = {"covers.end_any", "emergency_people.mark_seen", "erasing.count", "erasing.clear"}
# They need what was counted before; tests/web/accounts/test_erasing.py tries them.
NEEDS_A_COUNT = {"erasing.erase", "erasing.erase_older"}


@pytest.fixture
def account(app, services):
    with app.app_context():
        return services.accounts.add(EXAMINER, hash_password(PASSWORD), first=True)


@pytest.fixture
def proved(client, services):
    """Sets how long ago the client's session gave its password."""

    def proved(**ago):
        with client.session_transaction() as session:
            services.sessions.prove(session["session"], datetime.now(UTC) - timedelta(**ago))

    proved(minutes=6)
    return proved


@pytest.fixture
def signed(client, services, account):
    exam_id = services.exams.create(PATIENT, account.id)
    client.post(f"/exams/{exam_id}/sign", data=read_sheet(client, exam_id))
    assert services.exams.open(exam_id, account.id).status == "finished"
    return exam_id


def acts(services):
    """The last acts of the trail, the newest first."""
    return [entry.act for entry in services.trail.entries(limit=5)]


def test_a_sign_in_a_few_minutes_ago_is_enough(client, proved, exam_id):
    proved(minutes=4, seconds=50)
    for address in (f"/exams/{exam_id}/sign", "/account/people", "/account/clinic"):
        assert FIELD not in client.get(address).text
    assert client.post("/account/clinic", data=CLINIC).status_code == 303


def test_a_signature_needs_it_later_in_the_form_itself(client, proved, services, account, exam_id):
    form = read_sheet(client, exam_id)
    assert FIELD in client.get(f"/exams/{exam_id}/sign").text
    for given, fault in (({}, ASKED), ({"own_password": "a wrong one"}, WRONG), ({"own_password": "x" * 201}, WRONG)):
        answer = client.post(f"/exams/{exam_id}/sign", data=form | given)
        assert (answer.status_code, fault in answer.text, form["seen_note"] in answer.text) == (422, True, True)
        assert services.exams.open(exam_id, account.id).status == "draft"
    answer = client.post(f"/exams/{exam_id}/sign", data=form | {"own_password": PASSWORD})
    assert answer.location == f"/exams/{exam_id}/note"
    assert services.exams.open(exam_id, account.id).status == "finished"
    # And now it was given a moment ago.
    assert FIELD not in client.get(f"/exams/{exam_id}/void").text


def test_a_script_s_request_is_asked_all_the_same(client, proved, services, account, exam_id):
    form = read_sheet(client, exam_id)
    answer = client.post(f"/exams/{exam_id}/sign", data=form, headers={"HX-Request": "true"})
    assert (answer.status_code, ASKED in answer.text) == (422, True)
    assert services.exams.open(exam_id, account.id).status == "draft"


def test_the_reason_of_a_void_note_is_not_lost(client, signed, proved, services, account):
    given = {"reason": "Another patient was examined."}
    answer = client.post(f"/exams/{signed}/void", data=given)
    assert (answer.status_code, ASKED in answer.text, given["reason"] in answer.text) == (422, True, True)
    assert services.exams.open(signed, account.id).void is None
    client.post(f"/exams/{signed}/void", data=given | {"own_password": PASSWORD})
    assert services.exams.open(signed, account.id).void.reason == given["reason"]


def test_every_act_of_an_administrator_needs_it(app, client, proved, services, account, colleague):
    """Whatever is added to the table of what they may do."""
    services.accounts.set_access(colleague.id, frozenset({"student"}))
    services.second_factors.turn_on(colleague.id, "x", 1, [], datetime.now(UTC))
    key = {"public_key": "a2V5", "user_handle": "aGFuZGxl", "transports": "", "sign_count": 0}
    new = NewPasskey(name="Key", host="localhost", credential_id="aWQ", **key)
    services.passkeys.add(colleague.id, new, datetime.now(UTC))
    before, tried = (services.accounts.all(), services.settings.clinic()), []
    with app.test_request_context():
        bound = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        is_act = NEEDED.get(rule.endpoint) == "administrator" and "POST" in rule.methods
        if is_act and rule.endpoint not in GIVES_NOTHING | NEEDS_A_COUNT:
            values = dict.fromkeys(rule.arguments, colleague.id)
            answer = client.post(bound.build(rule.endpoint, values, method="POST"), data=COLLEAGUE | CLINIC)
            assert (answer.status_code, ASKED in answer.text) == (422, True), rule.endpoint
            tried.append(rule.endpoint)
    assert len(tried) >= 6
    assert (services.accounts.all(), services.settings.clinic()) == before
    assert services.second_factors.accounts() == services.passkeys.accounts() == {colleague.id}


def test_what_was_typed_about_a_new_colleague_is_not_lost(client, proved, services, account):
    page = client.post("/account/people", data=COLLEAGUE | {"own_password": "a wrong one"}).text
    assert WRONG in page
    assert 'value="Jan van Calcar"' in page
    assert 'value="auditor" checked' in page
    assert PASSWORD not in page
    assert client.post("/account/people", data=COLLEAGUE | {"own_password": PASSWORD}).status_code == 303
    assert services.accounts.find(username="new").access == {"auditor"}


def test_what_was_typed_about_a_colleague_is_not_lost(client, proved, services, account, colleague):
    person = f"/account/people/{colleague.id}"
    page = client.post(f"{person}/details", data={"full_name": "G. Falloppio", "role": "Surgeon"}).text
    assert 'value="Surgeon"' in page
    assert page.count('class="act" open') == page.count(ASKED) == 1
    page = client.post(f"{person}/access", data={"access": "auditor"}).text
    assert page.count('value="auditor" checked') == 2  # the first account's, and this one's
    assert page.count('class="act" open') == page.count(ASKED) == 1
    assert services.accounts.find(id=colleague.id) == colleague
    for act, fields in (
        ("details", {"full_name": "G. Falloppio"}),
        ("access", {"access": "auditor"}),
        ("password", {"password": PASSWORD}),
        ("active", {"active": "no"}),
    ):
        proved(hours=1)
        assert client.post(f"{person}/{act}", data=fields | {"own_password": PASSWORD}).status_code == 303
    changed = services.accounts.find(id=colleague.id)
    assert (changed.full_name, changed.access, changed.active) == ("G. Falloppio", {"auditor"}, False)
    assert changed.password != colleague.password


def test_the_clinic_s_settings_are_not_lost(client, proved, services, account):
    page = client.post("/account/clinic", data=CLINIC).text
    assert 'value="Spine clinic"' in page
    assert services.settings.clinic() == Clinic()
    client.post("/account/clinic", data=CLINIC | {"own_password": PASSWORD})
    assert services.settings.clinic() == Clinic("Spine clinic", again_minutes=7)


@pytest.mark.parametrize(("minutes", "ago", "asked"), [(0, 0, True), (15, 14, False), (15, 16, True), (1, 2, True)])
def test_the_clinic_chooses_the_minutes(client, proved, services, minutes, ago, asked):
    services.settings.save_clinic(replace(services.settings.clinic(), again_minutes=minutes))
    proved(minutes=ago)
    assert (FIELD in client.get("/account/people").text) == asked
    answer = client.post("/account/clinic", data=CLINIC | {"again_minutes": str(minutes)})
    assert answer.status_code == (422 if asked else 303)


def test_each_time_is_each_time(client, proved, services, account):
    services.settings.save_clinic(Clinic(again_minutes=0))
    for _ in range(2):
        given = CLINIC | {"again_minutes": "0"}
        assert client.post("/account/clinic", data=given | {"own_password": PASSWORD}).status_code == 303
        assert client.post("/account/clinic", data=given).status_code == 422


@pytest.mark.parametrize("minutes", ["16", "-1", "x", "", "9" * 30])
def test_no_other_number_of_minutes_is_taken(client, services, account, minutes):
    answer = client.post("/account/clinic", data=CLINIC | {"again_minutes": minutes})
    assert (answer.status_code, "from 0 to 15" in answer.text) == (422, True)
    assert services.settings.clinic() == Clinic()


def test_it_cannot_be_guessed_and_each_wrong_one_is_noted(client, proved, services, account):
    for _ in range(5):
        assert WRONG in client.post("/account/clinic", data=CLINIC | {"own_password": "a wrong one"}).text
    answer = client.post("/account/clinic", data=CLINIC | {"own_password": PASSWORD})
    assert (answer.status_code, "Too many attempts" in answer.text) == (422, True)
    assert acts(services) == ["wrong password when asked again"] * 5
    assert next(services.trail.entries(limit=1)).actor == "a.vesalius"
    assert services.settings.clinic() == Clinic()


def test_a_right_one_forgives_the_wrong_ones_before(client, proved, account):
    for _ in range(2):
        for _ in range(4):
            client.post("/account/clinic", data=CLINIC | {"own_password": "a wrong one"})
        assert client.post("/account/clinic", data=CLINIC | {"own_password": PASSWORD}).status_code == 303
        proved(hours=1)


def test_a_third_who_is_asked_at_once_is_sent_away(client, proved, account):
    with guessing._room, guessing._room:
        assert client.post("/account/clinic", data=CLINIC | {"own_password": PASSWORD}).status_code == 503
        assert client.post("/account/clinic", data=CLINIC).status_code == 422


def test_the_password_of_one_session_proves_no_other(client, proved, other_tablet, services):
    services.settings.save_clinic(Clinic(again_minutes=15))
    proved(hours=1)
    assert FIELD in client.get("/account/clinic").text
    assert FIELD not in other_tablet.get("/account/clinic").text


def test_a_session_of_an_earlier_version_is_asked(client, app, proved, services, monkeypatch):
    monkeypatch.setattr("exam.store.sessions.kept.KeptSessions.proved_at", lambda *_: None)
    assert FIELD in client.get("/account/clinic").text
