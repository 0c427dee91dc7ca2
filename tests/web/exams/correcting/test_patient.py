"""The patient of a draft, on every step: corrected, moved to another patient, or discarded."""

import re

import pytest

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store.listing import Wanted
from tests.web.exams.steps import HTMX, PAGES, button, form_with
from tests.web.house_rules import PATIENT

AGE, SEX, REFERENCE = "patient.age", "patient.sex", "patient.reference"
OTHER = {REFERENCE: "72", AGE: "31", SEX: "male"}


@pytest.fixture
def editor(client, exam_id):
    """A function to the text of the editor's page."""
    return lambda: client.get(f"/exams/{exam_id}/patient?step=strength").text


@pytest.fixture
def correct(client, exam_id):
    """Sends one answer from the editor that was opened on the strength step."""
    return lambda path, value, **how: client.post(f"/exams/{exam_id}/patient?step=strength", data={path: value}, **how)


@pytest.fixture
def move(client, exam_id):
    """Sends the form of another patient."""
    return lambda form: client.post(f"/exams/{exam_id}/patient/move?step=strength", data=form)


def test_the_patient_s_line_leads_to_the_editor_on_every_step(step):
    for slug in (*PAGES, "note"):
        assert f"/patient?step={slug}" in step(slug)


def test_a_wrong_age_is_two_taps(step, correct, editor, record):
    correct(AGE, "54")
    there = re.search(r'href="(/exams/\w+/patient\?step=strength)"', step("strength"))[1]
    assert correct(AGE, button(editor(), "Age, tens: 60")["value"]).location == there
    assert record().patient.age == 64
    assert "Saved." in editor()
    correct(SEX, button(editor(), "Sex: Male")["value"])
    assert button(editor(), "Sex: Male")["aria-pressed"] == "true"


def test_a_corrected_reference_is_saved_and_leads_back_to_the_step(client, exam_id, editor, record):
    form = form_with(editor(), f"was.{REFERENCE}")
    answer = client.post(f"/exams/{exam_id}/patient?step=strength", data=form | {REFERENCE: "4472"})
    assert answer.location.startswith(f"/exams/{exam_id}/strength")
    assert record().patient.reference == "4472"


def test_a_script_gets_the_head_the_step_and_the_choices(correct):
    text = correct(AGE, "tens:50", headers=HTMX).text
    assert 'id="patient"' in text
    assert 'id="section-head"' in text
    assert button(text, "Age, tens: 50")["aria-pressed"] == "true"


def test_on_a_step_that_is_loaded_as_a_page_it_is_loaded_again(client, exam_id):
    answer = client.post(f"/exams/{exam_id}/patient?step=note", data={AGE: "54"}, headers=HTMX)
    assert answer.headers["HX-Redirect"].startswith(f"/exams/{exam_id}/note")
    moved = client.post(f"/exams/{exam_id}/patient/move?step=note", data=OTHER)
    assert moved.location == f"/exams/{exam_id}/note"


def test_a_script_gets_the_editor_without_a_page_around_it(client, exam_id):
    text = client.get(f"/exams/{exam_id}/patient?step=strength", headers=HTMX).text
    assert "<html" not in text
    assert "patient/move?step=strength" in text


def test_only_the_patient_is_changed_there(correct, record):
    assert correct("presentation.onset", "sudden").status_code == 303
    assert record().presentation.onset is None
    assert correct(AGE, "200").status_code == 422


def test_another_patient_takes_over_everything_but_age_and_sex(tap, correct, move, record, editor):
    tap("strength", "findings.strength.knee_extension.left", "4")
    correct(AGE, "54")
    correct(SEX, "female")
    assert 'value="54"' not in editor()
    assert move(OTHER).location.endswith("/strength")
    patient = record().patient
    assert (patient.reference, patient.age, patient.sex) == ("72", 31, "male")
    assert record().grade("strength.knee_extension", "left") == "4"


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        (OTHER | {AGE: ""}, "Age is required"),
        ({REFERENCE: "72", AGE: "31"}, "is required for another patient"),
        (OTHER | {REFERENCE: " "}, "is required"),
        (OTHER | {REFERENCE: PATIENT}, "is that of the same patient"),
        (OTHER | {AGE: "200"}, "120"),
    ],
)
def test_another_patient_needs_a_reference_an_age_and_a_sex(move, record, form, fault):
    refused = move(form)
    assert refused.status_code == 422
    assert fault.removeprefix("Age ") in refused.text
    assert record().patient.reference == PATIENT


def test_the_comparison_with_an_earlier_visit_ends(services, account, exam_id, editor, move):
    exams = services.exams
    earlier = exams.create(PATIENT, account.id, carried=[Answer(AGE, 54), Answer(SEX, "female")])
    exams.sign(earlier, account.id, Examiner(name="Andreas Vesalius"))
    exams.compare_with(exam_id, account.id, earlier)
    assert "the comparison with the earlier visit ends" in editor()
    move(OTHER)
    assert exams.open(exam_id, account.id).earlier is None
    assert "the comparison" not in editor()


def test_a_draft_is_discarded_and_taken_back(client, exam_id, editor, tap, services, account):
    tap("complaint", AGE, "54")
    assert f"Ref {PATIENT}: 1 answer." in editor()
    assert client.post(f"/exams/{exam_id}/discard").location == "/exams"
    page = client.get("/exams").text
    assert "The draft was discarded." in page
    assert services.exams.list(account.id, Wanted()) == []
    undo = re.search(r'action="([^"]*)" class="notice discarded"', page)[1]
    assert client.post(undo).status_code == 303
    assert client.get(f"/exams/{exam_id}/complaint").status_code == 200


def test_a_signed_examination_is_neither_changed_nor_discarded(client, services, account, exam_id, correct, move):
    services.exams.sign(exam_id, account.id, Examiner(name="Andreas Vesalius"))
    assert "/patient?step" not in client.get(f"/exams/{exam_id}/note").text
    assert client.get(f"/exams/{exam_id}/patient").status_code == 409
    assert correct(AGE, "54").status_code == move(OTHER).status_code == 409
    assert client.post(f"/exams/{exam_id}/discard").status_code == 409


def test_only_its_examiner_can_change_or_discard_it(sign_in, colleague, exam_id):
    browser = sign_in(colleague)
    assert browser.get(f"/exams/{exam_id}/patient").status_code == 404
    assert browser.post(f"/exams/{exam_id}/discard").status_code == 404


def test_who_is_signed_in_is_on_every_page_but_not_on_a_copy(client, exam_id, step):
    for text in (step("strength"), client.get("/exams").text, client.get("/reference/").text):
        head = text[: text.index("<main")]
        assert "Signed in: </span>" in head
        assert "<bdi>Andreas Vesalius</bdi>," in head
        assert '<bdi class="role">Physiotherapist</bdi>' in head
    copy = client.get(f"/exams/{exam_id}/strength/copy").text
    assert "Vesalius" not in copy
    assert "Physiotherapist" not in copy
    assert "/patient?step" not in copy
