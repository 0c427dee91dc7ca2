"""Patients on either side of an emergency, as a guideline would send them."""

import json
from pathlib import Path

import pytest

from exam.domain.reasoning.alerts.raised import alerts_of, first_action, urgency_of
from exam.domain.record.reading import read_record
from exam.domain.words.facts import fact_label
from exam.domain.words.statements import action_words
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


def test_what_is_lowered_comes_before_what_is_to_note_anyway():
    assert first_action(alerts_of(record_of(POLIO))) in ("severe_weakness", "sudden_severe_weakness")


def test_a_polio_foot_says_what_was_lowered():
    lowered = {alert.id: alert.lowered_from for alert in alerts_of(record_of(POLIO)) if alert.lowered_from}
    assert lowered == {"severe_weakness": "urgent", "sudden_severe_weakness": "emergency"}


# The alerts that are raised together, and the one whose action is shown, as the order of the pictures has it.
SADDLE = {"red_flags.saddle_numbness": True}
SUDDEN = {"presentation.onset": "sudden"}
WEAK_BOTH = {f"findings.strength.ankle_dorsiflexion.{side}": "3" for side in ("right", "left")}
NO_JERKS = {f"findings.reflexes.achilles.{side}": 0 for side in ("right", "left")}
NO_PULSE = {"findings.other.pedal_pulses.left": "absent"}
HOT_KNEE = {"findings.local.knee_hot.left": "present"}
EXTENSOR = {"findings.long_tract.plantar_response.left": "extensor"}
ACTIONS = {
    "acute_limb_ischaemia": SUDDEN | NO_PULSE | SADDLE,
    "compartment_syndrome": SADDLE
    | HOT_KNEE
    | {
        "presentation.features.after_plaster_or_exertion": True,
        "findings.local.pain_on_passive_toe_movement.left": "present",
    },
    "aortic_aneurysm": SADDLE | HOT_KNEE | {"findings.other.pulsatile_abdomen": "present"},
    "stroke": SUDDEN | EXTENSOR | {"findings.strength.hip_flexion.left": "4"} | HOT_KNEE,
    "bleeding_emergency": SADDLE | HOT_KNEE | {"red_flags.anticoagulation": True},
    "joint_infection": HOT_KNEE | WEAK_BOTH,
    "acute_neuropathy": WEAK_BOTH | NO_JERKS,
    "cauda_equina": SADDLE | WEAK_BOTH | NO_JERKS | EXTENSOR,
    "cord_compression": EXTENSOR | WEAK_BOTH | {"red_flags.cancer_history": True},
    "metastatic_compression": WEAK_BOTH | {"red_flags.cancer_history": True},
    "both_legs_weak_with_symptoms": WEAK_BOTH,
    "motor_neuron_disease": {
        "findings.strength.ankle_dorsiflexion.left": "3",
        "findings.reflexes.patellar.left": 3,
        "findings.reflexes.patellar.right": 3,
        "red_flags.progressive_weakness": True,
        "presentation.duration_weeks": 30,
    },
}


@pytest.mark.parametrize("first", ACTIONS)
def test_the_action_is_that_of_the_first_picture(first):
    assert first_action(alerts_of(record_of(ACTIONS[first]))) == first


