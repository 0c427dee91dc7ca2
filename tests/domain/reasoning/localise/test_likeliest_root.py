"""The likeliest single root of each leg."""

import numpy as np
import pytest
from hypothesis import given, settings

from exam.domain.reasoning.localise.hypotheses import hypotheses
from exam.domain.reasoning.localise.likeliest_root import likeliest_roots
from exam.domain.reasoning.localise.localise import localise
from exam.domain.reasoning.localise.observe import observe
from exam.domain.reasoning.localise.tables import base_tables
from tests.domain.records import answers, mirrored, record_of

BOTH_JERKS = {"findings.reflexes.achilles.right": 2, "findings.reflexes.achilles.left": 2}
NONE = "no_neurological_lesion"


def likeliest(shares, found=BOTH_JERKS):
    """With these probabilities, by the causes of the right and the left leg."""
    columns = base_tables().columns
    probabilities = np.zeros(len(hypotheses()))
    for place, pair in enumerate(hypotheses()):
        probabilities[place] = shares.get((columns[pair.right].cause, columns[pair.left].cause), 0.0)
    roots = likeliest_roots(probabilities, observe(record_of(found), base_tables()))
    return [(one.root, one.side, pytest.approx(one.probability)) for one in roots]


def test_a_root_has_the_sum_of_all_that_contain_it():
    shares = {(NONE, "root.L4+L5"): 0.3, (NONE, "root.L5+S1"): 0.3, (NONE, "root.S1"): 0.35}
    assert likeliest(shares) == [("S1", "left", 0.65)]
    assert likeliest(shares | {(NONE, "root.L5"): 0.1}) == [("L5", "left", 0.7)]


def test_each_leg_of_a_lesion_of_both_has_its_own_root():
    shares = {("root.L4", "root.S1"): 0.5, ("root.L5", "root.L5"): 0.3, (NONE, "root.L5"): 0.1}
    assert likeliest(shares) == [("L4", "right", 0.5), ("S1", "left", 0.5)]


def test_an_improbable_root_is_not_listed():
    assert likeliest({("root.L5", NONE): 0.1, (NONE, "root.S1"): 0.09}) == [("L5", "right", 0.1)]
    assert likeliest({(NONE, "nerve.common_fibular"): 0.9}) == []


def test_of_equally_probable_roots_the_upper_is_listed():
    assert likeliest({(NONE, "root.S1"): 0.4, (NONE, "root.L5"): 0.4 - 4e-13}) == [("L5", "left", 0.4)]
    assert likeliest({(NONE, "root.S1"): 0.4, (NONE, "root.L5"): 0.4 - 4e-12}) == [("S1", "left", 0.4)]


@pytest.mark.parametrize(
    "found",
    [
        {},
        {"presentation.symptom_side": "left", "presentation.pain_sites.left": ["heel"]},
        {"findings.other.calf_wasting.left": "present", "findings.local.knee_effusion.left": "present"},
        {"findings.long_tract.plantar_response.left": "flexor", "findings.saddle.anal_tone": "normal"},
        {"findings.reflexes.achilles.left": {"not_tested": "pain"}},
    ],
)
def test_no_root_is_listed_for_a_leg_on_which_no_root_was_tested(found):
    sure = {("root.L5", "root.L5"): 1.0}
    assert likeliest(sure, found) == []
    assert likeliest(sure, found | {"findings.reflexes.achilles.right": 2}) == [("L5", "right", 1.0)]


@pytest.mark.parametrize(
    "test",
    [
        {"findings.light_touch.L5.left": 2},
        {"findings.strength.hip_abduction.left": "5"},
        {"findings.function.heel_walk.left": "normal"},
        {"findings.tension.slump.left": "negative"},
        {"findings.pinprick.L5.left": 2},
    ],
)
def test_one_test_of_a_leg_is_enough_to_list_its_root(test):
    assert likeliest({(NONE, "root.L5"): 1.0}, test) == [("L5", "left", 1.0)]


WEAK_TOE = {"presentation.symptom_side": "left", "findings.strength.great_toe_extension.left": "3"}


def test_no_root_is_listed_until_enough_was_examined():
    assert localise(record_of(WEAK_TOE), thorough=False).likeliest_root == ()
    (found,) = localise(record_of(WEAK_TOE | {"findings.light_touch.L5.left": 1}), thorough=False).likeliest_root
    assert (found.root, found.side) == ("L5", "left")


@settings(max_examples=40)
@given(answers)
def test_roots_are_listed_right_before_left_and_a_mirrored_patient_has_the_mirrored_roots(found):
    seen, turned = (localise(record_of(record), thorough=False).likeliest_root for record in (found, mirrored(found)))
    sides = [one.side for one in seen]
    assert sides in ([], ["right"], ["left"], ["right", "left"])
    other = {"right": "left", "left": "right"}
    assert {(one.root, other[one.side], round(one.probability, 9)) for one in seen} == {
        (one.root, one.side, round(one.probability, 9)) for one in turned
    }
    assert all(0.1 <= one.probability <= 1 + 1e-9 for one in seen)
