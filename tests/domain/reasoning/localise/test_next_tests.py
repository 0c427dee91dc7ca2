"""Which test to do next: the expected information of each in bits, compared with a second computation."""

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam.domain.reasoning.localise.localise import localise
from exam.domain.reasoning.localise.next_tests import _rivals
from exam.domain.reasoning.localise.ranking import names
from exam.domain.reasoning.localise.tables import base_tables
from reference import load_reference
from tests.domain.reasoning.localise.oracle.posterior import masses
from tests.domain.records import FINDINGS, answers, paths_of, record_of, some_of

TESTS = load_reference().tests
SCALES = load_reference().scales
FOOT_DROP = {"presentation.symptom_side": "left", "findings.strength.ankle_dorsiflexion.left": "3"}


def suggested(found):
    return localise(record_of(found), thorough=False).next_tests


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
def test_the_most_informative_come_first_each_separating_two_causes(found):
    asked = suggested(found)
    by_effort = {1: 1.0, 2: 0.85, 3: 0.5}
    worth = [test.bits * by_effort[TESTS[test.test].effort] for test in asked]
    assert len(asked) <= 5
    assert all(one >= other - 0.001 for one, other in pairwise(worth))
    assert all(test.bits >= 0.0195 for test in asked)
    assert all(test.separates[0] != test.separates[1] for test in asked)


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


def test_a_cause_that_leads_on_every_side_has_a_rival_of_another_cause():
    places = {(name.cause, name.side): place for place, name in enumerate(names())}
    l5 = [places["root.L5", side] for side in ("left", "both", "right")]
    s1 = places["root.S1", "left"]
    assert _rivals([*l5, s1, places["root.S1", "right"]]) == [*l5, s1]
    assert _rivals([l5[0], s1, *l5[1:]]) == [l5[0], s1, l5[1]]
