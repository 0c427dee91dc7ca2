"""Signing: what the sheet says before, and what is fixed afterwards."""

import hashlib
import json
from io import BytesIO

import pytest
from pypdf import PdfReader

from exam.domain.record.answers import Answer
from exam.store.database import connect
from exam.store.exams import Exams
from exam.store.trail.verifying import verify
from tests.web.note.signing import read_sheet, sign, text_of


def test_signing_names_the_examiner_and_the_hash_of_the_note_inside(client, examined, services, account):
    assert sign(client, examined).status_code == 303
    signature = services.exams.open(examined, account.id).signature
    pdf = client.get(f"/exams/{examined}/note.pdf").data
    printed = text_of(pdf)
    (enclosed,) = PdfReader(BytesIO(pdf)).attachments["signed-note.json"]
    assert hashlib.sha256(enclosed).hexdigest() == signature.sha256
    assert "Andreas Vesalius" in printed
    assert "PH 1543" in printed
    assert signature.sha256 in printed.replace(" ", "")
    assert "Draft" not in printed


def test_paper_text_and_document_name_the_account_and_a_hash_that_the_trail_is_verified_against(
    client, examined, services, account, config
):
    sign(client, examined)
    said = json.loads(services.exams.open(examined, account.id).signature.frozen)["signed"]
    assert said["account"] == account.username
    end = said["trail"]
    pdf = text_of(client.get(f"/exams/{examined}/note.pdf").data).replace(" ", "")
    assert pdf.count(f"Audittrailbeforesigning:entry{end['count']},SHA-256{end['sha256']}") == 1
    assert f"byAndreasVesalius,account{account.username}" in pdf
    text = client.get(f"/exams/{examined}/note.txt").text
    assert f"Audit trail before signing: entry {end['count']}, SHA-256 {end['sha256']}" in text
    assert f"Account: {account.username}" in text
    (provenance,) = (
        entry["resource"]
        for entry in client.get(f"/exams/{examined}/note.fhir.json").json["entry"]
        if entry["resource"]["resourceType"] == "Provenance"
    )
    assert end["sha256"] in [one["what"]["identifier"]["value"] for one in provenance["entity"]]
    engine = connect(config.database_url)
    assert verify(engine, end["sha256"]).known == end["count"]
    engine.dispose()


def test_an_imported_record_is_signed_by_the_account_alone(services, colleague, sign_in):
    """The colleague has neither role nor registration."""
    given = {"format": "dermyo-exam/1", "patient": {"reference": "B-2"}}
    given |= {"examiner": {"name": "Realdo Colombo", "role": "Surgeon", "registration": "GMC 1"}}
    theirs = sign_in(colleague)
    exam_id = theirs.post("/api/exams", json=given).json["id"]
    assert "Colombo" not in theirs.get(f"/exams/{exam_id}/note").text
    assert sign(theirs, exam_id).status_code == 303
    record = services.exams.open(exam_id, colleague.id).record
    assert (record.examiner.name, record.examiner.role) == ("Gabriele Falloppio", None)
    text = theirs.get(f"/exams/{exam_id}/note.txt").text
    assert not [word for word in ("Colombo", "Surgeon", "GMC 1") if word in text]


def test_what_changed_since_it_was_read_is_not_signed(client, examined, services, account):
    seen = read_sheet(client, examined)
    services.exams.append(examined, account.id, [Answer("findings.light_touch.L5.left", 0)])
    answer = client.post(f"/exams/{examined}/sign", data=seen, follow_redirects=True)
    assert "Not signed" in answer.text
    assert services.exams.open(examined, account.id).signature is None


def test_an_answer_that_arrives_while_signing_prevents_it(client, examined, services, account, monkeypatch):
    seen, sign = read_sheet(client, examined), Exams.sign

    def sign_later(*given, **more):
        services.exams.append(examined, account.id, [Answer("red_flags.fever", True)])
        return sign(*given, **more)

    monkeypatch.setattr(Exams, "sign", sign_later)
    shown = client.post(f"/exams/{examined}/sign", data=seen, follow_redirects=True).text
    assert "Not signed: the examination was changed" in shown
    assert services.exams.open(examined, account.id).signature is None


@pytest.mark.parametrize("form", [{"seen_revision": "0"}, {"seen_revision": "x"}, {}])
def test_what_was_never_read_is_not_signed(client, examined, services, account, form):
    shown = client.post(f"/exams/{examined}/sign", data=form, follow_redirects=True).text
    assert "Not signed" in shown
    assert services.exams.open(examined, account.id).signature is None


def test_a_second_tap_signs_nothing_again(client, examined, services, account):
    form = read_sheet(client, examined)
    client.post(f"/exams/{examined}/sign", data=form)
    signature = services.exams.open(examined, account.id).signature
    assert "signed already" in client.post(f"/exams/{examined}/sign", data=form, follow_redirects=True).text
    assert services.exams.open(examined, account.id).signature == signature
    assert client.get(f"/exams/{examined}/sign").location == f"/exams/{examined}/note"


def test_an_addendum_is_printed_below_the_signature(client, examined):
    sign(client, examined)
    client.post(f"/exams/{examined}/addenda", data={"text": "MRI arranged for Monday."})
    printed = text_of(client.get(f"/exams/{examined}/note.pdf").data)
    assert printed.index("Note SHA-256") < printed.index("MRI arranged for Monday.")
    assert "MRI arranged for Monday." in client.get(f"/exams/{examined}/note").text


def test_a_line_break_of_a_form_counts_as_one_character(client, examined, services, account):
    sign(client, examined)
    answer = client.post(f"/exams/{examined}/addenda", data={"text": "y" * 990 + "\r\n" * 20 + "y" * 990})
    assert answer.status_code == 303
    (addendum,) = services.exams.open(examined, account.id).addenda
    assert addendum.text == "y" * 990 + "\n" * 20 + "y" * 990


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("   ", "The addendum needs at least one character."),
        ("y" * 2001, "The addendum is 2001 characters long; the limit is 2000."),
    ],
)
def test_an_addendum_that_is_not_taken_is_shown_again_with_what_is_wrong(client, examined, text, said):
    assert client.post(f"/exams/{examined}/addenda", data={"text": "Early."}).status_code == 422
    sign(client, examined)
    # A browser that cuts off what is pasted would not say so.
    assert "maxlength" not in client.get(f"/exams/{examined}/note").text.partition('id="addendum"')[2].partition(">")[0]
    answer = client.post(f"/exams/{examined}/addenda", data={"text": text})
    assert answer.status_code == 422
    assert f'id="addendum-fault" role="alert">{said}</p>' in answer.text
    assert f" autofocus>{text.strip()}</textarea>" in answer.text


@pytest.mark.tampers
def test_a_signature_that_does_not_match_is_stated_on_the_note(client, examined, services, account, config):
    sign(client, examined)
    from sqlalchemy import text

    with services.exams._engine.begin() as connection:
        connection.execute(text("UPDATE signatures SET record = replace(record, '4-', '5')"))
    assert "does not match its signature" in client.get(f"/exams/{examined}/note").text
