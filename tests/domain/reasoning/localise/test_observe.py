"""The observations that the inference takes from a record."""

import pytest

from exam.domain.reasoning.localise.observe import Complaint, complaint_of, depth_of, observe
from exam.domain.reasoning.localise.tables import base_tables
from tests.domain.records import record_of

SIDE = "presentation.symptom_side"
PAIN = "presentation.pain_sites"
TINGLING = "presentation.paraesthesia_sites"
BOTH_FLAG = "red_flags.bilateral_leg_symptoms"


@pytest.mark.parametrize(
    ("found", "right", "left"),
    [
        ({}, None, None),
        ({SIDE: "left"}, False, True),
        ({SIDE: "both"}, True, True),
        ({SIDE: "none"}, False, False),
        # a marked site is a complaint, whatever side is named
        ({f"{PAIN}.left": ["knee"]}, False, True),
        ({f"{TINGLING}.right": ["heel"]}, True, False),
        ({SIDE: "left", f"{PAIN}.right": ["knee"]}, True, True),
        ({SIDE: "none", f"{PAIN}.right": ["knee"]}, True, False),
        # nobody said
        ({f"{PAIN}.left": []}, None, None),
        ({f"{PAIN}.midline": ["low_back"]}, None, None),
        # both legs have symptoms, mainly the named one
        ({BOTH_FLAG: True}, True, True),
        ({BOTH_FLAG: True, SIDE: "left"}, None, True),
        ({BOTH_FLAG: True, SIDE: "both"}, True, True),
        ({BOTH_FLAG: False, SIDE: "left"}, False, True),
    ],
)
def test_which_leg_complains(found, right, left):
    complaint = complaint_of(record_of(found))
    assert complaint == Complaint(right, left)
    assert (complaint.of("right"), complaint.of("left")) == (right, left)


@pytest.mark.parametrize(
    ("finding", "value", "depth"),
    [
        ("strength.hip_flexion", "5", 0),
        ("strength.hip_flexion", "4+", 1),
        ("strength.hip_flexion", "4-", 1),
        ("strength.hip_flexion", "3", 2),
        ("strength.hip_flexion", "2+", 3),
        ("strength.hip_flexion", "0", 3),
        ("reflexes.achilles", 2, 0),
        ("reflexes.achilles", 1, 1),
        ("reflexes.achilles", 0, 3),
        ("reflexes.achilles", 3, -1),
        ("reflexes.achilles", 4, -1),
        ("light_touch.L5", 1, 1),
        ("pinprick.L5", 0, 3),
        ("function.heel_walk", "weak", 1),
        ("function.heel_walk", "unable", 2),
        ("function.single_leg_heel_raise", "unable", 2),
        # a quadriceps of grade 4 may fail to lift the body
        ("function.single_leg_sit_to_stand", "unable", 1),
        ("tension.slump", "positive", 1),
        ("tension.slump", "negative", 0),
        ("long_tract.muscle_tone", "flaccid", 1),
        ("long_tract.muscle_tone", "normal", 0),
        ("long_tract.muscle_tone", "spastic", -1),
        ("long_tract.plantar_response", "flexor", 0),
        ("long_tract.plantar_response", "equivocal", 1),
        ("long_tract.plantar_response", "extensor", 3),
        ("other.pedal_pulses", "absent", 1),
        ("other.vibration_great_toe", "absent", 1),
        ("other.pedal_pulses", "present", 0),
        ("saddle.voluntary_anal_contraction", "absent", 1),
        ("saddle.post_void_residual_ml", 200, 0),
        ("saddle.post_void_residual_ml", 201, 1),
        ("presentation.duration_weeks", 6, 0),
        ("presentation.duration_weeks", 6.5, 1),
        ("presentation.onset", "sudden", 1),
        ("presentation.onset", "gradual", 0),
        ("red_flags.fever", True, 1),
        ("red_flags.fever", False, 0),
    ],
)
def test_how_deep_a_loss_is(finding, value, depth):
    assert depth_of(finding, value) == depth


def seen(found):
    """Of each observation: its item, side and weight, and each result with its value."""
    observations = observe(record_of(found), base_tables())
    return [
        (
            one.item.row.finding,
            one.side,
            one.weight,
            [(result.finding, result.side, result.value) for result in one.results],
        )
        for one in observations
    ]


def test_an_empty_record_gives_no_observation():
    assert seen({}) == []
    assert seen({"findings.reflexes.achilles.left": {"not_tested": "pain"}, "comments.note": "tired"}) == []


def test_two_modalities_of_one_thing_are_one_observation():
    found = {"findings.pinprick.L5.left": 0, "findings.light_touch.L5.left": 1, "findings.pinprick.L5.right": 2}
    assert seen(found) == [
        ("dermatome.L5", "right", 1.0, [("pinprick.L5", "right", 2)]),
        ("dermatome.L5", "left", 1.0, [("light_touch.L5", "left", 1), ("pinprick.L5", "left", 0)]),
    ]


def test_the_right_leg_comes_first_whatever_was_tested_first():
    found = {"findings.light_touch.L5.left": 1, "findings.pinprick.L5.right": 2}
    assert [side for _, side, *_ in seen(found)] == ["right", "left"]


