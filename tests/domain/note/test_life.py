"""Void notes and later versions: the state, and the words on note and text."""

from dataclasses import replace
from datetime import timedelta

import pytest

from exam.domain.note.life import Life, Replaced, Voided
from exam.domain.note.signature import Signed
from exam.domain.note.text import note_text
from exam.domain.note.writing import write_note
from tests.domain.note.notes import EMPTY, WHEN, record

SIGNED = Signed("A. Brandt", WHEN, "ab" * 32)
OLD = Replaced(1, "A. Brandt", WHEN, "cd" * 32)
VOIDED = Voided("A. Brandt", WHEN + timedelta(hours=1), "Wrong patient.")
MARK = "VOID: declared void by A. Brandt, 21 November 2026, 10:30 (UTC)"


def note(life, *, signature=SIGNED, **parts):
    return write_note(record(**parts), EMPTY, signature=signature, life=life)


@pytest.mark.parametrize(
    ("life", "state", "status", "mark"),
    [
        (Life(), "signed", "Signed", ""),
        (Life(version=2, replaces=OLD), "signed", "Signed", ""),
        (Life(replaced_by=2), "replaced", "Replaced by a later version", "REPLACED by version 2"),
        (Life(void=VOIDED), "void", "Void", MARK),
        (Life(replaced_by=2, void=VOIDED), "void", "Void", MARK),
    ],
)
def test_the_state_of_a_signed_note(life, state, status, mark):
    found = note(life)
    assert (found.state, found.status, found.mark) == (state, status, mark)


def test_a_draft_is_a_draft_also_as_a_later_version():
    found = note(Life(version=2, replaces=OLD), signature=None)
    assert (found.state, found.mark) == ("draft", "")


def lines_of(found, name):
    return {line.head: line.text for section in found.sections() if section.id == name for line in section.body}


def test_a_void_note_says_who_when_and_why_before_everything_else():
    found = note(Life(void=VOIDED))
    assert found.sections()[0].heading == "This note is void"
    assert lines_of(found, "void") == {
        "Declared void by": "A. Brandt, 21 November 2026, 10:30 (UTC)",
        "Reason": "Wrong patient.",
    }
    assert lines_of(found, "version") == {}
    assert lines_of(note(Life()), "void") == {}


def test_a_later_version_names_the_note_that_it_replaces():
    found = note(Life(version=2, replaces=OLD))
    assert lines_of(found, "version") == {
        "Version": "2",
        "Replaces": f"version 1, signed 21 November 2026, 09:30 (UTC) by A. Brandt, SHA-256 {'cd' * 32}",
    }


def test_the_old_note_says_by_which_version_it_was_replaced():
    assert lines_of(note(Life(replaced_by=2)), "version") == {"Version": "1", "Replaced by": "version 2, signed later"}


def test_times_are_by_the_clock_of_the_examination():
    found = note(Life(2, replaces=OLD, void=VOIDED), examined_at="2026-11-21T10:00:00+01:00")
    assert "11:30 (UTC+01:00)" in found.mark
    assert "10:30 (UTC+01:00)" in lines_of(found, "version")["Replaces"]


def test_the_text_is_marked_at_both_ends():
    text = note_text(note(Life(void=VOIDED)))
    assert text.index(MARK) < text.index("Patient reference: 4471")
    assert text.rindex(MARK) > text.index("ABOUT THIS NOTE")
    assert "THIS NOTE IS VOID\nDeclared void by: A. Brandt" in text


def test_a_demonstration_stays_marked_as_one():
    found = replace(note(Life(void=VOIDED)), training=True)
    assert found.mark.startswith("TRAINING")


def test_every_page_says_whether_it_is_signed():
    signature = Signed("Andreas Vesalius", WHEN, "0123456789abcdef" * 4, account="a.vesalius")
    assert note(Life(), signature=None).signed_by == "Draft, not signed"
    assert note(Life(), signature=None).short_hash == ""
    signed = note(Life(), signature=signature)
    assert signed.signed_by.endswith("by Andreas Vesalius, account a.vesalius")
    assert signed.short_hash == "0123456789ab"
