"""Why a cause is ranked as it is: the effect of each item on the odds between the cause and a named rival."""

import math
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam.domain.reasoning.conclusions import RatherThan, SameItem
from exam.domain.reasoning.localise.localise import localise
from exam.domain.reasoning.localise.observe import depth_of
from exam.domain.reasoning.localise.reasons import reasons_between, rivals_of
from exam.domain.record.causes import roots_of
from reference import load_reference
from reference.model import Cell
from tests.domain.reasoning.localise.oracle.posterior import masses
from tests.domain.reasoning.localise.reasons.by_hand import CORD, FIBULAR, L5_LEFT, L5_RIGHT, S1_LEFT, compared
from tests.domain.records import FINDINGS, QUESTIONS, record_of, some_of

LEFT_PAIN = {"presentation.symptom_side": "left"}
L5 = LEFT_PAIN | {
    "findings.strength.great_toe_extension.left": "4",
    "findings.strength.hip_abduction.left": "4",
    "findings.light_touch.L5.left": 1,
    "findings.reflexes.achilles.left": 2,
    "presentation.features.leg_crossing_or_fibular_pressure": False,
    "presentation.pain_sites.left": ["dorsal_foot"],
}


def localised(found):
    return localise(record_of(found))


def paths_of(reason):
    for one in (reason, *reason.also):
        if one.finding.startswith(("presentation.", "red_flags.")):
            yield one.finding
        else:
            yield f"findings.{one.finding}" + ("" if one.side == "none" else f".{one.side}")


def odds(found, one, other):
    """The odds between two causes in decibans, by the second implementation."""
    weights = masses(record_of(found))
    return 10 * math.log10(weights[one] / weights[other])


def without(found, reason):
    """What was found without any result of the item, also without those that the reason does not name."""
    rows = load_reference().likelihoods.values()
    names = [{modality.finding for modality in row.modalities} for row in rows]
    item = next((some for some in names if {reason.finding, f"{reason.finding}.{reason.side}"} & some), set())
    left_out = {f"findings.{name}{end}" for name in item for end in ("", f".{reason.side}")} | set(paths_of(reason))
    return {path: value for path, value in found.items() if path not in left_out}


def signed(reason):
    return reason.decibans if reason.direction == "supports" else -reason.decibans


# Signs of the other leg or of both change which leg complains, and joints which weakness is explained: not one finding.
BEARING = ("red_flags.bilateral_leg_symptoms", "findings.local.")
PLAIN = [(path, value) for path, value in FINDINGS + QUESTIONS if not path.startswith(BEARING)]


@settings(max_examples=8)
@given(some_of(PLAIN, 12), st.sampled_from(("left", "right", "both")))
def test_a_reason_is_the_change_of_the_odds_against_its_rival_by_its_item(found, side):
    found["presentation.symptom_side"] = side
    for candidate in localised(found).candidates[:2]:
        for reason in candidate.reasons[:3]:
            pair = (candidate.cause, candidate.side), (reason.rather_than.cause, reason.rather_than.side)
            lost = odds(found, *pair) - odds(without(found, reason), *pair)
            assert signed(reason) == pytest.approx(lost, abs=0.0501)


def test_the_strongest_reasons_come_first_and_negligible_ones_are_left_out():
    for candidate in localised(L5).candidates:
        strengths = [reason.decibans for reason in candidate.reasons]
        assert strengths == sorted(strengths, reverse=True)
        assert all(strength >= 0.3 for strength in strengths)


def test_a_reason_names_its_finding_its_value_its_basis_and_the_rival():
    first = localised(L5).candidates[0]
    reasons = {path: reason for reason in first.reasons for path in paths_of(reason)}
    assert (first.cause, first.side) == ("root.L5", "left")
    weak = reasons["findings.strength.hip_abduction.left"]
    assert (weak.side, weak.value, weak.direction) == ("left", "4", "supports")
    assert reasons["presentation.pain_sites"].value == "dorsal_foot"
    assert all(set(reason.sources) <= set(load_reference().sources) for reason in first.reasons)
    assert {reason.basis for reason in first.reasons} <= {"published", "second_hand", "recalled", "judgement"}
    assert len({reason.rather_than for reason in first.reasons}) == 1


def test_only_the_first_causes_are_explained():
    found = localised(L5)
    assert all(candidate.reasons for candidate in found.candidates[:3])
    assert {candidate.reasons for candidate in found.candidates[6:]} == {()}


