"""Patients on either side of an emergency, as a guideline would send them."""

import json
from pathlib import Path

import pytest

from exam.domain.reasoning.alerts.raised import alerts_of, urgency_of
from exam.domain.record.reading import read_record
from tests.domain.reasoning.alerts.rules import lasting
from tests.domain.records import record_of

TESTS = Path(__file__).parents[3]
BACK_PAIN = {"presentation.features.back_pain": True}
FEVER = {"red_flags.fever": True}
BOTH_CALVES = {f"presentation.pain_sites.{side}": ["buttock", "posterior_leg"] for side in ("right", "left")}
BILATERAL = BACK_PAIN | BOTH_CALVES | {"presentation.symptom_side": "both"}
TENDER = {"findings.local.spinal_tenderness": "present"}
POLIO = {
    "presentation.symptom_side": "none",
    "presentation.features.back_pain": True,
    "presentation.duration_weeks": 1,
    "presentation.onset": "sudden",
    "presentation.old_deficit.right": "polio at the age of four",
    "findings.strength.ankle_dorsiflexion.right": "1",
    "findings.strength.great_toe_extension.right": "0",
    "findings.reflexes.achilles.right": 0,
}
PATIENTS = {
    "saddle numbness, nothing else asked": ({"red_flags.saddle_numbness": True}, "emergency"),
    "tingling at the perineum": ({"presentation.paraesthesia_sites.midline": ["perineum"]}, "emergency"),
    "tingling at the perineum, its numbness long-standing": (
        {
            "presentation.paraesthesia_sites.midline": ["perineum"],
            "red_flags.saddle_numbness": True,
            "red_flag_course.saddle_numbness": "long_standing",
        },
        "routine",
    ),
    "a stress incontinence of twenty years": (
        {
            "red_flags.urinary_retention_or_incontinence": True,
            "red_flag_course.urinary_retention_or_incontinence": "long_standing",
        },
        "routine",
    ),
    "fever with knee pain only": (FEVER | {"presentation.features.knee_pain_only": True}, "urgent"),
    "influenza with back ache": (FEVER | BACK_PAIN, "urgent"),
    "fever and a stiff back": (FEVER | BACK_PAIN | {"findings.local.spinal_movement_limited": "present"}, "emergency"),
    "injected drugs and a tender spine, no fever": (
        TENDER | {"red_flags.intravenous_drug_use": True, "red_flags.fever": False},
        "emergency",
    ),
    "diabetes and a tender spine": (TENDER | {"presentation.features.diabetes": True}, "emergency"),
    "sciatica of both legs for two weeks": (BILATERAL | lasting(2), "emergency"),
    "sciatica of both legs, nobody said for how long": (BILATERAL, "emergency"),
    "sciatica of a year that joined the second leg two weeks ago": (
        BILATERAL | lasting(52) | {"presentation.second_leg_weeks": 2},
        "emergency",
    ),
    "claudication of both legs for three years": (BILATERAL | lasting(156), "routine"),
    "a polio foot of fifty years": (POLIO, "routine"),
    "a polio foot and a new saddle numbness": (POLIO | {"red_flags.saddle_numbness": True}, "emergency"),
    "a basal-cell cancer and back pain": (
        BACK_PAIN | {"red_flags.cancer_history": True, "presentation.features.can_spread_to_bone": False},
        "routine",
    ),
    "both pulses absent and no other sign": (
        {"findings.other.pedal_pulses.right": "absent", "findings.other.pedal_pulses.left": "absent"},
        "routine",
    ),
    "a twisted knee a month ago": (
        {
            "presentation.features.knee_injury": True,
            "findings.local.can_bear_weight_four_steps": "no",
            "presentation.duration_weeks": 4,
        },
        "routine",
    ),
}


@pytest.mark.parametrize("patient", PATIENTS)
def test_the_urgency_is_that_of_a_guideline(patient):
    answers, urgency = PATIENTS[patient]
    assert urgency_of(alerts_of(record_of(answers))) == urgency


def expected(folder):
    rows = json.loads((TESTS / folder / "expected.json").read_text(encoding="utf-8"))
    return [(folder, name, row) for name, row in rows.items()]


@pytest.mark.parametrize(("folder", "name", "row"), [*expected("cases_triage"), *expected("cases_unnamed")])
def test_the_urgency_of_every_record_on_a_border_is_accepted(folder, name, row):
    record = read_record(json.loads((TESTS / folder / f"{name}.json").read_text(encoding="utf-8")))
    assert urgency_of(alerts_of(record)) in row.get("accept", row.get("urgency"))


def test_a_polio_foot_says_what_was_lowered():
    lowered = {alert.id: alert.lowered_from for alert in alerts_of(record_of(POLIO)) if alert.lowered_from}
    assert lowered == {"severe_weakness": "urgent", "sudden_severe_weakness": "emergency"}