LEG = {"presentation.symptom_side": "left", "presentation.features.back_pain": True}
NOT_SILENCED = {
    "a stroke in a leg with an old deficit": (
        POLIO
        | SUDDEN
        | {
            "presentation.symptom_side": "right",
            "presentation.features.back_pain": False,
            "presentation.duration_weeks": 0,
            "findings.long_tract.plantar_response.right": "extensor",
        },
        "emergency",
    ),
    "an old deficit that gets worse": (POLIO | {"red_flags.progressive_weakness": True}, "emergency"),
    "face or speech, nobody asked how it began": ({"presentation.features.face_or_speech_affected": True}, "emergency"),
    "a cold, numb, painful leg whose pulse nobody felt": (
        SUDDEN
        | {
            "findings.other.limb_cold.left": "present",
            "red_flags.severe_pain": True,
            "red_flags.numbness_tingling_or_weakness": True,
        },
        "emergency",
    ),
    "collapse with back pain, onset not asked": (BACK_PAIN | {"presentation.features.collapse": True}, "emergency"),
    "a tense leg with all signs, cause not asked": (
        {
            "red_flags.severe_pain": True,
            "findings.local.leg_tense.left": "present",
            "findings.local.pain_on_passive_toe_movement.left": "present",
        },
        "emergency",
    ),
    "a second leg since two weeks, nothing else asked": (
        {"presentation.symptom_side": "both", "presentation.second_leg_weeks": 2},
        "urgent",
    ),
    "rest pain, pulses not felt": ({"presentation.features.rest_pain": True}, "urgent"),
    "an ulcer, pulses not felt": ({"presentation.features.tissue_loss": True}, "urgent"),
    "cancer and a numb leg with an unsteady gait": (
        {
            "red_flags.cancer_history": True,
            "findings.light_touch.L5.left": 1,
            "presentation.features.unsteady_gait": True,
        },
        "emergency",
    ),
    "breast cancer 15 years ago and both legs weak for half a year": (
        WEAK_BOTH
        | lasting(26)
        | {"red_flags.cancer_history": True, "presentation.features.cancer_within_ten_years": False},
        "emergency",
    ),
    "a fall, back pain and a numb leg, the spine not percussed": (
        LEG | {"red_flags.fall_or_injury": True, "findings.light_touch.L5.left": 1},
        "urgent",
    ),
    "a hip that bears no weight and hurts on rotation, a fall not asked": (
        {"findings.local.can_bear_weight_four_steps": "no", "findings.local.hip_internal_rotation.left": "painful"},
        "urgent",
    ),
    "hips weak for six weeks, nothing else asked": (
        lasting(6)
        | {f"findings.strength.hip_flexion.{side}": "2" for side in ("right", "left")}
        | {"red_flags.progressive_weakness": True},
        "emergency",
    ),
    "new incontinence with a calf that hurts, back pain denied": (
        {
            "presentation.symptom_side": "none",
            "presentation.features.back_pain": False,
            "presentation.pain_sites.left": ["posterior_leg"],
            "red_flags.urinary_retention_or_incontinence": True,
        },
        "emergency",
    ),
    "a line in a vein and a tender spine": (TENDER | {"presentation.features.dialysis_or_line": True}, "emergency"),
    "an earlier infection of the blood and a tender spine": (
        TENDER | {"presentation.features.bloodstream_infection_recently": True},
        "emergency",
    ),
    "sustained clonus": ({"findings.long_tract.ankle_clonus.left": "present"}, "emergency"),
}
ORDINARY = {
    "stenosis whose course beyond a few weeks was answered": (
        BILATERAL | {"red_flags.persistent_beyond_few_weeks": True, "presentation.features.pain_below_knee": True},
        "routine",
    ),
    "nobody of 80 rises from a chair on one leg": (
        {f"findings.function.single_leg_sit_to_stand.{side}": "unable" for side in ("right", "left")},
        "routine",
    ),
    "sciatica with brisk reflexes": (
        LEG
        | {f"findings.reflexes.patellar.{side}": 3 for side in ("right", "left")}
        | {"findings.strength.great_toe_extension.left": "4"},
        "routine",
    ),
    "numbness with breathlessness": (
        {"findings.light_touch.L5.left": 1, "presentation.features.breathless_or_swallowing": True},
        "routine",
    ),
    "two painful knees, the second for three weeks": (
        {
            "presentation.symptom_side": "both",
            "presentation.second_leg_weeks": 3,
            "presentation.features.knee_pain_only": True,
            "red_flags.numbness_tingling_or_weakness": False,
        },
        "routine",
    ),
    "an unstable fracture of five years ago": (
        LEG | TENDER | lasting(260) | {"red_flags.fall_or_injury": True, "findings.light_touch.L5.left": 1},
        "routine",
    ),
    "a stable, mild weakness of ten years and a cold last month": (
        {f"findings.strength.ankle_dorsiflexion.{side}": "4" for side in ("right", "left")}
        | NO_JERKS
        | lasting(520)
        | {"red_flags.progressive_weakness": False, "presentation.features.recent_infection": True},
        "routine",
    ),
}


@pytest.mark.parametrize("patient", [*NOT_SILENCED, *ORDINARY])
def test_no_missing_answer_silences_and_the_ordinary_patient_is_not_called_urgent(patient):
    answers, urgency = (NOT_SILENCED | ORDINARY)[patient]
    assert urgency_of(alerts_of(record_of(answers))) == urgency


def test_a_duration_that_decides_is_among_the_reasons_also_where_it_was_not_stated():
    stated, unstated = record_of(WEAK_BOTH | lasting(3)), record_of(WEAK_BOTH)
    for record, words in ((stated, "duration 3 weeks"), (unstated, "duration not stated")):
        alert = next(one for one in alerts_of(record) if one.id == "both_legs_weak_with_symptoms")
        assert words in [fact_label(path, record) for path in alert.because]


def test_where_mri_is_contraindicated_no_action_sends_to_one_without_a_word():
    record = record_of(SADDLE | {"presentation.imaging_limits.mri_contraindicated": True})
    action = next(action_words(alert, record) for alert in alerts_of(record) if alert.id == "cauda_equina")
    assert "MRI is contraindicated here: ask radiology for CT" in action
    assert "contraindicated" not in action_words(alerts_of(record_of(SADDLE))[0], record_of(SADDLE))
