"""The parts of the note and their headings, in the order in which paper, screen and text show them."""

import pytest

from exam.domain.note.headings import HEADINGS
from exam.domain.note.text import assessment_text, note_text
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from tests.domain.notes import full_note
from tests.domain.records import record_of

ALWAYS = ["short", "history", "flags", "next", "imaging", "signature", "alerts"]
SAYS_NOTHING = ["history", "imaging", "alerts"]


def bare_note():
    record = record_of()
    return write_note(record, assess(record))


def test_an_empty_note_states_what_is_missing_and_leaves_out_the_rest():
    sections = bare_note().sections()
    assert [section.id for section in sections] == ALWAYS
    assert [section.id for section in sections if not section.body] == SAYS_NOTHING


def test_a_full_note_has_every_part_under_its_heading():
    headings = HEADINGS | {"compared": "Compared with 3 October 2026"}
    # What comes first has the whole impression, and in an emergency nothing is to be tested or considered besides.
    for absent in ("impression", "next", "origin", "conditions"):
        del headings[absent]
    assert [(section.id, section.heading) for section in full_note().sections()] == list(headings.items())


@pytest.mark.parametrize("note", [bare_note(), full_note()], ids=["bare", "full"])
def test_the_text_has_the_same_parts_in_the_same_order(note):
    heads = [block.split("\n")[0] for block in note_text(note).split("\n\n")]
    wanted = [section.heading.upper() for section in note.sections()]
    assert heads == ["LUMBAR NEUROLOGICAL EXAMINATION", *wanted, "ABOUT THIS NOTE"]


def test_the_text_of_an_assessment_has_its_alerts_first_and_no_place_to_sign():
    heads = [block.split("\n")[0] for block in assessment_text(full_note()).split("\n\n")]
    assert heads[:4] == ["P-1", "ALERTS", "WHY (PROGRAM)", "NOT EXAMINED"]
    assert not {"SIGNATURE", "FINDINGS", "HISTORY"} & set(heads)


def test_a_signed_note_is_signed_by_name_and_a_draft_has_a_status():
    assert "Name: Andreas Vesalius" in note_text(full_note())
    assert "Status: Draft, not signed" in note_text(bare_note())
