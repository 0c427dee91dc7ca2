"""Which test to do next: the expected information of each in bits, compared with a second computation."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam.domain.reasoning.localise.localise import localise
from exam.domain.reasoning.localise.next_tests.possible import possible_tests
from exam.domain.reasoning.localise.posterior import gather
from exam.domain.reasoning.localise.tables import base_tables
from reference import load_reference
from tests.domain.reasoning.localise.oracle.posterior import masses
from tests.domain.records import FINDINGS, answers, paths_of, record_of, some_of

TESTS = load_reference().tests
SCALES = load_reference().scales
FOOT_DROP = {"presentation.symptom_side": "left", "findings.strength.ankle_dorsiflexion.left": "3"}


def suggested(found, *alerts):
    return localise(record_of(found), thorough=False, alerts=alerts).next_tests


def lines(found, *alerts):
    return [(test.test.partition(".")[2], test.side) for test in suggested(found, *alerts)]


def path_of(test):
    return f"findings.{test.test}" + ("" if test.side == "none" else f".{test.side}")


def normal(test):
    scale = SCALES[TESTS[test].scale]
    return next((grade.value for grade in scale.grades if grade.level == "normal"), 0)


def entropy(weights):
    whole = math.fsum(weights)
    return -math.fsum(weight / whole * math.log2(weight / whole) for weight in weights if weight > 0)


def bits(found, test):
    """The expected information about the cause from doing the test."""
    now = masses(record_of(found))
    if_normal = masses(record_of(found | {path_of(test): normal(test.test)}))
    if_not = {name: max(now[name] - if_normal[name], 0.0) for name in now}
    chance = math.fsum(if_normal.values()) / math.fsum(now.values())
    return entropy(now.values()) - chance * entropy(if_normal.values()) - (1 - chance) * entropy(if_not.values())


def test_a_foot_drop_asks_for_what_distinguishes_the_root_from_the_nerve():
    asked = suggested(FOOT_DROP)
    assert asked[0].separates in {("root.L5", "nerve.common_fibular"), ("nerve.common_fibular", "root.L5")}
    named = {(test.test, test.side) for test in asked}
    assert named & {("strength.hip_abduction", "left"), ("strength.ankle_inversion", "left")}


@settings(max_examples=8)
@given(some_of(FINDINGS, 10), st.sampled_from(("left", "right", "both", "none")))
def test_the_information_of_a_test_is_the_expected_change_of_the_ranking(found, side):
    found["presentation.symptom_side"] = side
    for test in suggested(found):
        assert test.bits == pytest.approx(bits(found, test), abs=0.00051)


@settings(max_examples=25)
@given(answers)
def test_at_most_five_are_suggested_each_for_two_causes_or_one(found):
    asked = suggested(found)
    assert len(asked) <= 5
    for test in asked:
        assert bool(test.separates) is (test.looks_for is None)
        assert len(set(test.separates)) in (0, 2)
        assert test.looks_for != "no_neurological_lesion"


@settings(max_examples=25)
@given(answers)
def test_nothing_is_asked_for_twice(found):
    done = {key.short_path for key in record_of(found).findings}
    for test in suggested(found):
        item = next(item for item in base_tables().items.values() if test.test in names_of(item))
        side = "" if item.row.of == "person" or test.side == "none" else f".{test.side}"
        assert done.isdisjoint(f"{modality.finding}{side}" for modality in item.modalities)


def names_of(item):
    return {modality.finding.removesuffix(".right").removesuffix(".left") for modality in item.modalities}


def test_a_test_that_was_tried_or_is_stated_to_be_normal_is_not_asked_for():
    first = suggested(FOOT_DROP)[0]
    tried = suggested(FOOT_DROP | {path_of(first): {"not_tested": "pain"}})
    assert (first.test, first.side) not in {(test.test, test.side) for test in tried}
    stated = suggested(FOOT_DROP | {"findings.stated_otherwise_normal": True})
    assert not [test for test in stated if test.test.startswith(("reflexes.", "light_touch.", "strength."))]


def test_when_everything_is_done_nothing_is_asked_for():
    everything = {path: normal(test.id) for test in TESTS.values() for path in paths_of(test)}
    assert suggested(everything) == ()


def test_inversion_and_hip_abduction_come_before_the_hamstring_reflex():
    asked = [test for test, _ in lines(FOOT_DROP | {"findings.light_touch.L5.left": 1})]
    assert asked[:2] == ["ankle_inversion", "hip_abduction"]
    assert "medial_hamstring" not in asked[:2]


@settings(max_examples=40)
@given(answers)
def test_the_good_leg_is_tested_after_the_same_test_of_the_bad_leg(found):
    found["presentation.symptom_side"] = "left"
    done = {key.test for key in record_of(found).findings if key.side == "left"}
    for test in suggested(found):
        if test.side == "right":
            item = next(item for item in base_tables().items.values() if test.test in names_of(item))
            assert done & names_of(item)


def test_the_leg_that_hurts_comes_first():
    sciatica = {"presentation.symptom_side": "left", "findings.reflexes.achilles.left": 1}
    assert {side for _, side in lines(sciatica)} == {"left"}
    both_marked = sciatica | {"presentation.paraesthesia_sites.right": ["sole"]}
    assert {side for _, side in lines(both_marked)} <= {"left", "none"}
    marked = {"presentation.pain_sites.left": ["whole_leg"], "findings.reflexes.achilles.left": 1}
    assert {side for _, side in lines(marked)} == {"left"}


def test_where_no_leg_hurts_both_are_tested():
    assert {("great_toe_extension", "right"), ("great_toe_extension", "left")} <= set(
        lines({"presentation.symptom_side": "none", "red_flags.numbness_tingling_or_weakness": True})
    )


CAUDA = {"presentation.symptom_side": "both", "red_flags.saddle_numbness": True}
SADDLE = [("perianal_pinprick", "right"), ("anal_tone", "none"), ("post_void_residual_ml", "none")]


def test_where_the_cauda_equina_leads_or_is_alerted_the_saddle_comes_first_in_a_fixed_order():
    assert lines(CAUDA)[:3] == SADDLE
    left = lines({"presentation.symptom_side": "left"}, "cauda_equina_suspected")
    assert left[:3] == [("perianal_pinprick", "left"), *SADDLE[1:]]
    assert lines({"presentation.symptom_side": "left"}, "fever")[0][0] != "perianal_pinprick"
    assert [test.looks_for for test in suggested(CAUDA)[:3]] == ["cauda_equina"] * 3


def test_what_the_emergency_asks_for_is_left_out_once_it_is_done():
    half = CAUDA | {"findings.saddle.perianal_pinprick.right": 2, "findings.saddle.anal_tone": "normal"}
    assert lines(half, "cauda_equina")[:2] == [("perianal_pinprick", "left"), ("post_void_residual_ml", "none")]
    touch = CAUDA | {"findings.saddle.perianal_light_touch.left": 1}
    assert lines(touch, "cauda_equina")[:2] == SADDLE[1:]
    normal_touch = CAUDA | {f"findings.saddle.perianal_light_touch.{side}": 2 for side in ("right", "left")}
    assert lines(normal_touch, "cauda_equina")[:3] == SADDLE
    assert suggested(normal_touch, "cauda_equina")[0].bits == 0.0


def test_the_plantar_response_comes_first_where_the_cord_may_be_compressed():
    asked = lines({"presentation.symptom_side": "left"}, "cord_compression")
    assert asked[:2] == [("plantar_response", "left"), ("trunk_sensory_level", "none")]


CORE = {path: normal(test.id) for test in TESTS.values() if test.core for path in paths_of(test)}
L5 = {
    "presentation.symptom_side": "left",
    "presentation.features.pain_below_knee": True,
    "presentation.features.back_pain": True,
    "findings.tension.straight_leg_raise.left": "positive",
    "findings.strength.great_toe_extension.left": "3",
    "findings.strength.ankle_dorsiflexion.left": "4",
    "findings.light_touch.L5.left": 1,
    "findings.pinprick.L5.left": 1,
    "findings.strength.hip_abduction.left": "4",
    "findings.strength.hip_abduction.right": "5",
}


def test_vibration_is_tested_on_the_leg_that_hurts():
    for side in ("right", "left"):
        s1 = {
            "presentation.symptom_side": side,
            f"findings.reflexes.achilles.{side}": 0,
            f"findings.light_touch.S1.{side}": 1,
            f"findings.pinprick.S1.{side}": 1,
            f"findings.tension.straight_leg_raise.{side}": "positive",
        }
        not_tibial = {
            f"findings.strength.{movement}.{side}": "5"
            for movement in ("great_toe_flexion", "ankle_inversion", "hip_extension")
        }
        assert ("vibration_great_toe", side) in lines(CORE | s1 | not_tibial)


def test_once_the_core_is_done_what_else_distinguishes_the_leading_cause_is_named():
    found = CORE | L5
    asked = suggested(found)
    low = [test for test in asked if test.bits < 0.02]
    assert low
    assert all("root.L5" in test.separates for test in low)
    assert any("nerve.common_fibular" in test.separates for test in asked)
    left = {path: value for path, value in found.items() if path != "findings.reflexes.achilles.right"}
    assert all(test.bits >= 0.02 for test in suggested(left))


def test_a_test_of_both_legs_is_named_for_each():
    both = {path: value for path, value in CORE.items() if "achilles" not in path} | {
        "presentation.symptom_side": "both",
        "findings.reflexes.achilles.right": 0,
        "findings.reflexes.achilles.left": 0,
        "presentation.features.symmetric_stocking_symptoms": True,
        **{
            f"findings.{kind}.{area}.{side}": 1
            for kind in ("light_touch", "pinprick")
            for area in ("L5", "S1")
            for side in ("right", "left")
        },
    }
    assert {("plantar_response", "right"), ("plantar_response", "left")} <= set(lines(both))


def test_an_uncomfortable_or_unusual_test_needs_a_reason():
    pain = {"presentation.symptom_side": "none", "presentation.features.back_pain": True}
    assert not [test for test, _ in lines(pain) if TESTS.get(f"saddle.{test}")]
    stenosis = {"presentation.symptom_side": "left", "findings.tension.straight_leg_raise.left": "negative"}
    sensed = {path: value for path, value in CORE.items() if "light_touch" in path or "strength" in path}
    assert "thigh_wasting" not in [test for test, _ in lines(stenosis | sensed)]


def test_slump_follows_a_normal_straight_leg_raise():
    pain = {"presentation.symptom_side": "left", "presentation.features.pain_below_knee": True} | CORE
    raised = pain | {"findings.tension.straight_leg_raise.left": "positive"}
    not_raised = pain | {"findings.tension.straight_leg_raise.left": "negative"}
    assert "slump" not in [test for test, _ in lines(pain) + lines(raised)]
    assert ("slump", "left") in lines(not_raised)


def test_the_same_lesion_of_the_other_leg_is_looked_for_not_distinguished_from_another():
    amyotrophy = {
        "presentation.symptom_side": "left",
        "presentation.features.diabetes": True,
        "presentation.paraesthesia_sites.right": ["whole_foot"],
        "red_flags.unexplained_weight_loss": True,
        "findings.reflexes.patellar.left": 0,
        "findings.reflexes.achilles.left": 2,
        "findings.light_touch.L2.left": 1,
        "findings.light_touch.L3.left": 1,
        "findings.strength.knee_extension.left": "3",
        "findings.strength.hip_flexion.left": "3",
        "findings.other.thigh_wasting.left": "present",
    }
    right = [test for test in suggested(amyotrophy) if test.side == "right"]
    assert ("plexus.lumbosacral", ()) in {(test.looks_for, test.separates) for test in right}


CROSSED = ("crossed_straight_leg_raise", "left")


@pytest.mark.parametrize(("raised", "asked"), [(None, False), ("negative", False), ("positive", True)])
def test_the_crossed_test_comes_only_after_a_positive_straight_leg_raise(raised, asked):
    sciatica = {"presentation.symptom_side": "left", "findings.strength.great_toe_extension.left": "4"}
    found = sciatica | ({"findings.tension.straight_leg_raise.left": raised} if raised else {})
    record = record_of(found)
    possible, _ = possible_tests(gather(record, base_tables()), record)
    assert (("tension." + CROSSED[0], CROSSED[1]) in {(test.finding, test.side) for test in possible}) is asked


@pytest.mark.parametrize(("weeks", "asked"), [(0.3, False), (2.9, False), (3, True), (None, True)])
def test_wasting_is_not_looked_for_before_it_can_be_seen(weeks, asked):
    found = {"presentation.symptom_side": "left"} | ({} if weeks is None else {"presentation.duration_weeks": weeks})
    record = record_of(found)
    possible, _ = possible_tests(gather(record, base_tables()), record)
    assert ("other.calf_wasting" in {test.finding for test in possible}) is asked


def test_a_leg_without_symptoms_is_tested_only_for_what_affects_the_whole_person():
    normal = {f"findings.light_touch.{root}.left": 2 for root in ("L2", "L3", "L4", "L5", "S1")}
    pain = {"presentation.symptom_side": "left", "red_flags.numbness_tingling_or_weakness": True}
    kind_of = load_reference().kind_named
    asked = [test for test in suggested(normal | pain) if test.side == "right"]
    assert all(any(kind_of(cause).of == "person" for cause in test.separates) for test in asked)
    # A polyneuropathy would show in the other foot too.
    stocking = {"findings.reflexes.achilles.left": 0, "presentation.features.symmetric_stocking_symptoms": True}
    of_both = suggested(normal | pain | stocking | {"patient.age": 72})
    assert ("light_touch.S1", "right", ("root.S1", "polyneuropathy")) in [
        (t.test, t.side, t.separates) for t in of_both
    ]
