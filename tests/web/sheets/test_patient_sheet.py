"""The patient's sheet on the web: on the screen and as a PDF, in three languages, without the patient in a name."""

import re

import pytest

from exam.domain.record.answers import Answer
from tests.domain.sheets.patients import LEFT_L5
from tests.web.house_rules import PATIENT
from tests.web.note.signing import sign


@pytest.fixture
def examined(services, account, exam_id):
    services.exams.append(exam_id, account.id, (Answer("findings.strength.great_toe_extension.left", "4-"),))
    return exam_id


@pytest.fixture
def printed(monkeypatch):
    """Replace the printing, which has tests of its own."""
    asked = []
    monkeypatch.setattr("exam.web.sheets.patient.patient_pdf", lambda *what: asked.append(what[1:]) or b"%PDF-")
    return asked


def test_the_note_leads_to_the_sheet_and_the_sheet_back(client, examined):
    assert f'href="/exams/{examined}/note/patient-sheet"' in client.get(f"/exams/{examined}/note").text
    page = client.get(f"/exams/{examined}/note/patient-sheet").text
    assert f'href="/exams/{examined}/note"' in page
    assert "Weaker than expected: left." in page
    assert "Draft. Nobody has signed this exam yet." in page
    assert "ranslation" not in page


def test_the_sheet_comes_in_another_language_and_says_who_translated_it(client, examined):
    page = client.get(f"/exams/{examined}/note/patient-sheet?language=es").text
    assert '<article class="patient-sheet" lang="es">' in page
    assert "Su examen: espalda y piernas" in page
    assert "Traducción automática, aún no revisada" in page
    assert "Machine translation, not yet reviewed" in page
    assert re.search(r'language=es" lang="es" hreflang="es" aria-current="true">Español<', page)


def test_the_pdf_has_the_paper_and_language_and_no_patient_in_its_name(client, examined, printed):
    response = client.get(f"/exams/{examined}/note/patient-sheet.pdf?language=de&paper=letter")
    assert (response.mimetype, printed) == ("application/pdf", [("de", "letter")])
    named = rf'attachment; filename="patient-sheet-20\d\d-\d\d-\d\d-{examined[:8]}\.pdf"'
    assert re.fullmatch(named, response.headers["Content-Disposition"])
    assert PATIENT not in response.headers["Content-Disposition"]


@pytest.mark.parametrize("address", ["patient-sheet?language=fr", "patient-sheet.pdf?paper=a3"])
def test_what_is_unknown_is_refused(client, examined, printed, address):
    assert client.get(f"/exams/{examined}/note/{address}").status_code == 422
    assert printed == []


def test_a_signed_sheet_has_left_so_that_signing_stays(client, services, account, examined):
    sign(client, examined)
    assert services.exams.open(examined, account.id).signature.undo_until
    page = client.get(f"/exams/{examined}/note/patient-sheet").text
    assert "Nobody has signed" not in page
    assert services.exams.open(examined, account.id).signature.undo_until is None


def test_a_hidden_ranking_is_not_on_the_sheet(client, services, account, examined):
    services.exams.append(examined, account.id, [Answer(*answer) for answer in LEFT_L5.items()])
    assert "A computer program" in client.get(f"/exams/{examined}/note/patient-sheet").text
    client.post(f"/exams/{examined}/impression-first", data={"on": "true"})
    page = client.get(f"/exams/{examined}/note/patient-sheet").text
    assert "A computer program" not in page
    assert "Ask your clinician what the cause may be." in page


def test_the_sheet_of_a_colleague_is_not_there_for_a_stranger(anonymous, examined):
    assert anonymous.get(f"/exams/{examined}/note/patient-sheet").status_code == 303


def test_what_cannot_be_printed_is_said_above_the_sheet(client, examined, services, account):
    assert "Not everything can be printed" not in client.get(f"/exams/{examined}/note/patient-sheet").text
    services.exams.append(examined, account.id, [Answer("patient.reference", "12 👍")])
    page = client.get(f"/exams/{examined}/note/patient-sheet").text
    assert "<bdi>👍</bdi> (symbols)" in page
    assert "Where: Patient&#39;s sheet." in page