@pytest.mark.parametrize(
    ("strength", "explained"), [("knee_extension", True), ("great_toe_extension", False)], ids=["knee", "toe"]
)
def test_a_painful_joint_explains_only_the_movement_it_weakens(strength, explained):
    joint = {"findings.local.knee_effusion.left": "present"}
    observations = observe(record_of(joint | {f"findings.strength.{strength}.left": "4"}), base_tables())
    assert [one.explained for one in observations if one.item.row.finding == f"strength.{strength}"] == [explained]


def test_what_belongs_to_the_person_has_no_side_though_it_is_examined_on_both():
    found = {"findings.saddle.perianal_light_touch.left": 1, "findings.saddle.perianal_light_touch.right": 2}
    modalities = [("saddle.perianal_light_touch", "right", 2), ("saddle.perianal_light_touch", "left", 1)]
    assert seen(found) == [("saddle.perianal", "none", 1.0, modalities)]


def test_answers_and_the_course_are_observations():
    found = {"red_flags.saddle_numbness": True, "presentation.features.diabetes": False}
    found |= {"presentation.duration_weeks": 8, "presentation.onset": "gradual"}
    assert sorted(name for name, *_ in seen(found)) == sorted(found)


def test_the_marks_of_one_list_share_the_weight_of_one():
    alone, (first, second) = seen({f"{PAIN}.left": ["heel"]}), seen({f"{PAIN}.left": ["sole", "heel"]})
    ((_, _, whole, _),) = alone
    assert first == ("pain.heel", "left", whole / 2, [(PAIN, "left", "heel")])
    assert second == ("pain.sole", "left", whole / 2, [(PAIN, "left", "sole")])
    assert seen({f"{TINGLING}.right": ["heel"]}) == [("pain.heel", "right", whole, [(TINGLING, "right", "heel")])]


def test_sites_of_the_midline_belong_to_no_leg():
    assert seen({f"{PAIN}.midline": ["low_back"]}) == []


def test_stated_otherwise_normal_counts_as_normal():
    found = seen({"findings.stated_otherwise_normal": True, "findings.reflexes.achilles.left": 0})
    values = {modality for *_, modalities in found for modality in modalities}
    assert ("reflexes.achilles", "left", 0) in values
    assert ("reflexes.achilles", "right", 2) in values
    assert ("strength.hip_flexion", "left", "5") in values
    assert {name.split(".")[0] for name, *_ in found} == {"reflexes", "dermatome", "strength"}


def test_what_could_not_be_tested_does_not_count_as_normal_though_the_rest_does():
    found = seen({"findings.stated_otherwise_normal": True, "findings.reflexes.achilles.left": {"not_tested": "pain"}})
    assert [side for name, side, *_ in found if name == "reflexes.achilles"] == ["right"]


@pytest.mark.parametrize("flag", ["progressive_weakness", "numbness_tingling_or_weakness"])
def test_an_answer_that_restates_what_is_measured_counts_half(flag):
    (observation,) = observe(record_of({f"red_flags.{flag}": True}), base_tables())
    assert observation.weight == 0.5


JOINT = {"presentation.symptom_side": "left", f"{PAIN}.left": ["knee"], "presentation.features.back_pain": False}


@pytest.mark.parametrize(
    ("more", "joint"),
    [
        ({}, True),
        ({f"{PAIN}.left": ["groin", "hip"]}, True),
        ({f"{PAIN}.left": [], "presentation.features.knee_pain_only": True}, True),
        ({f"{PAIN}.left": [], "presentation.features.knee_pain_only": False}, False),
        ({f"{PAIN}.left": ["knee", "buttock"]}, False),
        ({f"{PAIN}.midline": ["low_back"]}, False),
        ({"presentation.features.back_pain": True}, False),
        ({"presentation.features.pain_below_knee": True}, False),
        ({"presentation.features.pain_below_knee": False}, True),
        ({f"{TINGLING}.left": ["heel"]}, False),
        ({"red_flags.numbness_tingling_or_weakness": True}, False),
    ],
)
def test_pain_of_a_joint_alone_sets_the_prior_and_is_no_finding(more, joint):
    record = record_of(JOINT | more)
    assert complaint_of(record).joint_pain is joint
    observed = {result.finding for one in observe(record, base_tables()) for result in one.results}
    assert bool(observed) is not joint


def test_a_back_that_nobody_asked_about_is_not_a_joint_alone():
    assert not complaint_of(record_of({f"{PAIN}.left": ["knee"]})).joint_pain


def test_the_dermatome_of_a_shingles_rash_points_to_its_root_and_replaces_the_answer():
    rash = {"presentation.features.zoster_rash": True}
    at_l3 = {"presentation.zoster_dermatomes.left": ["L3"]}
    (asked,) = observe(record_of(rash), base_tables())
    (seen,) = observe(record_of(rash | at_l3), base_tables())
    assert (asked.item.row.finding, seen.item.row.finding) == ("presentation.features.zoster_rash", "zoster.L3")
    assert (seen.side, seen.results[0].finding, seen.results[0].value) == (
        "left",
        "presentation.zoster_dermatomes",
        "L3",
    )
    both = observe(record_of({"presentation.zoster_dermatomes.left": ["L3", "L4"]}), base_tables())
    assert [one.weight for one in both] == [0.5, 0.5]
    # no root that the program names supplies it
    assert observe(record_of({"presentation.zoster_dermatomes.left": ["L1"]}), base_tables()) == ()
