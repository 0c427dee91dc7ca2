"""The list of one's examinations."""

import pytest

from exam.domain.record.model import Examiner
from tests.web.house_rules import PATIENT


@pytest.fixture
def exams_page(client):
    """A function that gives the list as it is now."""
    return lambda: client.get("/exams").text


def test_the_start_is_the_list_and_greets_an_examiner_who_has_none(client, exams_page):
    assert client.get("/").location == "/exams"
    assert "Your first examination" in exams_page()
    assert 'role="search"' not in exams_page()


def test_an_examiner_who_has_one_is_not_greeted_again(exams_page, exam_id):
    assert "Your first examination" not in exams_page()
    assert "Finished" not in exams_page()
    assert 'role="search"' in exams_page()


def test_begin_an_examination(client, services, account):
    response = client.post("/exams", data={"patient.reference": f" {PATIENT} "})
    (listed,) = services.exams.list(account.id)
    assert listed.reference == PATIENT
    assert response.status_code == 303
    assert response.location == f"/exams/{listed.id}/complaint"
    assert client.get(response.location).status_code == 200


@pytest.mark.parametrize("reference", ["", "  ", "x" * 65, "a\nb"])
def test_an_invalid_reference_is_refused_beside_its_field(client, services, account, reference):
    response = client.post("/exams", data={"patient.reference": reference})
    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.text
    assert services.exams.list(account.id) == []


def test_drafts_and_finished_are_listed_apart_and_lead_on(client, services, account, exam_id):
    signed = services.exams.create("Signed-2", account.id)
    services.exams.sign(signed, account.id, Examiner("Andreas Vesalius"))
    page = client.get("/exams").text
    drafts, finished = page.split(">Finished<")
    assert PATIENT in drafts
    assert f"/exams/{exam_id}/complaint" in drafts
    assert "Signed-2" in finished
    assert f"/exams/{signed}/note" in finished


def test_search_by_a_part_of_the_reference_stays_out_of_the_address(client, services, account, exam_id):
    services.exams.create("Other-9", account.id)
    page = client.post("/exams/search", data={"search": "vesal"})
    assert page.request.full_path == "/exams/search?"
    assert PATIENT in page.text
    assert "Other-9" not in page.text
    assert "No examinations with this reference" in client.post("/exams/search", data={"search": "nobody"}).text


def test_a_reference_with_marks_of_html_is_shown_as_it_is(client, services, account):
    services.exams.create("<b>&", account.id)
    assert "&lt;b&gt;&amp;" in client.get("/exams").text
    assert 'value="&lt;b&gt;&amp;"' in client.post("/exams/search", data={"search": "<b>&"}).text


def test_a_colleague_sees_none_of_them(sign_in, colleague, exam_id):
    browser = sign_in(colleague)
    assert PATIENT not in browser.get("/exams").text
    assert PATIENT not in browser.post("/exams/search", data={"search": PATIENT[:7]}).text
    assert browser.get(f"/exams/{exam_id}/complaint").status_code == 404
    assert browser.post(f"/exams/{exam_id}/undo", data={"step": "complaint"}).status_code == 404


def test_older_ones_are_a_page_away(client, services, account, monkeypatch):
    monkeypatch.setattr("exam.web.exams.listing.PAGE", 2)
    for number in range(5):
        services.exams.create(f"N-{number}", account.id)
    first, last = client.get("/exams").text, client.get("/exams?page=3").text
    assert "N-4" in first
    assert "Older" in first
    assert "Newer" not in first
    assert "N-0" in last
    assert "Older" not in last
    assert "N-4" in client.post("/exams/search", data={"search": "n-", "page": "1"}).text
    assert "N-0" in client.post("/exams/search", data={"search": "n-", "page": "3"}).text
    assert client.get("/exams?page=-1").status_code == 200


@pytest.mark.parametrize(("kept", "searched"), [("M\u00fcller 7", "mu\u0308ller"), ("Mu\u0308ller 7", "M\u00dcLLER")])
def test_a_reference_is_found_in_either_unicode_form(client, services, account, kept, searched):
    services.exams.create(kept, account.id)
    services.exams.create("Another", account.id)
    found = client.post("/exams/search", data={"search": searched}).text
    assert kept in found
    assert "Another" not in found
