"""One revision more: its answers are checked with the record that it gives."""

import pytest

from exam.domain.record.answers import Answer
from exam.store.log import Revision
from exam.store.snapshots.snapshot import snapshot_of
from exam.store.stored import AnswerRefused

KNEE = "findings.strength.knee_extension.left"
LOG = (
    Revision(1, "created", (Answer("patient.reference", "P-1"),)),
    Revision(2, "tapped", (Answer(KNEE, "4"),)),
)


def faults_of(*answers):
    with pytest.raises(AnswerRefused) as refused:
        snapshot_of(LOG).record_with(Revision(3, "tapped", answers))
    return [str(fault) for fault in refused.value.faults]


def test_the_record_holds_what_was_there_and_what_is_new():
    record = snapshot_of(LOG).record_with(Revision(3, "tapped", (Answer("patient.age", 43), Answer(KNEE, None))))
    assert (record.patient.reference, record.patient.age, dict(record.findings)) == ("P-1", 43, {})


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("patient.reference", "", "patient.reference: needs at least one character, and no line breaks"),
        ("patient.reference", None, "patient.reference: is required"),
        ("red_flags.fever", "yes", 'red_flags.fever: "yes" is not true or false'),
        ("red_flags.chills", True, "red_flags.chills: is not a key of this format"),
        ("red_flags.chills", None, "red_flags.chills: is not a key of this format"),
        ("findings.strength", None, "findings.strength: is a group of answers, and cannot be cleared at once"),
        (f"{KNEE}.not_tested", "pain", f"{KNEE}.not_tested: is not a key of this format"),
        (
            "findings.strength.knee_flexion.left.not_tested",
            "pain",
            "findings.strength.knee_flexion.left.not_tested: is not the place of one value",
        ),
        (
            "findings.strength.knee_extension",
            {"left": "4"},
            "findings.strength.knee_extension: is not the place of one value",
        ),
        ("findings.strength.knee_flexion", {}, "findings.strength.knee_flexion: is not the place of one value"),
    ],
)
def test_a_faulty_answer_is_named_by_its_path(path, value, fault):
    assert faults_of(Answer(path, value)) == [fault]


def test_every_answer_of_a_batch_is_judged_and_each_only_once():
    batch = (Answer("patient.age", 900), Answer("mood", "low"), Answer("pulse", None), Answer(KNEE, "5"))
    assert faults_of(*batch) == [
        "mood: is not a key of this format",
        "patient.age: 900 is not a whole number from 0 to 120",
        "pulse: is not a key of this format",
    ]


def test_answers_inside_one_another_are_a_fault():
    assert faults_of(Answer("patient.age", 43), Answer("patient.age.years", 43)) == [
        "patient.age.years: is not a key of this format"
    ]
