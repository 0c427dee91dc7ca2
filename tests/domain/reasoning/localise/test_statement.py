"""The statement for a ranking."""

from dataclasses import replace

import pytest

from exam.domain.reasoning.conclusions import Candidate
from exam.domain.reasoning.localise.observe import Complaint, observe
from exam.domain.reasoning.localise.statement import examined, statement, why_no_root_fits
from exam.domain.reasoning.localise.tables import base_tables
from tests.domain.records import record_of

TWO = {"findings.reflexes.achilles.left": 2, "findings.strength.hip_flexion.left": "5"}
LEFT, BOTH = Complaint(right=False, left=True), Complaint(right=True, left=True)
CLEAR, UNCLEAR = (0.6, 0.3), (0.599, 0.1)


def observations(found):
    return observe(record_of(found), base_tables())


def said_of(candidates, found, complaint=LEFT, *, may_fit=True):
    return statement(candidates, observations(found), complaint, may_fit=may_fit)


def ranked(first, second, cause):
    roots = ("L5",) if cause.startswith("root.") else ()
    return [
        Candidate(cause, roots, "left", first, None, ()),
        Candidate("root.S1", ("S1",), "left", second, None, ()),
    ]


@pytest.mark.parametrize(
    ("probabilities", "cause", "said"),
    [
        (CLEAR, "root.L5", "fits_one"),
        (CLEAR, "nerve.femoral", "fits_non_root"),
        (CLEAR, "cauda_equina", "fits_non_root"),
        (CLEAR, "no_neurological_lesion", "no_lesion_found"),
        (CLEAR, "other_lesion", "fits_none"),
        (UNCLEAR, "other_lesion", "fits_none"),
        (UNCLEAR, "root.L5", "cannot_separate"),
        (UNCLEAR, "no_neurological_lesion", "cannot_separate"),
        ((0.6, 0.301), "root.L5", "cannot_separate"),
    ],
)
def test_one_cause_fits_when_it_is_likely_and_the_next_is_not_half_as_likely(probabilities, cause, said):
    assert said_of(ranked(*probabilities, cause), TWO) == said


def test_with_too_little_examined_no_statement_is_made():
    one = dict(list(TWO.items())[:1])
    assert said_of(ranked(0.99, 0.01, "root.L5"), one) == "not_enough_examined"


RIGHT_ONLY = {"findings.reflexes.achilles.right": 2, "findings.strength.hip_flexion.right": "5"}
IN_PLASTER = {f"findings.strength.{movement}.left": {"not_tested": "cast_or_dressing"} for movement in ("hip_flexion",)}
STORY_AND_LONG_TRACTS = {
    "findings.long_tract.plantar_response.left": "flexor",
    "findings.local.knee_effusion.left": "present",
}


@pytest.mark.parametrize("more", [{}, IN_PLASTER, STORY_AND_LONG_TRACTS])
@pytest.mark.parametrize("cause", ["root.L5", "no_neurological_lesion"])
def test_a_leg_without_a_usable_finding_has_no_root_named_and_no_lesion_excluded(cause, more):
    assert said_of(ranked(*CLEAR, cause), RIGHT_ONLY | more) == "not_enough_examined"


def test_a_lesion_elsewhere_may_be_named_where_the_leg_that_hurts_was_not_examined():
    assert said_of(ranked(*CLEAR, "polyneuropathy"), RIGHT_ONLY) == "fits_non_root"


def test_a_root_of_both_legs_needs_findings_of_both():
    both = [replace(one, side="both") for one in ranked(*CLEAR, "root.L5")]
    assert said_of(both, RIGHT_ONLY, BOTH) == "not_enough_examined"
    assert said_of(both, RIGHT_ONLY | TWO, BOTH) == "fits_one"


@pytest.mark.parametrize(
    ("cause", "said"),
    [("root.L5", "cannot_separate"), ("nerve.femoral", "fits_non_root"), ("no_neurological_lesion", "no_lesion_found")],
)
def test_only_a_root_needs_more_than_its_probability_to_fit(cause, said):
    assert said_of(ranked(*CLEAR, cause), TWO, may_fit=False) == said


WEAK, NUMB = {"findings.strength.hip_abduction.left": "4"}, {"findings.light_touch.L5.left": 1}
LIMITED = {"findings.strength.hip_abduction.left": {"grade": "4", "limited_by": "pain"}}


@pytest.mark.parametrize(
    ("found", "may"),
    [
        (WEAK | NUMB, True),
        # one finding, another of the other leg, a normal or a brisk one, or one that pain limited
        (WEAK, False),
        (WEAK | {"findings.light_touch.L5.right": 1}, False),
        (WEAK | {"findings.light_touch.L5.left": 2}, False),
        (WEAK | {"findings.reflexes.achilles.left": 3}, False),
        (LIMITED | NUMB, False),
        # what the patient says, and long tracts, point to no root
        (WEAK | {"red_flags.numbness_tingling_or_weakness": True}, False),
        (WEAK | {"findings.long_tract.ankle_clonus.left": "present"}, False),
        # two modalities of one dermatome are one finding
        (NUMB | {"findings.pinprick.L5.left": 1}, False),
    ],
)
def test_a_root_needs_two_abnormal_findings_to_fit(found, may):
    (first, _) = ranked(*CLEAR, "root.L5")
    assert why_no_root_fits(first, observations(found), not_a_root=False) == (None if may else "findings")


def test_no_root_fits_beside_an_alert_that_speaks_for_something_else():
    (first, _) = ranked(*CLEAR, "root.L5")
    assert why_no_root_fits(first, observations(WEAK | NUMB), not_a_root=True) == "alert"


def test_a_root_of_both_legs_needs_them_in_both():
    first = replace(ranked(*CLEAR, "root.L5")[0], side="both")
    right = {path.replace("left", "right"): value for path, value in (WEAK | NUMB).items()}
    assert why_no_root_fits(first, observations(WEAK | NUMB), not_a_root=False) == "findings"
    assert why_no_root_fits(first, observations(WEAK | NUMB | right), not_a_root=False) is None


@pytest.mark.parametrize(
    ("found", "count"),
    [
        ({}, 0),
        (TWO, 2),
        # two modalities of one thing are one; the other leg is another
        ({"findings.light_touch.L5.left": 1, "findings.pinprick.L5.left": 0}, 1),
        ({"findings.light_touch.L5.left": 2, "findings.light_touch.L5.right": 2}, 2),
        (
            {
                "findings.strength.ankle_plantarflexion.left": "5",
                "findings.function.single_leg_heel_raise.left": "weak",
            },
            1,
        ),
        # what the patient reports is not examined, and knee and hip do not count
        (
            {
                "presentation.symptom_side": "left",
                "presentation.pain_sites.left": ["heel"],
                "red_flags.saddle_numbness": True,
            },
            0,
        ),
        ({"findings.local.knee_effusion.left": "present"}, 0),
        ({"findings.saddle.anal_tone": "normal", "findings.tension.slump.left": "negative"}, 2),
        ({"findings.reflexes.achilles.left": {"not_tested": "pain"}}, 0),
    ],
)
def test_how_much_was_examined(found, count):
    assert examined(observations(found)) == count
