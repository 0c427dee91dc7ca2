"""Which questions would change the imaging of a record: asked beside it, and no others."""

import pytest

from exam.domain.reasoning.assess import assess, decides_imaging
from tests.domain.records import record_of

LIMIT = "presentation.imaging_limits."
SIX_WEEKS = "presentation.features.six_weeks_of_care_without_relief"
SURGERY = "presentation.features.candidate_for_surgery_or_injection"
ASKED = (SIX_WEEKS, SURGERY, *(LIMIT + name for name in ("mri_contraindicated", "pregnant", "claustrophobia")))
L5 = {
    "presentation.symptom_side": "left",
    "presentation.duration_weeks": 4,
    "presentation.pain_sites.left": ["posterior_thigh", "lateral_leg"],
    "findings.strength.ankle_dorsiflexion.left": "4",
    "findings.strength.great_toe_extension.left": "4",
    "findings.light_touch.L5.left": 1,
    "findings.tension.straight_leg_raise.left": "positive",
}
HIP = {
    "presentation.symptom_side": "left",
    "presentation.pain_sites.left": ["groin"],
    "findings.local.hip_internal_rotation.left": "limited",
    "patient.age": 60,
}


def asked_of(answers):
    record = record_of(answers)
    return decides_imaging(record, assess(record, thorough=False), ASKED)


def test_an_mri_asks_what_stands_against_it_and_when_it_is_due():
    limits = (LIMIT + "mri_contraindicated", LIMIT + "claustrophobia")
    assert asked_of(L5) == (SIX_WEEKS, SURGERY, *limits)
    assert asked_of(L5 | {SIX_WEEKS: False}) == limits


@pytest.mark.parametrize(("sex", "asked"), [("female", (LIMIT + "pregnant",)), ("male", ())])
def test_an_x_ray_asks_women_about_pregnancy(sex, asked):
    assert asked_of(HIP | {"patient.sex": sex}) == asked


def test_what_is_answered_is_not_asked_again_and_may_change_what_matters():
    assert LIMIT + "claustrophobia" not in asked_of(L5 | {LIMIT + "claustrophobia": False})
    assert SURGERY in asked_of(L5 | {"presentation.duration_weeks": 8, SIX_WEEKS: True})
    assert SURGERY not in asked_of(L5 | {SIX_WEEKS: True, SURGERY: True})
    contraindicated = asked_of(L5 | {LIMIT + "mri_contraindicated": True})
    assert LIMIT + "claustrophobia" not in contraindicated
    assert LIMIT + "pregnant" in contraindicated


def test_in_an_emergency_nobody_is_asked_how_it_was_treated():
    asked = asked_of(L5 | {"red_flags.saddle_numbness": True})
    assert asked[0] == LIMIT + "mri_contraindicated"
    assert SIX_WEEKS not in asked


def test_nothing_is_asked_where_nothing_is_suggested_nor_of_a_child_without_a_ranking():
    assert asked_of({}) == ()
    assert asked_of({"patient.age": 12}) == ()
