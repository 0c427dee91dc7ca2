"""A signed note never changes: not by another reference, not by another program, not by another setting."""

import base64
import hashlib
import json
from io import BytesIO
from types import SimpleNamespace

import pytest
from pypdf import PdfReader
from sqlalchemy import text

import exam.web.note.written as module
from exam.printing import press as printing
from exam.store.settings import Clinic
from exam.web.note.kept import make_outputs
from tests.web.house_rules import PATIENT
from tests.web.note.conftest import FOUND
from tests.web.note.signing import read_sheet, sign, text_of

MINE = (
    "note.txt",
    "note.txt?form=shorthand",
    "note.txt?form=letter",
    "note.pdf",
    "note.pdf?paper=letter",
    "note.fhir.json",
    "signed/signed-note.json",
)


@pytest.fixture
def signed(client, examined):
    sign(client, examined)
    return examined


@pytest.fixture
def get(client):
    def get(exam_id, what):
        response = client.get(f"/exams/{exam_id}/{what}")
        assert response.status_code == 200, response.text
        return response.data

    return get


@pytest.fixture
def behind(services):
    """Changes the database behind the program."""

    def behind(statement):
        with services.exams._engine.begin() as connection:
            assert connection.execute(text(statement)).rowcount

    return behind


def another_program(monkeypatch):
    """From now on the program concludes nothing, says something else, and prints it otherwise."""

    def refuse(*_given, **_more):
        pytest.fail("a signed note was computed again")

    for name in ("assess", "write_note"):
        monkeypatch.setattr(module, name, refuse)
    monkeypatch.setattr(printing, "print_note", lambda html, **_: b"%PDF printed by other fonts")
    for maker in ("note_text", "shorthand_text", "letter_text", "bundle_text"):
        monkeypatch.setattr(f"exam.web.note.kept.{maker}", lambda *_: "other words")


def test_every_output_of_a_signed_note_stays_the_same_bytes(client, signed, get, services, monkeypatch):
    before = {what: get(signed, what) for what in MINE}
    assert before["note.pdf"] != before["note.pdf?paper=letter"]
    another_program(monkeypatch)
    services.press._kept.clear()
    assert {what: get(signed, what) for what in MINE} == before
    assert before["note.txt"].decode() in client.get(f"/exams/{signed}/note/text?form=full").text.replace("&#39;", "'")
    assert get(signed, "note/page-1.png").startswith(b"\x89PNG")


def test_signing_itself_makes_the_text_and_the_pdf(client, examined, get, monkeypatch):
    monkeypatch.setattr("exam.web.note.signing.make_outputs", make_outputs)
    monkeypatch.setattr(printing, "print_note", lambda html, **_: b"%PDF made at signing")
    sign(client, examined)
    another_program(monkeypatch)
    assert get(examined, "note.pdf") == b"%PDF made at signing"
    assert get(examined, "note.txt").startswith(b"LUMBAR NEUROLOGICAL EXAMINATION")
    assert base64.b64encode(b"%PDF made at signing") in get(examined, "note.fhir.json")


def test_where_the_press_is_busy_the_note_is_signed_and_the_first_reader_makes_the_pdf(
    client, examined, get, monkeypatch, services
):
    def busy(*_):
        raise printing.PressBusy

    with monkeypatch.context() as patched:
        patched.setattr("exam.web.note.signing.make_outputs", make_outputs)
        patched.setattr(type(services.press), "pdf", busy)
        assert sign(client, examined).status_code == 303
    assert get(examined, "note.pdf").startswith(b"%PDF")


def test_the_screens_of_a_signed_note_show_what_was_concluded_then(client, signed, monkeypatch):
    before = {what: client.get(f"/exams/{signed}/{what}").text for what in ("note", "assessment", "reflexes")}
    another_program(monkeypatch)
    for again in ("assess", "outlined"):
        monkeypatch.setattr(f"exam.web.exams.steps.{again}", lambda *_: pytest.fail("assessed again"))
    for what, shown in before.items():
        assert len(client.get(f"/exams/{signed}/{what}").text) == len(shown)


def test_clinic_and_clock_are_those_of_the_signing(client, signed, get, services, account):
    services.settings.save_clinic(Clinic(name="Another clinic", time_zone="Asia/Tokyo"))
    client.post(f"/exams/{signed}/addenda", data={"text": "Since then."})
    words = text_of(get(signed, "note.pdf"))
    assert "Another clinic" not in words
    assert "(UTC+09:00)" not in words


