"""A student's note is not valid until it is counter-signed: its state, and the words on note and text."""

from dataclasses import replace
from datetime import timedelta

import pytest

from exam.domain.note.life import Life, Voided
from exam.domain.note.parts.supervised import CounterSigned, Supervised
from exam.domain.note.signature import Signed
from exam.domain.note.text import note_text
from exam.domain.note.writing import write_note
from tests.domain.note.notes import EMPTY, WHEN, record

LATER = WHEN + timedelta(hours=1)
SIGNED = Signed("V. Coiter", WHEN, "ab" * 32, account="v.coiter")
COUNTER = CounterSigned("G. Falloppio", LATER, "cd" * 32, "g.fallopio")
WAITING, NOBODY = Supervised("G. Falloppio"), Supervised("")
VALID = Supervised("G. Falloppio", COUNTER)
RETURNED = Supervised("G. Falloppio", replace(COUNTER, returned="The reflexes are missing."))
WAITS = "NOT VALID until counter-signed by G. Falloppio: examined by V. Coiter, student"
WAITS_FOR_NOBODY = "NOT VALID until counter-signed by a supervisor: examined by V. Coiter, student"
SENT_BACK = "NOT VALID, sent back by G. Falloppio, 21 November 2026, 10:30 (UTC): examined by V. Coiter, student"


def note(supervised, *, changed=(), life=None):
    signature = replace(SIGNED, supervised=supervised, changed=changed)
    return write_note(record(), EMPTY, signature=signature, life=life or Life())


@pytest.mark.parametrize(
    ("supervised", "state", "status", "mark"),
    [
        (None, "signed", "Signed", ""),
        (WAITING, "waiting", "Signed by a student, not valid until counter-signed", WAITS),
        (NOBODY, "waiting", "Signed by a student, not valid until counter-signed", WAITS_FOR_NOBODY),
        (VALID, "signed", "Signed", ""),
        (RETURNED, "returned", "Signed by a student and sent back, not valid", SENT_BACK),
    ],
    ids=["a clinician's", "waiting", "for nobody", "counter-signed", "sent back"],
)  # fmt: skip
def test_the_state_of_a_student_s_note(supervised, state, status, mark):
    found = note(supervised)
    assert (found.state, found.status, found.mark) == (state, status, mark)


def test_every_page_and_the_short_texts_name_both():
    found = note(VALID)
    both = "; counter-signed 21 November 2026, 10:30 (UTC) by G. Falloppio, account g.fallopio"
    assert found.signed_by == (f"Signed 21 November 2026, 09:30 (UTC) by V. Coiter, student, account v.coiter{both}")
    assert found.status_by == f"Signed: V. Coiter, student, account v.coiter, 21 November 2026, 09:30 (UTC){both}"
    for not_valid in (note(WAITING), note(RETURNED)):
        assert "counter-signed 21" not in not_valid.signed_by
        assert "V. Coiter, student, account v.coiter" in not_valid.signed_by


def lines_of(found):
    return {line.head: line.text for line in found.signed_lines}


def test_the_box_of_the_signature_has_both_with_the_hash():
    found = lines_of(note(VALID))
    assert found["Name"] == "V. Coiter, student"
    assert found["Counter-signed by"] == "G. Falloppio, account g.fallopio"
    assert found["Counter-signed"] == "21 November 2026, 10:30 (UTC)"
    assert found["Counter-signature SHA-256"] == "cd" * 32


def test_before_it_the_box_says_that_there_is_none_and_afterwards_why_it_was_sent_back():
    assert lines_of(note(WAITING))["Counter-signature"] == "none yet; G. Falloppio is to counter-sign"
    assert lines_of(note(NOBODY))["Counter-signature"] == "none yet"
    returned = lines_of(note(RETURNED))
    assert returned["Sent back by"] == "G. Falloppio, account g.fallopio, 21 November 2026, 10:30 (UTC)"
    assert returned["Reason"] == "The reflexes are missing."
    assert returned["Return SHA-256"] == "cd" * 32


def test_the_text_is_marked_at_both_ends():
    text = note_text(note(WAITING))
    assert text.index(WAITS) < text.index("Patient reference: 4471")
    assert text.rindex(WAITS) > text.index("ABOUT THIS NOTE")


def test_what_else_is_wrong_with_it_is_said_too():
    changed = note(WAITING, changed=("the record",))
    assert changed.mark == f"{WAITS}; DOES NOT MATCH ITS SIGNATURE, changed since: the record"
    void = note(WAITING, life=Life(void=Voided("A. Brandt", LATER, "Wrong patient.")))
    assert void.state == "void"
    assert void.mark.startswith("VOID: declared void by A. Brandt")
    assert void.mark.endswith(WAITS)
