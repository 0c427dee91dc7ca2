"""Patients to practise on, drawn from the figures of the ranking."""

import pytest

from exam.domain.evaluation import drawn as module
from exam.domain.evaluation.drawn import drawn
from exam.domain.reasoning.alerts.raised import alerts_of
from exam.domain.reasoning.assess import assess
from exam.domain.reasoning.consistency.contradictions import contradictions_of
from exam.domain.reasoning.localise.observe import depth_of
from exam.domain.record.answers import Answer, fold
from exam.domain.record.causes import roots_of
from reference import load_reference

MANY = [(kind, seed) for kind in ("any", "root", "other") for seed in range(60)]


def record_of(patient):
    return fold((Answer("patient.reference", "-"), *patient.answers))


@pytest.fixture(scope="module")
def many():
    return {(kind, seed): drawn(kind, seed) for kind, seed in MANY}


def test_a_seed_is_always_the_same_patient_and_another_seed_another(many):
    again = drawn.__wrapped__("root", 3)
    assert again == many["root", 3]
    assert many["root", 3].answers != many["root", 4].answers


def test_the_lesion_is_of_the_kind_and_has_a_name_to_enter(many):
    for (kind, _), patient in many.items():
        cause = patient.expected.cause
        assert cause != "other_lesion"
        assert len(roots_of(cause)) <= 2
        if kind == "root":
            assert cause.startswith("root.")
        if kind == "other":
            assert not cause.startswith("root.")
            assert cause != "no_neurological_lesion"
    assert "no_neurological_lesion" in {patient.expected.cause for (kind, _), patient in many.items() if kind == "any"}


def test_the_lesion_is_where_it_hurts(many):
    of_leg = ("none", "root", "leg", "nothing")
    for patient in many.values():
        side = record_of(patient).presentation.symptom_side
        if load_reference().kind_named(patient.expected.cause).of in of_leg:
            assert patient.expected.side in ("none", side) or side == "both", patient.expected


def test_no_two_answers_contradict_each_other(many):
    for patient in many.values():
        assert contradictions_of(record_of(patient)) == ()


def test_a_lesion_shows_in_a_finding_of_its_leg(many):
    for patient in many.values():
        found = record_of(patient).findings
        legs = {"both": ("right", "left")}.get(patient.expected.side, (patient.expected.side,))
        abnormal = [key for key, value in found.items() if key.side in legs and depth_of(key.test, value)]
        assert abnormal or patient.expected.cause == "no_neurological_lesion"


def test_everything_that_the_figures_know_has_an_answer_and_nothing_else(many):
    known = {
        modality
        for row in load_reference().likelihoods.values()
        for modality in ([m.finding for m in row.modalities] or [row.finding])
    }
    story = {"patient.age", "patient.sex", "presentation.symptom_side"}
    for patient in many.values():
        paths = {answer.path for answer in patient.answers}
        assert {"presentation.duration_weeks", "presentation.onset", "red_flags.severe_pain"} <= paths
        assert {"findings.strength.great_toe_extension.left", "findings.saddle.perianal_pinprick.right"} <= paths
        for path in paths - story:
            short = path.removeprefix("findings.")
            a_place = path.startswith(("presentation.pain_sites.", "presentation.paraesthesia_sites."))
            assert a_place or short in known or short.rpartition(".")[0] in known, path


def test_what_the_complaint_says_is_not_said_otherwise(many):
    for patient in many.values():
        record = record_of(patient)
        sites = {site for marks in record.presentation.pain_sites.values() for site in marks}
        below = sites & {"lateral_leg", "posterior_leg", "anterior_leg", "medial_leg", "great_toe", "sole", "heel"}
        if below:
            assert record.presentation.features["pain_below_knee"] is True
        both = record.presentation.symptom_side == "both"
        assert record.red_flags["bilateral_leg_symptoms"] is both
        assert "whole_leg" not in sites


def test_the_ranking_is_most_often_right_on_patients_of_its_own(many):
    right = 0
    some = [patient for (_, seed), patient in many.items() if seed < 12]
    for patient in some:
        first = assess(record_of(patient), thorough=False).candidates[0]
        right += patient.expected.accepts_leniently(first.cause, first.side)
    assert right > len(some) / 2


EMERGENCY_OF = {
    *("cauda_equina", "upper_motor_neuron", "polyneuropathy", "arterial"),
    *("motor_neuron_disease", "myopathy"),
}
SPHINCTERS = (
    *("red_flags.saddle_numbness", "red_flags.urinary_retention_or_incontinence", "red_flags.faecal_incontinence"),
    *("findings.saddle.bulbocavernosus_reflex", "findings.saddle.anal_tone", "findings.saddle.perianal_pinprick.left"),
    *("findings.saddle.post_void_residual_ml", "findings.saddle.perianal_light_touch.right"),
)
UNAFFECTED = (False, "present", "normal", 2, 0, 50, 100)
WASTING = ("calf_wasting", "thigh_wasting", "foot_wasting", "gluteal_wasting")
LOW = ("0", "1", "2-", "2", "2+", "3-", "3")


def legs_without_lesion(patient):
    return {"right": ("left",), "left": ("right",), "none": ("right", "left")}.get(patient.expected.side, ())


def values(patient):
    return {answer.path: answer.value for answer in patient.answers}


