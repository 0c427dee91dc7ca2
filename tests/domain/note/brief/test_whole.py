"""A signed note is shortened only where this reference says of its record what was signed."""

from dataclasses import replace

import pytest

from exam.domain.note.brief.whole import can_be_shortened, whole_text
from exam.domain.note.text import note_text
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.record.model import FindingKey
from tests.domain.notes import FULL, full_note
from tests.domain.records import record_of

TOE = FindingKey("strength.great_toe_extension", "left")


@pytest.fixture(scope="module")
def signed():
    record = record_of(FULL)
    found = assess(record)
    return record, found, write_note(record, found, clinic="A clinic")


def test_with_the_same_reference_it_is_shortened(signed):
    assert can_be_shortened(*signed)


@pytest.mark.parametrize(
    "changed",
    [
        {FindingKey("stride.dragging", "left"): "positive"},
        {TOE: "no such grade"},
    ],
    ids=["a lost test", "a lost grade"],
)
def test_what_the_reference_no_longer_has_is_not_left_out_of_a_shorter_text(signed, changed):
    record, found, note = signed
    findings = {key: value for key, value in record.findings.items() if key != TOE}
    assert not can_be_shortened(replace(record, findings=findings | changed), found, note)


def test_a_grade_that_counts_otherwise_now_is_not_shortened(signed):
    record, found, note = signed
    cells = replace(note.tables[0].rows[0].cells[0], mark="measured")
    rows = (replace(note.tables[0].rows[0], cells=(cells, *note.tables[0].rows[0].cells[1:])), *note.tables[0].rows[1:])
    assert not can_be_shortened(
        record, found, replace(note, tables=(replace(note.tables[0], rows=rows), *note.tables[1:]))
    )


def test_nor_is_a_recomputed_note_that_names_what_is_unknown(signed):
    record, found, note = signed
    assert not can_be_shortened(record, found, replace(note, unknown=full_note().unknown))


def test_the_whole_note_says_why_it_is_whole():
    note = full_note()
    said, _, rest = whole_text(note).partition("\n\n")
    assert said.startswith("This is the whole note. It is not shortened, because")
    assert rest == note_text(note)
