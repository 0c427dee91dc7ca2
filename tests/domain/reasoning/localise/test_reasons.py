"""Why a cause is ranked as it is: the effect of each finding, compared with a ranking without it."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam.domain.reasoning.localise.localise import localise
from exam.domain.record.causes import roots_of
from reference import load_reference
from tests.domain.reasoning.localise.oracle.posterior import masses
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


def path_of(reason):
    if reason.finding.startswith(("presentation.", "red_flags.")):
        return reason.finding
    return f"findings.{reason.finding}" + ("" if reason.side == "none" else f".{reason.side}")


def odds(found, name):
    """The odds in decibans, against every candidate that does not contain this one."""
    weights = masses(record_of(found))
    return 10 * math.log10(weights[name] / math.fsum(p for other, p in weights.items() if not contains(other, name)))


def contains(whole, part):
    (cause, side), (own, own_side) = whole, part
    alike = set(roots_of(cause)) >= set(roots_of(own)) if roots_of(own) else cause == own
    return alike and side in (own_side, "both")


def without(found, reason):
    return {path: value for path, value in found.items() if path != path_of(reason)}


def signed(reason):
    return reason.decibans if reason.direction == "supports" else -reason.decibans


# Signs of the other leg or of both change which leg complains, and joints which weakness is explained: not one finding.
BEARING = ("red_flags.bilateral_leg_symptoms", "findings.local.")
PLAIN = [(path, value) for path, value in FINDINGS + QUESTIONS if not path.startswith(BEARING)]


@settings(max_examples=8)
@given(some_of(PLAIN, 12), st.sampled_from(("left", "right", "both")))
def test_a_reason_is_the_change_of_the_odds_by_its_finding(found, side):
    found["presentation.symptom_side"] = side
    for candidate in localised(found).candidates[:2]:
        name = (candidate.cause, candidate.side)
        for reason in candidate.reasons[:3]:
            lost = odds(found, name) - odds(without(found, reason), name)
            assert signed(reason) == pytest.approx(lost, abs=0.0501)


def test_the_strongest_reasons_come_first_and_negligible_ones_are_left_out():
    for candidate in localised(L5).candidates:
        strengths = [reason.decibans for reason in candidate.reasons]
        assert strengths == sorted(strengths, reverse=True)
        assert all(strength >= 0.3 for strength in strengths)


def test_a_reason_names_its_finding_its_value_and_its_basis():
    first = localised(L5).candidates[0]
    reasons = {path_of(reason): reason for reason in first.reasons}
    assert (first.cause, first.side) == ("root.L5", "left")
    weak = reasons["findings.strength.hip_abduction.left"]
    assert (weak.side, weak.value, weak.direction) == ("left", "4", "supports")
    assert (reasons["presentation.features.leg_crossing_or_fibular_pressure"].value) is False
    assert reasons["presentation.pain_sites"].value == "dorsal_foot"
    assert all(set(reason.sources) <= set(load_reference().sources) for reason in first.reasons)
    assert {reason.basis for reason in first.reasons} <= {"published", "second_hand", "recalled", "judgement"}


def test_a_reason_from_judged_figures_is_a_judgement():
    rows = load_reference().likelihoods
    for candidate in localised(L5).candidates[:6]:
        for reason in candidate.reasons:
            if reason.basis != "judgement" and reason.finding in rows:
                own = [cell for cell in rows[reason.finding].cells if cell.cause == candidate.cause]
                assert all(cell.basis == reason.basis for cell in own)


def test_only_the_first_causes_are_explained():
    candidates = localised(L5).candidates
    assert all(candidate.reasons for candidate in candidates[:6])
    assert {candidate.reasons for candidate in candidates[6:]} == {()}


def test_nothing_found_is_no_reason():
    assert {candidate.reasons for candidate in localised({}).candidates} == {()}


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
            if not reason.finding.startswith("presentation.pain"):
                apart = [between(seen, leading, (rival.cause, rival.side)) for seen in (L5, without(L5, reason))]
                assert reason.decibans == pytest.approx(apart[0] - apart[1], abs=0.0501)
            assert reason.decibans >= 1.0
            assert reason.direction == "supports"


def between(found, one, other):
    weights = masses(record_of(found))
    return 10 * math.log10(weights[one] / weights[other])


def test_a_tap_is_answered_without_rivals():
    assert localise(record_of(L5), thorough=False).rivals == ()