def test_the_hash_can_be_checked_with_what_is_inside_the_pdf(client, signed, get, services, account):
    client.post(f"/exams/{signed}/addenda", data={"text": "MRI on Monday."})
    client.post(f"/exams/{signed}/void", data={"reason": "Wrong patient"})
    client.post(f"/exams/{signed}/addenda", data={"text": "Told the practice."})
    exam = services.exams.open(signed, account.id)
    pdf = get(signed, "note.pdf")
    inside = {name: files[0] for name, files in PdfReader(BytesIO(pdf)).attachments.items()}
    chain = ["signed-note.json", "addendum-1.json", "void.json", "addendum-2.json"]
    assert set(inside) == {"record.json", *chain}
    hashes = [hashlib.sha256(inside[name]).hexdigest() for name in chain]
    assert hashes == [exam.signature.sha256, exam.addenda[0].sha256, exam.void.sha256, exam.addenda[1].sha256]
    assert [json.loads(inside[name])["previous"] for name in chain[1:]] == hashes[:-1]
    printed = text_of(pdf).replace(" ", "")
    assert all(each in printed for each in hashes)
    assert json.loads(inside["signed-note.json"])["record"] == json.loads(inside["record.json"])
    assert [get(signed, f"signed/{name}") for name in chain] == [inside[name] for name in chain]
    assert client.get(f"/exams/{signed}/signed/record.json").status_code == 404


def test_an_addendum_makes_a_further_file_and_the_note_itself_stays(client, signed, get, monkeypatch):
    first, note = get(signed, "note.txt").decode(), get(signed, "signed/signed-note.json")
    monkeypatch.setattr(module, "assess", lambda _: pytest.fail("assessed again"))
    client.post(f"/exams/{signed}/addenda", data={"text": "MRI on Monday."})
    second = get(signed, "note.txt").decode()
    assert "MRI on Monday." in second
    assert get(signed, "signed/signed-note.json") == note
    parts = first.split("\n\n")
    assert [part for part in parts if part not in second] == []


CHANGES = {
    "UPDATE signatures SET frozen = replace(frozen, '4-', '5')": "the text that was signed",
    "UPDATE signatures SET frozen = 'x'": "the text that was signed",
    "UPDATE signatures SET record = replace(record, '4-', '5')": "the record",
    "UPDATE signatures SET signed_by = 'Somebody Else'": "who signed, or when",
    "UPDATE addenda SET text = 'MRI on Friday.'": "addendum 1",
    "UPDATE voids SET reason = 'Another reason'": "the declaration that it is void",
    "DELETE FROM addenda": "the list of addenda",
    "UPDATE kept_outputs SET content = x'00'": "the stored text",
}


@pytest.mark.tampers
def test_what_was_changed_behind_the_program_is_said_and_not_served(client, services, account, get, behind):
    for statement, named in CHANGES.items():
        exam_id = services.exams.create(PATIENT, account.id)
        services.exams.append(exam_id, account.id, FOUND)
        sign(client, exam_id)
        client.post(f"/exams/{exam_id}/addenda", data={"text": "MRI on Monday."})
        client.post(f"/exams/{exam_id}/void", data={"reason": "Wrong patient"})
        get(exam_id, "note.txt")
        behind(f"{statement} WHERE exam_id = '{exam_id}'")
        shown = client.get(f"/exams/{exam_id}/note").text
        assert "This note does not match its signature." in shown, statement
        assert named in shown, statement
        words = get(exam_id, "note.txt").decode()
        assert words.count("DOES NOT MATCH ITS SIGNATURE, changed since: ") == 2, statement
        assert named in words, statement


@pytest.mark.tampers
def test_a_stored_pdf_that_was_changed_is_printed_again_and_says_so(client, signed, get, behind):
    get(signed, "note.pdf")
    behind("UPDATE kept_outputs SET content = x'00' WHERE kind = 'pdf-a4'")
    printed = text_of(get(signed, "note.pdf"))
    assert "does not match its signature. Changed since: the stored PDF (A4)." in printed
    assert "the stored PDF (A4)" in client.get(f"/exams/{signed}/note").text


def test_a_note_that_would_say_something_else_than_was_read_is_not_signed(client, examined, services, account):
    seen = read_sheet(client, examined)
    services.settings.save_clinic(Clinic(name="Another clinic"))
    shown = client.post(f"/exams/{examined}/sign", data=seen, follow_redirects=True).text
    assert "Not signed: the note has changed since you read it" in shown
    assert services.exams.open(examined, account.id).signature is None
    sign(client, examined)
    assert services.exams.open(examined, account.id).signature


def test_a_page_of_an_older_program_signs_nothing(client, examined, services, account):
    form = {"seen_revision": read_sheet(client, examined)["seen_revision"]}
    assert "the note has changed" in client.post(f"/exams/{examined}/sign", data=form, follow_redirects=True).text
    assert services.exams.open(examined, account.id).signature is None


