"""Entries that contradict each other, and a complaint in one leg beside findings in the other, as lines."""

from exam.domain.note.parts.contradictory import contradictory_lines, sides_words
from exam.domain.reasoning.assess import assess
from tests.domain.records import record_of

WEAK = {"findings.strength.ankle_dorsiflexion.left": "3"}


def lines_of(answers):
    record = record_of(answers)
    return [line.text for line in contradictory_lines(record, assess(record))]


def test_nothing_contradicts():
    assert lines_of(WEAK | {"presentation.symptom_side": "left"}) == []


def test_findings_on_the_other_side_are_said_once():
    [line] = lines_of(WEAK | {"presentation.symptom_side": "right"})
    assert "left" in line
    assert "right" in line


def test_a_contradiction_is_named_with_its_entries_and_changes_nothing():
    places = {"presentation.symptom_side": "right", "presentation.pain_sites.left": ["lateral_leg", "knee"]}
    [line] = lines_of(places)
    assert line.startswith("Complaint on the right, every place marked in a leg on the left (")
    assert line.count("Complaint on the right") == 1


def test_both_sides_are_named():
    record = record_of(WEAK | {"presentation.symptom_side": "right"})
    assert sides_words(record).endswith("; abnormal findings on the left only")
    assert sides_words(record_of({}), "no findings") == "Side of the complaint not recorded; no findings"
