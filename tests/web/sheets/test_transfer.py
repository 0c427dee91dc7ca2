"""The emergency transfer sheet: two taps from the banner, from a draft too, with who was phoned."""

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
        *("post-void residual 620 ml", "Triggered by: saddle numbness", "Not tested:", "perianal pinprick"),
    ):
        assert words in shown
    assert f'href="/exams/{alarming}/assessment">Back to the assessment<' in shown
    assert re.findall(r'<input id="(\w+)"', shown) == ["phoned", "at", "agreed"]


TYPED = {"phoned": "Spinal\nregistrar", "at": "00:00", "agreed": "<b>Ambulance</b>"}


def test_what_is_typed_is_on_the_paper(client, alarming):
    response = client.post(
        f"/exams/{alarming}/note/transfer.pdf", data=TYPED | {"phoned": "Spinal\nregistrar" + "x" * 300}
    )
    assert response.status_code == 422
    response = client.post(f"/exams/{alarming}/note/transfer.pdf", data=TYPED)
    assert response.mimetype == "application/pdf"
    assert re.search(
        rf'filename="transfer-20\d\d-\d\d-\d\d-{alarming[:8]}\.pdf"', response.headers["Content-Disposition"]
    )
    printed = text_of(response.data)
    for words in ("Emergency transfer", "Draft, not signed", "Spinal registrar", "00:00", "<b>Ambulance</b>", "620 ml"):
        assert words in printed


@pytest.mark.parametrize("how", ["transfer", "transfer.pdf"])
def test_saving_and_printing_store_the_call_and_the_note_says_it(client, alarming, services, account, how, monkeypatch):
    monkeypatch.setattr("exam.web.sheets.transfer.transfer_pdf", lambda *_sheet: b"%PDF-")
    client.post(f"/exams/{alarming}/note/{how}", data=TYPED)
    call = services.exams.open(alarming, account.id).record.handover
    assert (call.to, call.by, call.agreed) == ("Spinal registrar", "Andreas Vesalius", "<b>Ambulance</b>")
    assert "T00:00:00" in call.at
    shown = client.get(f"/exams/{alarming}/note/transfer").text
    assert 'value="Spinal registrar"' in shown
    assert 'value="00:00"' in shown
    assert (
        "Phoned: Spinal registrar, 00:00 (Andreas Vesalius). Agreed: <b>Ambulance</b>."
        in client.get(f"/exams/{alarming}/note.txt").text
    )


def test_only_save_takes_a_call_back_and_a_print_without_a_time_stores_none(
    client, alarming, services, account, monkeypatch
):
    monkeypatch.setattr("exam.web.sheets.transfer.transfer_pdf", lambda *_sheet: b"%PDF-")
    sent_without_time = client.post(f"/exams/{alarming}/note/transfer.pdf", data={"phoned": "Registrar"})
    assert sent_without_time.status_code == 200
    assert services.exams.open(alarming, account.id).record.handover is None
    assert client.post(f"/exams/{alarming}/note/transfer", data={"phoned": "Registrar"}).status_code == 422
    client.post(f"/exams/{alarming}/note/transfer", data=TYPED)
    client.post(f"/exams/{alarming}/note/transfer.pdf", data={"phoned": "", "at": "", "agreed": ""})
    assert services.exams.open(alarming, account.id).record.handover
    client.post(f"/exams/{alarming}/note/transfer", data={"phoned": "", "at": "", "agreed": ""})
    assert services.exams.open(alarming, account.id).record.handover is None


def test_a_signed_note_takes_no_call_and_its_sheet_says_so(client, alarming, services, account, monkeypatch):
    monkeypatch.setattr("exam.web.sheets.transfer.transfer_pdf", lambda *_sheet: b"%PDF-")
    assert "printed and not stored" not in client.get(f"/exams/{alarming}/note/transfer").text
    sign(client, alarming)
    shown = client.get(f"/exams/{alarming}/note/transfer").text
    assert "What you type here is printed and not stored. The note is signed: an addendum can say it." in shown
    assert "transfer-save" not in shown
    assert client.post(f"/exams/{alarming}/note/transfer.pdf", data=TYPED).status_code == 200
    assert client.post(f"/exams/{alarming}/note/transfer", data=TYPED).status_code == 409
    assert services.exams.open(alarming, account.id).record.handover is None


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
    assert sign_in(colleague).post(f"/exams/{alarming}/note/transfer", data=TYPED).status_code == 404


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


def test_another_call_from_another_tablet_is_named_before_one_is_stored(client, alarming, services, account):
    seen = services.exams.open(alarming, account.id).revision
    value = {"to": "Dr Coe", "at": "2026-11-28T14:05:00+00:00", "by": "Dr Roe"}
    services.exams.append(alarming, account.id, [Answer("handover", value)], answer_id="elsewhere-1")
    refused = client.post(f"/exams/{alarming}/note/transfer", data=TYPED | {"seen_revision": seen})
    assert refused.status_code == 409
    assert "Changed on another screen: who was phoned" in refused.text
    assert "Dr Coe, 28 November 2026, 14:05 (UTC) (Dr Roe)" in refused.text