def test_no_emergency_alert_is_raised_without_a_lesion_that_explains_it(many):
    urgent = []
    for patient in many.values():
        raised = [alert.id for alert in alerts_of(record_of(patient)) if alert.urgency == "emergency"]
        if raised:
            urgent.append((patient.expected.cause, patient.expected.emergency))
        if patient.expected.cause == "cauda_equina":
            assert patient.expected.emergency is True
    assert urgent
    assert {cause for cause, _ in urgent} <= EMERGENCY_OF, urgent
    assert all(is_one is not False for _, is_one in urgent)


def test_a_leg_without_a_lesion_has_no_hard_sign(many):
    for patient in many.values():
        found = values(patient)
        for leg in legs_without_lesion(patient):
            grades = {path: value for path, value in found.items() if path.endswith(f".{leg}")}
            weak = [path for path, value in grades.items() if ".strength." in path and value in LOW]
            assert not weak, patient.expected
            for sign in (*(f"other.{place}" for place in WASTING), "other.fasciculations", "gait.foot_drop"):
                assert grades[f"findings.{sign}.{leg}"] == "absent", (patient.expected, sign)
            assert grades[f"findings.long_tract.plantar_response.{leg}"] == "flexor"
            assert grades[f"findings.long_tract.muscle_tone.{leg}"] == "normal"


def test_bladder_bowel_and_saddle_are_affected_only_by_a_lesion_that_does_so(many):
    for patient in many.values():
        if patient.expected.cause not in ("cauda_equina", "upper_motor_neuron", "polyneuropathy", "plexus.lumbosacral"):
            found = values(patient)
            assert all(found[path] in UNAFFECTED for path in SPHINCTERS), patient.expected


def test_strength_and_what_is_done_with_it_agree(many):
    for patient in many.values():
        found = values(patient)
        for leg in ("right", "left"):
            knee, ankle = (
                found[f"findings.strength.{test}.{leg}"] for test in ("knee_extension", "ankle_dorsiflexion")
            )
            if knee in LOW[:5]:
                assert found[f"findings.function.single_leg_sit_to_stand.{leg}"] == "unable"
            if ankle in LOW[:5]:
                assert found[f"findings.function.heel_walk.{leg}"] == "unable"
                assert found[f"findings.gait.foot_drop.{leg}"] == "present"
            if ankle in LOW:
                assert found[f"findings.function.heel_walk.{leg}"] != "normal"
            if found[f"findings.strength.ankle_plantarflexion.{leg}"] in LOW:
                assert found[f"findings.function.toe_walk.{leg}"] == "unable"


def test_nothing_is_wasted_in_the_first_weeks(many):
    for patient in many.values():
        found = values(patient)
        wasted = [path for path, value in found.items() if "_wasting." in path and value == "present"]
        assert found["presentation.duration_weeks"] >= 4 or not wasted


def test_one_lesion_of_s1_does_not_weaken_what_l5_and_l4_move(many):
    alone = [patient for patient in many.values() if patient.expected.cause == "root.S1"]
    assert len(alone) > 10
    for patient in alone:
        moves = [
            value
            for path, value in values(patient).items()
            if path.startswith(("findings.strength.ankle_dorsiflexion", "findings.strength.knee_extension"))
        ]
        assert not set(moves) & set(LOW)


def test_what_is_said_fits_the_lesion(many):
    tingling = 0
    for patient in many.values():
        record, cause = record_of(patient), patient.expected.cause
        assert cause != "arterial" or record.patient.age >= 50
        both = ("polyneuropathy", "cauda_equina", "motor_neuron_disease", "myopathy")
        assert cause not in both or record.presentation.symptom_side == "both"
        assert all(len(sites) <= 6 for sites in record.presentation.pain_sites.values())
        tingling += bool(record.presentation.paraesthesia_sites)
    assert tingling > len(many) / 4


def test_of_two_roots_each_alone_can_be_defended(many):
    two = [patient.expected for patient in many.values() if len(roots_of(patient.expected.cause)) == 2]
    assert two
    for expected in two:
        assert expected.also_acceptable == tuple(f"root.{root}" for root in roots_of(expected.cause))


def test_a_batch_without_a_fitting_patient_is_followed_by_another(monkeypatch):
    monkeypatch.setattr(module, "BATCH", 1)
    for seed in range(3):
        patient = drawn.__wrapped__("root", seed)
        assert patient.expected.cause.startswith("root.")
        assert patient == drawn.__wrapped__("root", seed)


def test_a_lesion_that_always_affects_both_legs_is_complained_of_in_both(many):
    always = [patient for patient in many.values() if patient.expected.cause == "polyneuropathy"]
    assert always
    assert {record_of(patient).presentation.symptom_side for patient in always} == {"both"}


@pytest.mark.parametrize(
    ("test", "depth", "grades"),
    [
        ("strength.hip_flexion", 1, ("4+", "4", "4-")),
        ("strength.hip_flexion", 2, ("3",)),
        ("strength.hip_flexion", 3, ("2+", "2", "2-", "1", "0")),
        ("reflexes.achilles", -1, (3, 4)),
        ("reflexes.achilles", 2, (0,)),
        ("function.heel_walk", 3, ("unable",)),
        ("function.single_leg_sit_to_stand", 3, ("weak", "unable")),
        ("local.hip_internal_rotation", 1, ("painful", "limited")),
        ("strength.hip_flexion", -1, ("5",)),
    ],
)
def test_a_result_is_a_usual_grade_of_its_depth_or_of_the_next(test, depth, grades):
    assert module._grades(test)[depth] == grades
