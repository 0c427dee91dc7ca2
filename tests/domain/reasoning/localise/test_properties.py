"""What is true of every localisation, whatever was found."""

import math
import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam.domain.reasoning.localise.hypotheses import hypotheses
from exam.domain.reasoning.localise.localise import localise
from exam.domain.reasoning.localise.observe import depth_of
from exam.domain.reasoning.localise.posterior import gather, posterior
from exam.domain.reasoning.localise.ranking import by_candidate, names
from exam.domain.reasoning.localise.tables import base_tables
from exam.domain.record.causes import root_cause
from reference import load_reference
from reference.vocabulary import SIDES
from tests.domain.records import FINDINGS, QUESTIONS, answers, mirrored, paths_of, reasons, record_of, some_of

STATED = {"findings.stated_otherwise_normal": True}
TESTS = load_reference().tests
# Every grade of a test that is no measurement.
GRADES = {id: load_reference().scales[test.scale].grades for id, test in TESTS.items()}
NORMAL = {id: grade.value for id, grades in GRADES.items() for grade in grades if grade.level == "normal"}
LOOKED_AT = {modality.finding for item in base_tables().items.values() for modality in item.modalities}
# Each test with a root that it tests first, among the roots that the localisation names.
PRIMARY = [
    (id, root)
    for id in NORMAL
    if id in LOOKED_AT
    for root in TESTS[id].primary_roots
    if root in ("L2", "L3", "L4", "L5", "S1")
]

quickly = settings(max_examples=25)


def probabilities(record):
    found = by_candidate(posterior(gather(record, base_tables()))[0])
    return dict(zip(names(), found.tolist(), strict=True))


def assert_alike(one, other, within=1e-9):
    assert one.keys() == other.keys()
    assert max(abs(one[name] - other[name]) for name in one) <= within


@quickly
@given(answers)
def test_the_probabilities_are_a_ranking_that_sums_to_one(found):
    ranked = [candidate.probability for candidate in localise(record_of(found), thorough=False).candidates]
    assert sum(ranked) == pytest.approx(1.0, abs=1e-6)
    assert all(0.0 <= probability <= 1.0 for probability in ranked)
    assert all(one >= other - 1e-11 for one, other in pairwise(ranked))


@quickly
@given(answers)
def test_a_mirrored_record_has_a_mirrored_ranking(found):
    here, there = (localise(record_of(seen), thorough=False) for seen in (found, mirrored(found)))
    turned = {"right": "left", "left": "right"}
    assert_alike(
        {(candidate.cause, candidate.side): candidate.probability for candidate in here.candidates},
        {(one.cause, turned.get(one.side, one.side)): one.probability for one in there.candidates},
    )
    assert here.statement == there.statement
    assert here.examined == there.examined
    assert [test.bits for test in here.next_tests] == pytest.approx([test.bits for test in there.next_tests], abs=2e-3)


@quickly
@given(answers)
def test_a_symmetric_record_ranks_both_sides_equally(found):
    left = {path: value for path, value in found.items() if "right" not in path.split(".")}
    left.pop("presentation.symptom_side", None)
    ranked = localise(record_of(left | mirrored(left)), thorough=False).candidates
    sides = {(one.cause, one.side): one.probability for one in ranked}
    alike = {(cause, {"right": "left", "left": "right"}.get(side, side)): p for (cause, side), p in sides.items()}
    assert_alike(sides, alike)


@quickly
@given(answers, st.randoms(use_true_random=False))
def test_the_order_of_findings_never_matters(found, chance: random.Random):
    shuffled = dict(chance.sample(list(found.items()), len(found)))
    shuffled = {path: value[::-1] if isinstance(value, list) else value for path, value in shuffled.items()}
    assert_alike(probabilities(record_of(found)), probabilities(record_of(shuffled)), within=1e-12)


@quickly
@given(answers, st.lists(st.sampled_from(sorted({path for path, _ in FINDINGS})), max_size=8), reasons)
def test_a_test_that_could_not_be_done_is_no_evidence(found, tried, reason):
    absent = {path: value for path, value in found.items() if path not in tried}
    impossible = {path: {"not_tested": reason} for path in tried}
    if "findings.stated_otherwise_normal" in found:
        # In such records a missing test is normal, and only this one is not.
        absent = {path: value for path, value in absent.items() if path != "findings.stated_otherwise_normal"}
        absent = stated_normals() | absent if found["findings.stated_otherwise_normal"] else absent
        absent = {path: value for path, value in absent.items() if path not in tried}
    assert_alike(probabilities(record_of(absent)), probabilities(record_of(found | impossible)))


def stated_normals():
    tests = [
        test for test in TESTS.values() if test.id.startswith(("reflexes.", "light_touch.", "pinprick.", "strength."))
    ]
    return {path: NORMAL[test.id] for test in tests for path in paths_of(test)}


@quickly
@given(answers)
def test_stated_otherwise_normal_equals_recording_each_normal_result(found):
    stated, given_normals = record_of(found | STATED), record_of(stated_normals() | found | STATED)
    assert_alike(probabilities(stated), probabilities(given_normals))
    one, other = (localise(record, thorough=False) for record in (stated, given_normals))
    assert (one.statement, one.examined, one.next_tests) == (other.statement, other.examined, other.next_tests)


# The worst possible records: findings that no lesion explains together are still ranked.


def of_each(pick):
    """One grade of every test on both sides, and every question answered yes."""
    found = {path: pick(GRADES[test.id]).value for test in TESTS.values() if GRADES[test.id] for path in paths_of(test)}
    return found | {path: True for path, _ in QUESTIONS} | {"presentation.symptom_side": "both"}