def test_a_note_signed_as_a_record_alone_says_everywhere_that_it_is_recomputed(client, signed, get, behind, services):
    behind("UPDATE signatures SET frozen = NULL")
    behind(f"UPDATE signatures SET sha256 = '{_sha_of_the_record(services)}'")
    said = "This note was recomputed with knowledge "
    assert said in client.get(f"/exams/{signed}/note").text
    assert "What the program concludes was recomputed with knowledge " in client.get(f"/exams/{signed}/assessment").text
    words = get(signed, "note.txt").decode()
    assert said in words
    assert "DOES NOT MATCH" not in words
    assert "Record SHA-256" in words
    assert said in text_of(get(signed, "note.pdf"))
    with services.exams._engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM kept_outputs")).scalar() == 0


def test_a_frozen_note_that_this_version_cannot_read_is_recomputed_but_what_was_kept_is_served(
    client, signed, get, behind, services, monkeypatch
):
    def refuse(_text):
        raise module.NotThawed

    shorthand = get(signed, "note.txt?form=shorthand")
    monkeypatch.setattr(module, "thaw", refuse)
    assert get(signed, "note.txt?form=shorthand") == shorthand
    words = get(signed, "note.txt").decode()
    assert "This note was recomputed with knowledge " in words
    assert "cannot be read by this version" in words
    with services.exams._engine.begin() as connection:
        assert connection.scalars(text("SELECT kind FROM kept_outputs")).all() == ["shorthand"]


@pytest.mark.tampers
def test_what_the_reference_no_longer_has_is_on_a_note_that_is_recomputed(client, signed, get, behind):
    behind("UPDATE answers SET path = replace(path, 'great_toe_extension', 'gone')")
    behind("UPDATE signatures SET record = replace(record, 'great_toe_extension', 'gone'), frozen = 'x'")
    assert client.get(f"/exams/{signed}/note").status_code == 200
    for form in ("full", "shorthand", "letter"):
        words = get(signed, f"note.txt?form={form}").decode()
        assert "findings, strength, gone, left: 4-" in words
        assert ("This is the whole note." in words) == (form != "full")
    document = json.loads(get(signed, "note.fhir.json"))
    assert "4-" in json.dumps(document["entry"][0])
    assert "Observation" not in {one["resource"]["resourceType"] for one in document["entry"]}
    assert client.get(f"/exams/{signed}/strength").status_code == 200
    for sheet in ("patient-sheet", "transfer"):
        refused = client.get(f"/exams/{signed}/note/{sheet}")
        assert refused.status_code == 409
        assert "This sheet can no longer be written" in refused.text


def test_a_fault_while_the_outputs_are_made_is_not_one_of_the_signature(client, examined, get, monkeypatch, services):
    with monkeypatch.context() as patched:
        patched.setattr("exam.web.note.signing.make_outputs", make_outputs)
        patched.setattr(type(services.press), "pdf", lambda *_: {}["no such font"])
        shown = sign(client, examined, follow_redirects=True)
    assert shown.status_code == 200
    assert "The note is signed. Its print will be made when it is first opened." in shown.text
    assert get(examined, "note.pdf").startswith(b"%PDF")


def _sha_of_the_record(services):
    with services.exams._engine.begin() as connection:
        record = connection.execute(text("SELECT record FROM signatures")).scalar()
    return hashlib.sha256(record.encode()).hexdigest()


@pytest.mark.tampers
def test_where_the_reference_no_longer_has_what_was_named_the_screens_are_recomputed_and_the_note_is_not(
    client, signed, get, services, monkeypatch
):
    note, engine = get(signed, "note.txt"), services.exams._engine
    with engine.begin() as connection:
        frozen = json.loads(connection.execute(text("SELECT frozen FROM signatures")).scalar())
        frozen["knowledge"] = frozen["assessment"]["knowledge"] = "2020-01-01+00000000"
        frozen["assessment"]["alerts"] = [
            {"id": "removed", "urgency": "urgent", "because": [], "sources": [], "lowered_from": None, "answer": None}
        ]
        there = json.dumps(frozen, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        connection.execute(
            text("UPDATE signatures SET frozen = :there, sha256 = :hash"),
            {"there": there, "hash": hashlib.sha256(there.encode()).hexdigest()},
        )
    said = "no longer has something that was named at signing"
    for step in ("assessment", "reflexes"):
        assert said in client.get(f"/exams/{signed}/{step}").text
    assert client.get(f"/exams/{signed}/note").status_code == 200
    assert client.get(f"/exams/{signed}/void").status_code == 200
    assert len(get(signed, "note.txt")) == len(note)
    monkeypatch.setattr(module, "load_reference", lambda: SimpleNamespace(version="2020-01-01+00000000"))
    with pytest.raises(KeyError, match="removed"):
        client.get(f"/exams/{signed}/assessment")