def test_nothing_found_is_no_reason():
    assert {candidate.reasons for candidate in localised({}).candidates} == {()}


# --- one item, one reason


def test_light_touch_and_pinprick_of_one_dermatome_are_one_reason():
    found = LEFT_PAIN | {"findings.light_touch.L5.left": 1, "findings.pinprick.L5.left": 0}
    first, *others = reasons_between(compared(found), L5_LEFT, S1_LEFT)
    assert others == []
    assert (first.finding, first.value) == ("pinprick.L5", 0)
    assert first.also == (SameItem("light_touch.L5", "left", 1),)


def test_a_normal_result_is_no_part_of_what_was_lost():
    found = LEFT_PAIN | {"findings.light_touch.L5.left": 1, "findings.pinprick.L5.left": 2}
    (reason,) = reasons_between(compared(found), L5_LEFT, S1_LEFT)
    assert (reason.finding, reason.also) == ("light_touch.L5", ())
    normal = {path: 2 for path in found if path.startswith("findings.")}
    (reason,) = reasons_between(compared(normal, one=S1_LEFT, here=0.1, there=0.5), S1_LEFT, L5_LEFT)
    assert (reason.finding, reason.also) == ("light_touch.L5", (SameItem("pinprick.L5", "left", 2),))


def test_equally_abnormal_results_are_in_the_order_of_their_tests_and_brisk_comes_first():
    sides = ("left", "right")
    found = {f"findings.saddle.perianal_{kind}.{side}": 0 for kind in ("pinprick", "light_touch") for side in sides}
    (reason,) = reasons_between(compared(found, one=CORD), CORD, FIBULAR)
    named = [(one.finding, one.side) for one in (reason, *reason.also)]
    assert named == [
        (f"saddle.perianal_{kind}", side) for kind in ("light_touch", "pinprick") for side in ("right", "left")
    ]


# --- rivals of the leading cause


def test_rivals_are_the_three_next_causes_that_are_probable_enough():
    alone = {"presentation.symptom_side": "left", "findings.strength.ankle_dorsiflexion.left": "3"}
    found = localised(alone)
    assert found.candidates[4].probability >= 0.02
    assert [rival.cause for rival in found.rivals] == [one.cause for one in found.candidates[1:4]]


def test_each_rival_is_distinguished_by_the_findings_that_fit_the_leading_cause_better():
    found = localised(L5)
    assert [(rival.cause, rival.side) for rival in found.rivals] == [
        (one.cause, one.side) for one in found.candidates[1:4] if one.probability >= 0.02
    ]
    assert found.rivals
    leading = ("root.L5", "left")
    for rival in found.rivals:
        assert len(rival.distinguished_by) <= 3
        for reason in rival.distinguished_by:
            assert reason.rather_than == RatherThan(rival.cause, rival.side)
            if not reason.finding.startswith("presentation.pain"):
                apart = [odds(seen, leading, (rival.cause, rival.side)) for seen in (L5, without(L5, reason))]
                assert reason.decibans == pytest.approx(apart[0] - apart[1], abs=0.0501)
            assert reason.decibans >= 1.0
            assert reason.direction == "supports"


def test_a_tap_is_answered_without_rivals():
    assert localise(record_of(L5), thorough=False).rivals == ()


ABDUCTION = {"findings.strength.hip_abduction.left": "4"}
WEAK = {
    f"findings.strength.{test}.{side}": "4" for test in ("knee_flexion", "hip_abduction") for side in ("left", "right")
}


def left_out(*decibans):
    """Right and left hip abduction and knee flexion, as many as there are decibans, all of them reasons for a cord."""
    found = dict(list(WEAK.items())[: len(decibans)])
    return compared(found, decibans, CORD, here=0.8, there=0.05)


def rival(*decibans):
    (found,) = rivals_of(left_out(*decibans), CORD, [FIBULAR])
    assert (found.cause, found.side) == ("nerve.common_fibular", "left")
    return [reason.decibans for reason in found.distinguished_by]


@pytest.mark.parametrize(
    ("decibans", "named"),
    [
        ((1.0, 0.9), [1.0]),
        ((1.4, 6.0, 0.0), [6.0, 1.4]),
        ((2.0, 3.0, 4.0, 5.0), [5.0, 4.0, 3.0]),
        ((-3.0,), []),
    ],
)
def test_a_rival_is_distinguished_by_at_most_three_findings_of_a_deciban(decibans, named):
    assert rival(*decibans) == named


