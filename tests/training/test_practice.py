"""Patients to practise on: the complaint is given, what is asked or examined is found, and nothing can be entered."""

import pytest

from exam.domain.record.answers import Answer, fold
from exam.steps.sequence import step_with
from exam.training.practice import drawn_id, is_practice, practice_patient
from exam.training.practising import NotEntered, read, rest
from exam.training.published import published_cases

BEGUN = "2026-11-21T09:30:00+00:00"


def record_of(patient, *answers):
    return fold((*patient.begun(BEGUN), *answers))


@pytest.mark.parametrize("id", [None, "left_l5", "drawn_nothing_1", "drawn_root_1234567", "case_042", "case_999"])
def test_another_demonstration_is_no_practice(id):
    assert practice_patient(id) is None


@pytest.mark.parametrize("id", ["drawn_any_3", "drawn_root_17", "drawn_other_4711", "case_026", "case_263"])
def test_the_record_begins_with_the_complaint_and_nothing_that_is_to_be_found(id):
    patient = practice_patient(id)
    record = record_of(patient)
    assert is_practice(record)
    assert record.training == id
    assert record.presentation.symptom_side is not None
    assert (record.findings, record.red_flags, record.presentation.features) == ({}, {}, {})
    assert patient.hidden
    assert record.patient.reference in (
        f"TRAINING: Drawn patient {patient.number}",
        f"TRAINING: Published case {patient.number}",
    )


def test_a_drawn_patient_is_the_same_after_a_restart():
    patient = practice_patient(drawn_id("root", 4711))
    assert patient == practice_patient.__wrapped__("drawn_root_4711")
    assert patient.case is None
    assert patient.hidden["findings.strength.great_toe_extension.left"]


def test_every_published_case_can_be_examined_to_its_own_record():
    for id, case in published_cases().items():
        patient = practice_patient(id)
        whole = record_of(patient, *(Answer(path, value) for path, value in patient.hidden.items()))
        assert {key: whole.findings[key] for key in case.record.findings} == case.record.findings
        assert whole.red_flags == case.record.red_flags
        assert whole.presentation.features == case.record.presentation.features
        assert whole.presentation.pain_sites == case.record.presentation.pain_sites
        assert not whole.stated_otherwise_normal


def test_what_is_stated_normal_as_a_whole_is_found_test_by_test():
    stated = next(case for case in published_cases().values() if case.record.stated_otherwise_normal)
    hidden = practice_patient(stated.id).hidden
    assert hidden["findings.reflexes.patellar.right"] == 2
    assert "findings.tension.slump.right" not in hidden


def test_a_tap_finds_what_the_patient_has():
    patient = practice_patient("case_026")
    path = "findings.strength.ankle_dorsiflexion.left"
    assert read(step_with("strength"), {path: "examine", "csrf_token": "x"}, record_of(patient)) == (Answer(path, "2"),)


@pytest.mark.parametrize(
    ("step", "path", "text"),
    [
        ("strength", "findings.strength.ankle_dorsiflexion.left", "5"),
        ("strength", "findings.strength.ankle_dorsiflexion.left", ""),
        ("strength", "findings.strength.hip_abduction.left", "examine"),
        ("complaint", "presentation.symptom_side", "right"),
        ("red_flags", "red_flags.fever", "true"),
    ],
)
def test_nothing_else_is_entered(step, path, text):
    with pytest.raises(NotEntered) as refused:
        read(step_with(step), {path: text}, record_of(practice_patient("case_026")))
    assert [fault.path for fault in refused.value.faults] == [path]


def test_the_impression_is_the_learners_own():
    answers = read(step_with("assessment"), {"impression.cause": "root.L5"}, record_of(practice_patient("case_026")))
    assert answers == (Answer("impression.cause", "root.L5"),)


def test_one_tap_examines_all_the_core_tests_that_are_left():
    patient = practice_patient("drawn_root_17")
    path = "findings.strength.knee_extension.left"
    record = record_of(patient, Answer(path, patient.hidden[path]))
    found = dict(rest(step_with("strength"), record))
    assert len(found) == 7
    assert found == {one: patient.hidden[one] for one in found}
    assert rest(step_with("assessment"), record) == ()
    case = practice_patient("case_026")
    assert dict(rest(step_with("strength"), record_of(case))) == {"findings.strength.ankle_dorsiflexion.left": "2"}


def test_a_real_examination_is_filled_as_normal():
    record = fold((Answer("patient.reference", "x"),))
    assert set(dict(rest(step_with("strength"), record)).values()) == {"5"}
    assert read(step_with("strength"), {"findings.strength.hip_abduction.left": "4"}, record) == (
        Answer("findings.strength.hip_abduction.left", "4"),
    )