def deepest(grades):
    return min(
        grades, key=lambda grade: ("severe", "abnormal", "moderate", "mild", "normal", "raised").index(grade.level)
    )


def highest(grades):
    return min(
        grades, key=lambda grade: ("raised", "normal", "abnormal", "mild", "moderate", "severe").index(grade.level)
    )


def split(right, left):
    """One leg as in the first, everything else as in the second."""
    return left | {path: value for path, value in right.items() if path.endswith(".right")}


@pytest.mark.parametrize(
    "found",
    [
        of_each(deepest),
        of_each(highest),
        split(of_each(deepest), of_each(highest)),
        split(of_each(highest), of_each(deepest)),
        split(of_each(highest), of_each(deepest)) | {path: False for path, _ in QUESTIONS},
    ],
    ids=["all lost", "all too strong", "lost on the right", "lost on the left", "lost on the left, all denied"],
)
def test_contradictory_findings_are_ranked_too(found):
    ranked = localise(record_of(found), thorough=True).candidates
    assert sum(candidate.probability for candidate in ranked) == pytest.approx(1.0, abs=1e-6)
    assert all(math.isfinite(reason.decibans) for candidate in ranked for reason in candidate.reasons)


# A root against no lesion of the same leg.


def decibans(found, root, side):
    """How much likelier this root is than no lesion of this leg."""
    columns, weights = base_tables().columns, posterior(gather(record_of(found), base_tables()))[0]
    pairs = [(columns[getattr(pair, side)].cause, weight) for pair, weight in zip(hypotheses(), weights, strict=True)]
    lesion, none = (
        math.fsum(weight for cause, weight in pairs if cause == wanted)
        for wanted in (root_cause((root,)), "no_neurological_lesion")
    )
    return 10 * math.log10(lesion / none)


@pytest.mark.parametrize(("test", "root"), PRIMARY)
def test_alone_a_normal_result_never_raises_the_root_it_tests_and_a_loss_never_lowers_it(test, root):
    for side in SIDES:
        complaint = {"presentation.symptom_side": side}
        before = decibans(complaint, root, side)
        for grade in GRADES[test]:
            moved = decibans(complaint | {f"findings.{test}.{side}": grade.value}, root, side) - before
            depth = depth_of(test, grade.value)
            assert (moved < 0) if depth == 0 else (moved > 0 or depth < 0), grade.value


def is_elsewhere(path, side):
    """Not on this leg, and no reflex: symmetric loss of reflexes belongs to the person, not to a root."""
    return not path.endswith(f".{side}") and not path.startswith("findings.reflexes.")


@settings(max_examples=60)
@given(st.sampled_from(PRIMARY), st.sampled_from(SIDES), some_of(FINDINGS + QUESTIONS, 30), st.data())
def test_whatever_was_found_elsewhere_a_normal_result_never_raises_the_root_and_a_loss_never_lowers_it(
    primary, side, found, data
):
    test, root = primary
    elsewhere = {path: value for path, value in found.items() if is_elsewhere(path, side)}
    elsewhere["presentation.symptom_side"] = data.draw(st.sampled_from((side, "both")))
    grade = data.draw(st.sampled_from([grade for grade in GRADES[test] if grade.level != "raised"]))
    after = decibans(elsewhere | {f"findings.{test}.{side}": grade.value}, root, side)
    moved = after - decibans(elsewhere, root, side)
    assert moved < 1e-9 if depth_of(test, grade.value) == 0 else moved > -1e-9


@settings(max_examples=60)
@given(st.sampled_from(PRIMARY), st.sampled_from(SIDES), some_of(FINDINGS, 40), st.booleans())
def test_beside_findings_of_the_same_leg_a_normal_result_is_no_reason_for_the_root_it_tests(primary, side, found, both):
    # Here the severity of the lesion is known from the rest, so the depth of a loss may count either way.
    (test, root), path = primary, f"findings.{primary[0]}.{side}"
    others = {at: value for at, value in found.items() if at != path}
    others["presentation.symptom_side"] = "both" if both else side
    before, after = (decibans(seen, root, side) for seen in (others, others | {path: NORMAL[test]}))
    assert after - before < 0.3


def test_ankle_jerks_lost_on_both_sides_support_a_root_less_than_one_lost_alone():
    complaint = {"presentation.symptom_side": "left"}
    alone = complaint | {"findings.reflexes.achilles.left": 0, "findings.reflexes.achilles.right": 2}
    assert decibans(alone | {"findings.reflexes.achilles.right": 0}, "S1", "left") < decibans(alone, "S1", "left") - 3


def test_ankle_jerks_lost_on_both_sides_support_a_root_less_over_sixty():
    both = {f"findings.reflexes.achilles.{side}": 0 for side in SIDES} | {"presentation.symptom_side": "left"}
    assert decibans(both | {"patient.age": 61}, "S1", "left") < decibans(both | {"patient.age": 60}, "S1", "left") - 0.5


USABLE = ("reflexes.", "light_touch.", "pinprick.", "strength.", "function.", "tension.")


@quickly
@given(answers, st.sampled_from(SIDES))
def test_a_leg_without_a_usable_finding_never_has_a_root_named(found, side):
    """It may be the leg that hurts, and the other may be normal."""
    unexamined = {
        path: value
        for path, value in found.items()
        if not (path.startswith(tuple(f"findings.{family}" for family in USABLE)) and path.endswith(f".{side}"))
    }
    unexamined.pop("findings.stated_otherwise_normal", None)
    localisation = localise(record_of(unexamined), thorough=False)
    first = localisation.candidates[0]
    assert side not in {one.side for one in localisation.likeliest_root}
    if first.roots and first.side in (side, "both"):
        assert localisation.statement == "not_enough_examined"
