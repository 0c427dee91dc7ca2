"""Why a cause is ranked as it is: the effect of each finding, compared with a ranking without it."""

import math
from dataclasses import replace

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam.domain.reasoning.localise.localise import localise
from exam.domain.reasoning.localise.posterior import gather
from exam.domain.reasoning.localise.ranking import Name, names
from exam.domain.reasoning.localise.reasons import LeftOut, leave_out, reasons_for, rivals_of
from exam.domain.reasoning.localise.tables import base_tables
from exam.domain.record.causes import roots_of
from reference import load_reference
from reference.model import Cell
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


L5_PLACE, FIBULAR_PLACE = (names().index(Name(cause, "left")) for cause in ("root.L5", "nerve.common_fibular"))
WEAK_ON_BOTH_SIDES = [
    f"findings.strength.{test}.{side}" for test in ("hip_abduction", "knee_flexion") for side in ("right", "left")
]


def results():
    """Four results: right and left hip abduction, right and left knee flexion."""
    return leave_out(gather(record_of(dict.fromkeys(WEAK_ON_BOTH_SIDES, "4")), base_tables())).results


def left_out(*decibans, of=None):
    """Results, each of which makes L5 that many decibans likelier, against the fibular nerve and all the others."""
    of = of or results()[: len(decibans)]
    without = np.ones((len(decibans), len(names())))
    without[:, L5_PLACE] = 10.0 ** (-np.array(decibans) / 10.0)
    return LeftOut(of, np.ones(len(names())), without)


def rival(*decibans):
    (found,) = rivals_of(left_out(*decibans), L5_PLACE, [FIBULAR_PLACE])
    assert (found.cause, found.side) == ("nerve.common_fibular", "left")
    return [reason.decibans for reason in found.distinguished_by]


@pytest.mark.parametrize(
    ("decibans", "named"),
    [
        ((1.0, 0.9), [1.0]),
        ((1.4, 6.0, -9.0), [6.0, 1.4]),
        ((2.0, 3.0, 4.0, 5.0), [5.0, 4.0, 3.0]),
        ((-3.0,), []),
    ],
)
def test_a_rival_is_distinguished_by_at_most_three_findings_of_a_deciban(decibans, named):
    assert rival(*decibans) == named


def test_a_rival_that_a_finding_rules_out_is_distinguished_by_it():
    ruled_out = left_out(0.0)
    ruled_out.whole[FIBULAR_PLACE] = 0.0
    (found,) = rivals_of(ruled_out, L5_PLACE, [FIBULAR_PLACE])
    assert [reason.decibans for reason in found.distinguished_by] == [3000.0]


def test_equal_reasons_are_in_the_order_of_their_names_right_before_left():
    (reasons,) = reasons_for(left_out(5.0, 5.0, 5.0, 5.0, of=results()[::-1]), [L5_PLACE]).values()
    assert [(reason.finding, reason.side) for reason in reasons] == [
        (f"strength.{test}", side) for test in ("hip_abduction", "knee_flexion") for side in ("right", "left")
    ]


def test_the_direction_and_the_strength_to_a_tenth():
    (reasons,) = reasons_for(left_out(5.26, -4.74), [L5_PLACE]).values()
    assert [reason.direction for reason in reasons] == ["supports", "against"]
    assert [reason.decibans for reason in reasons] == pytest.approx([5.3, 4.7], abs=1e-12)


def own(*cells):
    """The reason for L5 by a finding whose row has these cells, each a cause, a basis and its sources."""
    ((observation, result), *_) = results()
    written = tuple(
        Cell(cause=cause, p=0.1, range=(0.05, 0.2), basis=basis, sources=sources) for cause, basis, sources in cells
    )
    row = msgspec.structs.replace(observation.item.row, cells=written, sources=("isncsci2019",))
    seen = replace(observation, item=replace(observation.item, row=row))
    ((reason,),) = reasons_for(left_out(5.0, of=((seen, result),)), [L5_PLACE]).values()
    return reason.basis, reason.sources


NONE, NERVE = ("none", "recalled", ("liu2013",)), ("nerve.femoral", "judgement", ("shin2012",))


@pytest.mark.parametrize(
    ("cells", "basis", "sources"),
    [
        ([NONE, ("root.L5", "published", ("jeon2013",))], "published", ("jeon2013",)),
        ([NONE, ("root.L5", "judgement", ("jeon2013",))], "judgement", ("jeon2013",)),
        ([NONE, ("root.L5", "published", ())], "published", ("isncsci2019",)),
        ([NONE, NERVE], "recalled", ("liu2013",)),
        (
            [("root.L5:mild", "published", ("jeon2013",)), ("root.L5:severe", "judgement", ("liu2013", "jeon2013"))],
            "judgement",
            ("jeon2013", "liu2013"),
        ),
    ],
)
def test_the_basis_and_the_sources_are_those_of_the_cells_of_the_cause(cells, basis, sources):
    assert own(*cells) == (basis, sources)
