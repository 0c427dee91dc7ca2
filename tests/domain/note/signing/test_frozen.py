"""The frozen note: one text that holds everything that was read, and that is read back as it was."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import MappingProxyType

import pytest

from exam.domain.note import frozen
from exam.domain.note.frozen import NotThawed, Signing, freeze, thaw, with_signature
from exam.domain.note.life import changed_words
from exam.domain.note.signature import Addition, Signed, TrailEnd
from exam.domain.note.text import note_text
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.record.reading import parse_record
from tests.domain.notes import FULL, WHEN, full_note
from tests.domain.records import record_of

CASES = sorted((Path(__file__).parents[3] / "cases").rglob("*.json"))
AT = datetime(2026, 11, 21, 10, 31, 5, 250000, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture(scope="module")
def record():
    return record_of(FULL)


@pytest.fixture(scope="module")
def assessment(record):
    return assess(record)


@pytest.fixture(scope="module")
def text(record, assessment):
    return freeze(record, assessment, write_note(record, assessment, clinic="Rückenpraxis, 1 Main Street"))


@pytest.mark.parametrize("case", CASES[::12], ids=lambda case: case.stem)
def test_what_is_thawed_is_what_was_frozen(case):
    record = parse_record(case.read_bytes())
    found = assess(record)
    note = write_note(record, found, clinic="A clinic")
    thawed = thaw(freeze(record, found, note))
    assert (thawed.record, thawed.assessment, thawed.note) == (record, found, note)
    assert note_text(thawed.note) == note_text(note)


def test_whatever_a_note_can_hold_comes_back(record, assessment):
    note = full_note()
    assert thaw(freeze(record, assessment, note)).note == note


def test_the_text_is_canonical_and_names_its_versions(text, record, assessment):
    data = json.loads(text)
    assert text == json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert data["format"] == "dermyo-signed-note/1"
    assert (data["program"], data["knowledge"]) == (assessment.program, assessment.knowledge)
    assert (data["record"]["format"], data["note"]["clinic"]) == ("dermyo-exam/1", "Rückenpraxis, 1 Main Street")
    assert "signed" not in data


def test_the_signature_is_part_of_what_is_hashed(text):
    signed = with_signature(text, Signing("Andreas Vesalius", AT))
    assert json.loads(signed)["signed"] == {"by": "Andreas Vesalius", "at": "2026-11-21T09:31:05.250000+00:00"}
    assert thaw(signed).signed.at == AT
    assert thaw(signed).note == thaw(text).note
    assert frozen.sha256(signed) == hashlib.sha256(signed.encode()).hexdigest() != frozen.sha256(text)


def test_the_account_and_the_end_of_the_trail_are_part_of_it_and_come_back(text):
    signed = with_signature(text, Signing("Andreas Vesalius", AT, "vesalius", TrailEnd(17, "c" * 64)))
    assert json.loads(signed)["signed"] == {
        "account": "vesalius",
        "at": "2026-11-21T09:31:05.250000+00:00",
        "by": "Andreas Vesalius",
        "trail": {"count": 17, "sha256": "c" * 64},
    }
    assert (thaw(signed).signed.account, thaw(signed).signed.trail) == ("vesalius", TrailEnd(17, "c" * 64))


def test_that_a_student_signed_and_for_whom_is_part_of_it(text):
    signed = with_signature(text, Signing("V. Coiter", AT, student=True, supervisor="G. Falloppio"))
    assert json.loads(signed)["signed"] == {
        "at": "2026-11-21T09:31:05.250000+00:00",
        "by": "V. Coiter",
        "student": True,
        "supervisor": "G. Falloppio",
    }
    assert (thaw(signed).signed.student, thaw(signed).signed.supervisor) == (True, "G. Falloppio")


def test_what_a_supervisor_says_holds_the_hash_before_it():
    said = {
        "account": "g.fallopio",
        "at": "2026-11-21T09:31:05.250000+00:00",
        "author": "G. Falloppio",
        "previous": "a" * 64,
    }
    signed = frozen.counter_signature_text("a" * 64, "G. Falloppio", "g.fallopio", AT)
    assert json.loads(signed) == said | {"format": "dermyo-counter-signature/1"}
    returned = frozen.return_text("a" * 64, "G. Falloppio", "g.fallopio", AT, "No reflexes.")
    assert json.loads(returned) == said | {"format": "dermyo-return/1", "reason": "No reflexes."}


def test_each_thing_added_holds_the_hash_before_it():
    first = frozen.addendum_text("a" * 64, "Andreas Vesalius", AT, "The right knee.\nToo.")
    assert first == (
        '{"at":"2026-11-21T09:31:05.250000+00:00","author":"Andreas Vesalius","format":"dermyo-addendum/1",'
        f'"previous":"{"a" * 64}","text":"The right knee.\\nToo."}}'
    )
    assert json.loads(frozen.void_text("b" * 64, "A. Brandt", AT.astimezone(UTC), "Wrong patient")) == {
        "at": "2026-11-21T09:31:05.250000+00:00",
        "author": "A. Brandt",
        "format": "dermyo-void/1",
        "previous": "b" * 64,
        "reason": "Wrong patient",
    }


@pytest.mark.parametrize(
    "damaged", ["", "{", "[]", "{}", "[" * 100_000, '{"format":"dermyo-signed-note/2"}'], ids=lambda text: text[:9]
)
def test_what_is_no_frozen_note_is_refused(damaged):
    with pytest.raises(NotThawed):
        thaw(damaged)


def test_a_note_of_another_format_is_refused(text):
    with pytest.raises(NotThawed, match="dermyo-signed-note/2"):
        thaw(text.replace("dermyo-signed-note/1", "dermyo-signed-note/2"))


def test_a_note_that_could_not_be_read_back_is_not_frozen(record, assessment):
    note = replace(write_note(record, assessment), clinic=object())
    with pytest.raises(TypeError, match="object"):
        freeze(record, assessment, note)


def test_a_mapping_is_frozen_as_an_object(record, assessment):
    note = replace(write_note(record, assessment), limits=MappingProxyType({"a": 1}))
    assert json.loads(freeze(record, assessment, note))["note"]["limits"] == {"a": 1}


def test_what_does_not_match_is_named_on_every_page_of_the_note(record, assessment):
    changed = changed_words(("note", "addendum 2", "output pdf-a4"))
    assert changed == ("the text that was signed", "addendum 2", "the stored PDF (A4)")
    note = write_note(record, assessment, signature=Signed("A. Brandt", WHEN, "0" * 64, changed))
    named = "the text that was signed, addendum 2 and the stored PDF (A4)"
    assert note.mark == f"DOES NOT MATCH ITS SIGNATURE, changed since: {named}"
    assert note.signature.warning == f"This note does not match its signature. Changed since: {named}."
    assert note_text(note).count("DOES NOT MATCH ITS SIGNATURE") == 2
    intact = write_note(record, assessment, signature=Signed("A. Brandt", WHEN, "0" * 64))
    assert (intact.mark, intact.signature.warning) == ("", "")


def test_a_note_of_which_only_the_record_was_signed_says_that_it_was_recomputed(record, assessment):
    signature = Signed(
        "A. Brandt", WHEN, "0" * 64, recomputed="knowledge 2026-11-01+aa, program 0.1.0", record_only=True
    )
    lines = dict(write_note(record, assessment, signature=signature).signed_lines)
    assert lines["Recomputed"].startswith("This note was recomputed with knowledge 2026-11-01+aa, program 0.1.0: ")
    assert "Record SHA-256" in lines
    assert "Note SHA-256" not in lines
    lines = dict(replace(signature, record_only=False).lines)
    assert "the text that was signed was changed since, or cannot be read" in lines["Recomputed"]
    assert "Note SHA-256" in lines


def test_an_addendum_is_printed_with_its_hash(record, assessment):
    addenda = [Addition("A. Brandt", WHEN, "Seen."), Addition("A. Brandt", WHEN, "Seen again.", "ab" * 32)]
    lines = write_note(record, assessment, addenda=addenda).addenda_lines
    assert [line.text for line in lines] == ["Seen.", "Seen again.", "ab" * 32]
    assert lines[2].head == "Addendum 2 SHA-256"


def test_a_note_that_was_frozen_by_an_earlier_program_is_still_read():
    # Made once by `freeze`; a change of the format that cannot read it needs a way to read the old one.
    old = (Path(__file__).parent / "frozen-1.json").read_text(encoding="utf-8")
    thawed = thaw(old)
    assert thawed.note.reference == thawed.record.patient.reference == "P-1"
    assert "Do now: Possible infection of the spine." in note_text(thawed.note)
    assert thawed.assessment.candidates
