"""The emergency transfer sheet: two taps from the banner, from a draft too, with what was typed and not stored."""

import re

import pytest

from exam.domain.record.answers import Answer
from tests.web.house_rules import PATIENT
from tests.web.note.signing import sign, text_of

ALARMING = (
    Answer("presentation.symptom_side", "both"),
    Answer("red_flags.saddle_numbness", True),
    Answer("findings.saddle.post_void_residual_ml", 620),
)


@pytest.fixture
def alarming(services, account, exam_id):
    services.exams.append(exam_id, account.id, ALARMING)
    return exam_id


def banner(client, exam_id):
    return (
        client.get(f"/exams/{exam_id}/reflexes").text.partition('<section class="banner')[2].partition("</section>")[0]
    )


def test_the_banner_of_an_emergency_leads_to_the_sheet_and_that_of_an_urgent_alert_does_not(
    client, services, account, exam_id
):
    services.exams.append(exam_id, account.id, [Answer("findings.strength.ankle_dorsiflexion.left", "3")])
    assert "Urgent" in banner(client, exam_id)
    assert "Transfer sheet" not in banner(client, exam_id)
    assert client.get(f"/exams/{exam_id}/note/transfer").location == f"/exams/{exam_id}/note"
    assert client.post(f"/exams/{exam_id}/note/transfer.pdf").location == f"/exams/{exam_id}/note"
    services.exams.append(exam_id, account.id, ALARMING)
    assert re.search(rf'href="/exams/{exam_id}/note/transfer">Transfer sheet<', banner(client, exam_id))


def test_a_draft_has_the_sheet_marked_as_such_with_what_was_found_and_what_is_not_known(client, alarming):
    shown = client.get(f"/exams/{alarming}/note/transfer").text
    for words in (
        *("Draft, not signed", PATIENT, "Signs of cauda equina compression", "Send to an emergency department now"),
        *("post-void residual 620 ml", "saddle numbness", "Not tested:", "perianal pinprick"),
    ):
        assert words in shown
    assert f'href="/exams/{alarming}/assessment">Back to the assessment<' in shown
    assert re.findall(r'<input id="(\w+)"', shown) == ["phoned", "at", "agreed"]


def test_what_is_typed_is_on_the_paper_and_not_stored(client, alarming, services, account):
    before = services.exams.open(alarming, account.id)
    typed = {"phoned": "Spinal\nregistrar " + "x" * 300, "at": "14:20", "agreed": "<b>Ambulance</b>"}
    response = client.post(f"/exams/{alarming}/note/transfer.pdf", data=typed)
    assert response.mimetype == "application/pdf"
    assert re.search(
        rf'filename="transfer-20\d\d-\d\d-\d\d-{alarming[:8]}\.pdf"', response.headers["Content-Disposition"]
    )
    printed = text_of(response.data)
    for words in ("Emergency transfer", "Draft, not signed", "Spinal registrar", "14:20", "<b>Ambulance</b>", "620 ml"):
        assert words in printed
    assert services.exams.open(alarming, account.id) == before


@pytest.mark.parametrize("how", ["get", "post"])
def test_the_sheet_of_a_signed_note_ends_its_undo(client, alarming, services, account, how, monkeypatch):
    monkeypatch.setattr("exam.web.sheets.transfer.transfer_pdf", lambda *_sheet: b"%PDF-")
    sign(client, alarming)
    assert services.exams.open(alarming, account.id).signature.undo_until
    response = (
        client.get(f"/exams/{alarming}/note/transfer")
        if how == "get"
        else client.post(f"/exams/{alarming}/note/transfer.pdf")
    )
    assert response.status_code == 200
    assert services.exams.open(alarming, account.id).signature.undo_until is None
    if how == "get":
        assert "Signed: Andreas Vesalius" in response.text


def test_only_its_examiner_gets_a_sheet(sign_in, colleague, anonymous, alarming):
    assert sign_in(colleague).get(f"/exams/{alarming}/note/transfer").status_code == 404
    assert anonymous.get(f"/exams/{alarming}/note/transfer").status_code == 303
    assert sign_in(colleague).post(f"/exams/{alarming}/note/transfer.pdf").status_code == 404


def test_while_the_ranking_is_hidden_the_sheet_is_there_and_has_none(client, alarming, services, account):
    client.post(f"/exams/{alarming}/impression-first", data={"on": "true"})
    shown = client.get(f"/exams/{alarming}/note/transfer").text
    assert "Signs of cauda equina compression" in shown
    assert "fits best" not in shown
    client.post(f"/exams/{alarming}/assessment", data={"impression.text": "Cauda equina"})
    assert services.exams.open(alarming, account.id).record.impression.entered_before_ranking is True


def test_what_cannot_be_printed_is_said_above_the_sheet(client, alarming, services, account):
    assert "Not everything can be printed" not in client.get(f"/exams/{alarming}/note/transfer").text
    services.exams.append(alarming, account.id, [Answer("patient.reference", "12 👍")])
    page = client.get(f"/exams/{alarming}/note/transfer").text
    assert "<bdi>👍</bdi> (symbols)" in page
    assert "Where: Transfer sheet" in page
