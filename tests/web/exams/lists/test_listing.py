"""The list of one's examinations."""

import pytest

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store.settings import Clinic, Settings
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
    assert ">Signed</h2>" not in exams_page()
    assert 'role="search"' in exams_page()


def test_begin_an_examination(client, services, account):
    response = client.post("/exams", data={"patient.reference": f" {PATIENT} "})
    (listed,) = services.exams.list(account.id)
    assert listed.reference == PATIENT
    assert response.status_code == 303
    assert response.location == f"/exams/{listed.id}/complaint"
    assert client.get(response.location).status_code == 200


@pytest.mark.parametrize("reference", ["", "  ", "x" * 65, "\u200b"])
def test_an_invalid_reference_is_refused_beside_its_field(client, services, account, reference):
    response = client.post("/exams", data={"patient.reference": reference})
    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.text
    assert services.exams.list(account.id) == []


def test_drafts_and_finished_are_listed_apart_and_lead_on(client, services, account, exam_id):
    signed = services.exams.create("Signed-2", account.id)
    services.exams.sign(signed, account.id, Examiner("Andreas Vesalius"))
    page = client.get("/exams").text
    drafts, finished = page.split(">Signed</h2>")
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


@pytest.mark.parametrize(
    ("kept", "searched"),
    [("M\u00fcller 7", "mu\u0308ller"), ("Mu\u0308ller 7", "M\u00dcLLER"), ("M\u00fcller 7", "muller")],
)
def test_a_reference_is_found_in_either_unicode_form_and_without_accents(client, services, account, kept, searched):
    services.exams.create(kept, account.id)
    services.exams.create("Another", account.id)
    found = client.post("/exams/search", data={"search": searched}).text
    assert kept in found
    assert "Another" not in found


@pytest.fixture
def cauda_equina(services, account):
    """A draft with an emergency that nobody answered."""
    exam_id = services.exams.create("CE-1", account.id)
    given = {
        "patient.age": 61,
        "patient.sex": "female",
        "presentation.symptom_side": "both",
        "red_flags.saddle_numbness": True,
        "findings.strength.ankle_dorsiflexion.left": "3",
    }
    services.exams.append(exam_id, account.id, [Answer(path, value) for path, value in given.items()])
    return exam_id


def row_of(page, reference):
    return next(row for row in page.split("<li>") if f"<strong>{reference}</strong>" in row).split("</li>")[0]


def test_a_line_says_who_what_was_found_and_an_open_emergency(client, exam_id, cauda_equina):
    row = row_of(client.get("/exams").text, "CE-1")
    assert "61, female, both legs" in row
    assert "Unanswered emergency" in row
    assert "last changed" in row
    assert "Emergency" not in row_of(client.get("/exams").text, PATIENT)


def test_what_was_found_in_a_draft_is_hidden_from_who_enters_an_impression_first(client, exam_id, services, account):
    graded = [Answer(f"findings.strength.{what}.left", "3") for what in ("ankle_dorsiflexion", "great_toe_extension")]
    services.exams.append(exam_id, account.id, graded)
    (line,) = services.exams.list(account.id)
    assert line.found in row_of(client.get("/exams").text, PATIENT)
    client.post(f"/exams/{exam_id}/impression-first", data={"on": "true"})
    assert line.found not in client.get("/exams").text


def test_a_signed_line_says_the_impression(client, exam_id, services, account):
    given = [Answer("impression.cause", "root.L5"), Answer("impression.side", "left")]
    services.exams.append(exam_id, account.id, given)
    services.exams.sign(exam_id, account.id, Examiner("Andreas Vesalius"))
    assert "Left L5 root" in row_of(client.get("/exams").text, PATIENT)


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("show", "listed"),
    [
        ("", {"CE-1", "Draft-1", "Signed-1"}),
        ("draft", {"CE-1", "Draft-1"}),
        ("finished", {"Signed-1"}),
        ("void", {"Void-1"}),
        ("discarded", {"Gone-1"}),
        ("emergency", {"CE-1"}),
        ("nonsense", {"CE-1", "Draft-1", "Signed-1"}),
    ],
)
def test_the_list_is_narrowed_by_a_tap(client, services, account, cauda_equina, show, listed):
    exams, mine = services.exams, account.id
    made = {name: exams.create(name, mine) for name in ("Draft-1", "Signed-1", "Void-1", "Gone-1")}
    for name in ("Signed-1", "Void-1"):
        exams.sign(made[name], mine, Examiner("Andreas Vesalius"))
    exams.void(made["Void-1"], mine, "Wrong patient")
    exams.discard(made["Gone-1"], mine)
    page = client.get(f"/exams?show={show}").text
    assert {name for name in (*made, "CE-1") if f"<strong>{name}</strong>" in page} == listed
    found = client.post(f"/exams/search?show={show}", data={"search": "-1"}).text
    assert {name for name in (*made, "CE-1") if f"<strong>{name}</strong>" in found} == listed


def test_a_filter_without_examinations_can_be_left(client, exam_id):
    page = client.get("/exams?show=void").text
    assert "No examinations here." in page
    assert 'aria-current="true">Void' in page
    assert 'href="/exams">All' in page


def test_a_discarded_draft_is_restored(client, services, account, exam_id):
    services.exams.discard(exam_id, account.id)
    page = client.get("/exams?show=discarded").text
    assert f'aria-label="Restore {PATIENT}"' in page
    assert f"/exams/{exam_id}/complaint" not in page
    client.post(f"/exams/{exam_id}/restore")
    assert services.exams.open(exam_id, account.id).status == "draft"
    assert client.post(f"/exams/{exam_id}/restore").status_code == 404


def test_times_are_by_the_clinics_clock(client, services, exam_id):
    services.settings.save_clinic(Clinic(time_zone="Asia/Kolkata"))
    assert "+05:30" in row_of(client.get("/exams").text, PATIENT)


def test_the_clinics_settings_are_read_once_for_the_list_and_once_for_what_surrounds_it(
    exams_page, exam_id, monkeypatch
):
    read, clinic = [], Settings.clinic
    monkeypatch.setattr(Settings, "clinic", lambda self: read.append(self) or clinic(self))
    exams_page()
    assert len(read) == 2


def test_a_new_version_says_so(client, services, account, exam_id):
    services.exams.sign(exam_id, account.id, Examiner("Andreas Vesalius"))
    services.exams.correct(exam_id, account.id)
    assert "<b>Version 2</b>" in client.get("/exams?show=draft").text


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("MRN\u00a04471", "MRN 4471"),
        ("MRN\u20284471", "MRN 4471"),
        ("Smith\t1950", "Smith 1950"),
        ("\ufeff4471\u200b", "4471"),
    ],
)
def test_invisible_characters_of_a_pasted_reference_are_dropped(client, services, account, pasted, kept):
    client.post("/exams", data={"patient.reference": pasted})
    assert [row.reference for row in services.exams.list(account.id)] == [kept]
    assert kept in client.post("/exams/search", data={"search": pasted}).text


def test_a_reference_that_changes_the_direction_of_text_is_refused_with_the_place(client, services, account):
    refused = client.post("/exams", data={"patient.reference": "44\u202e71"})
    assert refused.status_code == 422
    assert "U+202E, right-to-left override), after &#34;44&#34;" in refused.text
    assert services.exams.list(account.id) == []
