"""Five patients as records: what a clinician acts on differs, and so does the assessment's page."""

from exam.domain.record.answers import Answer, answers_of, fold
from exam.domain.record.writing import write_record
from exam.steps.sequence import step_with

L5 = {
    "patient.age": 54,
    "patient.sex": "female",
    "presentation.symptom_side": "left",
    "presentation.duration_weeks": 5.0,
    "presentation.onset": "gradual",
    "presentation.pain_sites.left": ["buttock", "lateral_leg"],
    "presentation.paraesthesia_sites.left": ["dorsal_foot"],
    "presentation.features.back_pain": True,
    "presentation.features.pain_below_knee": True,
    "red_flags.numbness_tingling_or_weakness": True,
    "findings.light_touch.L5.left": 1,
    "findings.strength.ankle_dorsiflexion.left": "4",
    "findings.strength.great_toe_extension.left": "4",
    "findings.strength.hip_abduction.left": "4",
    "findings.tension.straight_leg_raise.left": "positive",
}
CAUDA_EQUINA = {
    "patient.age": 46,
    "patient.sex": "male",
    "presentation.symptom_side": "both",
    "presentation.duration_weeks": 0.5,
    "presentation.onset": "sudden",
    "presentation.pain_sites.right": ["posterior_thigh"],
    "presentation.pain_sites.left": ["posterior_thigh", "lateral_leg"],
    "presentation.features.back_pain": True,
    "presentation.features.pain_below_knee": True,
    "red_flags.urinary_retention_or_incontinence": True,
    "red_flags.saddle_numbness": True,
    "red_flags.bilateral_leg_symptoms": True,
    "red_flags.numbness_tingling_or_weakness": True,
    "red_flags.progressive_weakness": True,
    "red_flags.severe_pain": True,
    "findings.reflexes.achilles.right": 0,
    "findings.reflexes.achilles.left": 0,
    "findings.light_touch.S1.left": 1,
    "findings.light_touch.S2.right": 1,
    "findings.light_touch.S2.left": 1,
    "findings.strength.ankle_dorsiflexion.right": "4",
    "findings.strength.ankle_dorsiflexion.left": "3",
    "findings.strength.ankle_plantarflexion.left": "3",
    "findings.saddle.perianal_pinprick.right": 0,
}
FIBULAR = {
    "patient.age": 38,
    "patient.sex": "male",
    "presentation.symptom_side": "left",
    "presentation.duration_weeks": 2.0,
    "presentation.onset": "sudden",
    "presentation.paraesthesia_sites.left": ["dorsal_foot"],
    "presentation.features.back_pain": False,
    "presentation.features.tripping_or_foot_slap": True,
    "presentation.features.leg_crossing_or_fibular_pressure": True,
    "red_flags.numbness_tingling_or_weakness": True,
    "findings.strength.ankle_dorsiflexion.left": "2",
    "findings.strength.great_toe_extension.left": "2",
    "findings.strength.ankle_eversion.left": "3",
    "findings.strength.ankle_inversion.left": "5",
    "findings.strength.hip_abduction.left": "5",
    "findings.light_touch.L5.left": 1,
    "findings.other.fibular_neck_tinel.left": "positive",
    "findings.gait.foot_drop.left": "present",
}
STENOSIS = {
    "patient.age": 72,
    "patient.sex": "female",
    "presentation.symptom_side": "both",
    "presentation.duration_weeks": 52.0,
    "presentation.onset": "gradual",
    "presentation.pain_sites.right": ["buttock", "posterior_thigh", "posterior_leg"],
    "presentation.pain_sites.left": ["buttock", "posterior_thigh", "posterior_leg"],
    "presentation.features.back_pain": True,
    "presentation.features.pain_below_knee": True,
    "presentation.features.worse_with_walking_or_standing": True,
    "presentation.features.relieved_by_sitting_or_bending_forward": True,
    "red_flags.numbness_tingling_or_weakness": True,
    "red_flags.bilateral_leg_symptoms": True,
    "red_flags.persistent_beyond_few_weeks": True,
    "findings.reflexes.achilles.right": 1,
    "findings.reflexes.achilles.left": 1,
    "findings.strength.great_toe_extension.left": "4",
}
KNEE = {
    "patient.age": 29,
    "patient.sex": "female",
    "presentation.symptom_side": "right",
    "presentation.duration_weeks": 6.0,
    "presentation.onset": "gradual",
    "presentation.pain_sites.right": ["knee"],
    "presentation.features.back_pain": False,
    "presentation.features.knee_pain_only": True,
    "presentation.features.knee_swelling": False,
    "findings.tension.straight_leg_raise.right": "negative",
    "findings.tension.straight_leg_raise.left": "negative",
    "findings.local.knee_effusion.right": "absent",
    "findings.local.joint_line_tenderness.right": "absent",
}
PATIENTS = {"L5": L5, "cauda equina": CAUDA_EQUINA, "fibular": FIBULAR, "stenosis": STENOSIS, "knee": KNEE}
FILLED = ("red_flags", "reflexes", "sensation", "strength")


def whole_record(answers):
    """These answers, and the other red flags and core tests as normal, in JSON."""
    record = fold([Answer("patient.reference", "4471"), *(Answer(*one) for one in answers.items())])
    for step in FILLED:
        record = fold([*answers_of(record), *step_with(step).normal(record, "")])
    return write_record(record)