def test_a_rival_that_a_finding_rules_out_is_distinguished_by_it():
    ruled_out = left_out(0.0)
    ruled_out.whole[FIBULAR] = 0.0
    (found,) = rivals_of(ruled_out, CORD, [FIBULAR])
    assert [reason.decibans for reason in found.distinguished_by] == [3000.0]


def test_equal_reasons_are_in_the_order_of_their_names_right_before_left():
    reasons = reasons_between(left_out(5.0, 5.0, 5.0, 5.0), CORD, FIBULAR)
    assert [(reason.finding, reason.side) for reason in reasons] == [
        (f"strength.{test}", side) for test in ("hip_abduction", "knee_flexion") for side in ("right", "left")
    ]


def test_the_direction_and_the_strength_to_a_tenth():
    for_it = reasons_between(left_out(5.26), CORD, FIBULAR)
    against = reasons_between(compared(ABDUCTION, -4.74, FIBULAR, here=0.04, there=0.41), FIBULAR, L5_LEFT)
    (one,), (other,) = for_it, against
    assert (one.direction, other.direction) == ("supports", "against")
    assert [one.decibans, other.decibans] == pytest.approx([5.3, 4.7], abs=1e-12)


def own(*cells):
    """The reason for L5, rather than the fibular nerve, by a finding whose row has these cells."""
    seen = compared(ABDUCTION)
    (observation,) = seen.observations
    written = tuple(
        Cell(cause=cause, p=0.1, range=(0.05, 0.2), basis=basis, sources=sources) for cause, basis, sources in cells
    )
    row = msgspec.structs.replace(observation.item.row, cells=written, sources=("isncsci2019",))
    changed = observation._replace(item=replace(observation.item, row=row))
    (reason,) = reasons_between(replace(seen, observations=(changed,)), L5_LEFT, FIBULAR)
    return reason.basis, reason.sources


BASE, NERVE = ("none", "recalled", ("liu2013",)), ("nerve.femoral", "judgement", ("shin2012",))
ROOT = ("root.L5", "published", ("jeon2013",))


@pytest.mark.parametrize(
    ("cells", "basis", "sources"),
    [
        # the rival has no cell of its own and takes the first
        ([BASE, ROOT, NERVE], "published", ("jeon2013", "liu2013")),
        ([BASE, NERVE], "recalled", ("liu2013",)),
        (
            [BASE, ROOT, ("nerve.common_fibular:deep", "judgement", ("heffernan1979",))],
            "judgement",
            ("jeon2013", "heffernan1979"),
        ),
        ([("none", "published", ()), ("root.L5", "published", ())], "published", ("isncsci2019",)),
        ([BASE, ("root.L5", "judgement", ("jeon2013", "liu2013"))], "judgement", ("jeon2013", "liu2013")),
    ],
)
def test_the_basis_and_the_sources_are_those_of_the_cells_of_both_causes(cells, basis, sources):
    assert own(*cells) == (basis, sources)


def test_the_cells_of_a_cause_do_not_hold_in_the_leg_that_it_spares():
    found = {"findings.strength.hip_abduction.right": "4"}
    (reason,) = reasons_between(compared(found, 5.0, L5_RIGHT), L5_RIGHT, L5_LEFT)
    row = load_reference().likelihoods["strength.hip_abduction"]
    figures = [cell for cell in row.cells if cell.cause in ("root.L5", "none")]
    assert set(reason.sources) <= {source for cell in figures for source in cell.sources} | set(row.sources)


@settings(max_examples=20)
@given(some_of(FINDINGS + QUESTIONS, 30), st.sampled_from(("left", "right", "both")))
def test_no_item_is_named_twice_and_no_hallmark_is_against_its_own_cause(found, side):
    found["presentation.symptom_side"] = side
    for candidate in localised(found).candidates[:6]:
        named = [(one.finding, one.side, one.value) for reason in candidate.reasons for one in (reason, *reason.also)]
        assert len(named) == len(set(named))
        assert all(reason.rather_than for reason in candidate.reasons)
        causes = (candidate.cause, *(f"root.{root}" for root in roots_of(candidate.cause)))
        rows = [load_reference().hallmarks[cause] for cause in causes if cause in load_reference().hallmarks]
        lost = {finding for row in rows for finding in row.abnormal}
        for reason in candidate.against:
            if candidate.side in (reason.side, "both") and reason.finding in lost:
                assert depth_of(reason.finding, reason.value) <= 0
