"""The trail says who signed in, and who saw, printed or exported which examination."""

import pytest

from exam.domain.audit.counting import audit
from exam.domain.record.answers import Answer
from exam.store.outcomes.audits import Audits
from exam.web.http.trail import OUTPUTS
from exam.web.note.written import signed_files
from tests.domain.audit.test_counting import L5, SAID
from tests.web.note.signing import sign


def test_who_saw_printed_and_exported_is_noted(client, exam_id, acts):
    acts()
    client.get(f"/exams/{exam_id}/strength")
    client.get(f"/exams/{exam_id}/reflexes")
    assert acts() == [("saw", "a.vesalius", exam_id, "127.0.0.1")]
    client.get("/exams")
    client.get(f"/exams/{exam_id}/record.json")
    client.get(f"/exams/{exam_id}/note.txt")
    assert [act for act, *_ in acts()] == ["saw the list", "exported the record", "exported the text"]


@pytest.mark.parametrize("exam", ["9" * 83, None], ids=["no such examination", "ranking hidden"])
def test_who_is_led_elsewhere_was_given_nothing(client, exam_id, acts, exam):
    client.post(f"/exams/{exam_id}/impression-first", data={"on": "true"})
    acts()
    assert client.get(f"/exams/{exam or exam_id}/note.txt").status_code == (404 if exam else 303)
    assert "exported the text" not in [act for act, *_ in acts()]


def test_who_wrote_is_noted(client, exam_id, acts):
    acts()
    client.post(f"/exams/{exam_id}/reflexes", data={"findings.reflexes.achilles.left": "0"})
    assert {(act, actor, exam) for act, actor, exam, _ in acts()} == {
        ("tapped", "a.vesalius", exam_id),
        ("listed", "a.vesalius", exam_id),
    }


def test_a_step_that_is_given_as_the_answer_to_nothing_is_seen(client, exam_id, acts):
    acts()
    answer = client.post(f"/exams/{exam_id}/undo", data={"step": "reflexes"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert acts() == [("saw", "a.vesalius", exam_id, "127.0.0.1")]


def test_a_colleague_who_is_refused_has_seen_nothing(sign_in, colleague, exam_id, acts):
    acts()
    assert sign_in(colleague).get(f"/exams/{exam_id}/strength").status_code == 404
    assert acts() == []


def test_a_head_gives_nothing_and_is_not_noted(client, exam_id, acts):
    acts()
    for address in ("/exams", f"/exams/{exam_id}/strength", f"/exams/{exam_id}/note.txt"):
        assert client.head(address).status_code == 200
    assert acts() == []


def test_a_tablet_that_asks_and_gets_nothing_new_has_seen_nothing(client, services, account, exam_id, acts):
    since = services.exams.open(exam_id, account.id).revision
    acts()
    assert client.get(f"/exams/{exam_id}/changes?step=reflexes&since={since}").status_code == 204
    assert acts() == []


# An act by the endpoint that leaves it, and how it is asked for: of an examination that is signed, or of none.
GIVEN_OUT = {
    "outputs.print_pdf": ("printed the note", "GET", "/exams/{}/note.pdf"),
    "outputs.export_text": ("exported the text", "GET", "/exams/{}/note.txt"),
    "outputs.export_record": ("exported the record", "GET", "/exams/{}/record.json"),
    "outputs.export_signed": ("exported what was signed", "GET", "/exams/{}/signed/{signed}"),
    "outputs.hand_out": ("copied or shared", "POST", "/exams/{}/handed-out"),
    "exchange.export_document": ("exported FHIR", "GET", "/exams/{}/note.fhir.json"),
    "whole_patient.export": ("exported all of the patient", "GET", "/exams/{}/patient.zip"),
    "patient_sheets.print_pdf": ("printed the patient's sheet", "GET", "/exams/{}/note/patient-sheet.pdf"),
    "transfer.print_pdf": ("printed the transfer sheet", "POST", "/exams/{}/note/transfer.pdf"),
    "audit.print_pdf": ("printed the audit of the clinic", "GET", "/account/audit/audit.pdf"),
    "audit.export": ("exported the audit of the clinic", "GET", "/account/audit/audit.json"),
}


@pytest.fixture
def quick_outputs(monkeypatch):
    """Replace the printing, which has tests of its own, and count as if enough examinations had an outcome."""
    for printing in ("exam.printing.press.Press.pdf", "exam.printing.press.Press.sheet"):
        monkeypatch.setattr(printing, lambda *_: b"%PDF-")
    monkeypatch.setattr("exam.web.sheets.transfer.transfer_pdf", lambda *_: b"%PDF-")
    monkeypatch.setattr(Audits, "audit", lambda _: audit(120, [(SAID, L5)] * 20))


def test_everything_that_leaves_is_tried():
    assert {endpoint: act for endpoint, (act, *_) in GIVEN_OUT.items()} == OUTPUTS


@pytest.mark.usefixtures("quick_outputs")
def test_what_leaves_is_noted_with_who_took_it_where_and_of_which_examination(client, services, account, exam_id, acts):
    services.exams.append(exam_id, account.id, [Answer("red_flags.saddle_numbness", True)])
    sign(client, exam_id)
    (signed,) = (file.name for file in signed_files(services.exams.open(exam_id, account.id)))
    client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    # Once signing cannot be undone, nothing but what leaves is noted.
    client.get(f"/exams/{exam_id}/note.txt")
    noted = {}
    for endpoint, (_, method, address) in GIVEN_OUT.items():
        acts()
        answer = client.open(address.format(exam_id, signed=signed), method=method)
        assert answer.status_code in (200, 204)
        noted[endpoint] = [entry for entry in acts() if entry[0] != "output kept"]
    assert noted == {
        endpoint: [(act, "a.vesalius", None if endpoint.startswith("audit.") else exam_id, "192.0.2.7")]
        for endpoint, (act, *_) in GIVEN_OUT.items()
    }
