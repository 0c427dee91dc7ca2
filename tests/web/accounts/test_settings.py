"""The clinic's settings, and one's own paper."""

import io
from datetime import datetime

import pytest
from pypdf import PdfReader

from exam.store.settings import Clinic, Own
from tests.web.accounts.test_views import make_first

CLINIC = {"name": "Spine clinic", "address": "1 High Street\r\nLeeds", "time_zone": "Asia/Kolkata", "paper": "letter"}


@pytest.fixture
def saved(client):
    return client.post("/account/clinic", data=CLINIC | {"reference_in_file_names": "yes"})


def test_the_clinic_is_saved_and_shown(client, services, saved):
    assert saved.location == "/account/clinic"
    stored = services.settings.clinic()
    assert stored == Clinic("Spine clinic", "1 High Street\nLeeds", "Asia/Kolkata", "letter", True)
    page = client.get("/account/clinic").text
    assert "<option selected>Asia/Kolkata</option>" in page
    assert 'value="Spine clinic"' in page


@pytest.mark.parametrize("fault", [{"time_zone": "Mars/Olympus"}, {"paper": "a5"}, {"name": "x" * 101}])
def test_a_faulty_setting_is_said_beside_its_field_and_nothing_is_stored(client, services, fault):
    answer = client.post("/account/clinic", data=CLINIC | fault)
    assert answer.status_code == 422
    assert 'class="fault"' in answer.text
    assert services.settings.clinic() == Clinic()


def test_a_zone_by_an_older_name_stays_chosen(client, services):
    services.settings.save_clinic(Clinic(time_zone="UTC"))
    assert '<optgroup label="Other">' in client.get("/account/clinic").text


def test_only_the_first_account_sees_and_changes_them(sign_in, colleague, services):
    browser = sign_in(colleague)
    assert browser.get("/account/clinic").status_code == 403
    assert browser.post("/account/clinic", data=CLINIC).status_code == 403
    assert services.settings.clinic() == Clinic()
    assert "Clinic settings" not in browser.get("/account/").text


def test_examinations_are_dated_by_the_clinics_clock_and_the_note_names_the_clinic(client, services, account, saved):
    exam_id = services.exams.create("4471", account.id)
    at = datetime.fromisoformat(services.exams.open(exam_id, account.id).record.examined_at)
    assert at.utcoffset().total_seconds() == 5.5 * 3600
    assert "Spine clinic, 1 High Street, Leeds" in client.get(f"/exams/{exam_id}/note.txt").text
    pdf = PdfReader(io.BytesIO(client.get(f"/exams/{exam_id}/note.pdf").data))
    assert "Spine clinic, 1 High Street, Leeds" in pdf.pages[0].extract_text()


def test_an_account_chooses_its_own_paper(client, services, account):
    services.settings.save_clinic(Clinic(paper="letter"))
    assert "The clinic's: US Letter" in client.get("/account/").text.replace("&#39;", "'")
    client.post("/account/paper", data={"paper": "a4"})
    assert services.settings.own(account.id) == Own("a4")
    assert client.post("/account/paper", data={"paper": "a5"}).status_code == 422
    client.post("/account/paper", data={"paper": ""})
    assert services.settings.own(account.id) == Own()


def test_the_clinic_starts_with_the_time_zone_of_the_browser_that_set_it_up(anonymous, services):
    make_first(anonymous, time_zone="Europe/Zurich")
    assert services.settings.clinic().time_zone == "Europe/Zurich"


def test_a_browser_with_an_unknown_zone_sets_none(anonymous, services):
    make_first(anonymous, time_zone="Mars/Olympus")
    assert services.settings.clinic() == Clinic()
