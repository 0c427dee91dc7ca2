"""For every alert a record that raises it, and its nearest neighbour that does not."""


def lasting(weeks):
    return {"presentation.duration_weeks": weeks}


FLAG = "red_flags."
FEATURE = "presentation.features."
BOTH_LEGS = {"red_flags.bilateral_leg_symptoms": True}
WEAK_BOTH = {
    "findings.strength.ankle_dorsiflexion.right": "4",
    "findings.strength.ankle_dorsiflexion.left": "4-",
}
ONE_EACH = {"findings.strength.ankle_dorsiflexion.right": "4", "findings.strength.great_toe_extension.left": "4-"}
MILD_BOTH = {"findings.strength.ankle_dorsiflexion.right": "4", "findings.strength.ankle_dorsiflexion.left": "4"}
FEVER = {"red_flags.fever": True}
FALL = {"red_flags.fall_or_injury": True}
TENDER_SPINE = {"findings.local.spinal_tenderness": "present"}
EXTENSOR = {"findings.long_tract.plantar_response.left": "extensor"}
BRISK = {"findings.reflexes.patellar.right": 3, "findings.reflexes.patellar.left": 3}
NO_ANKLE_JERKS = {"findings.reflexes.achilles.right": 0, "findings.reflexes.achilles.left": 0}
NO_PULSE = {"findings.other.pedal_pulses.right": "absent"}
SUDDEN = {"presentation.onset": "sudden"}
GRADUAL = {"presentation.onset": "gradual"}
FOOT_DROP = {"findings.strength.ankle_dorsiflexion.left": "2"}
WEAK = {"findings.strength.ankle_dorsiflexion.left": "4"}
LEG_PAIN = {"presentation.pain_sites.left": ["buttock"]}
CALF_PAIN = {"presentation.pain_sites.left": ["posterior_leg"]}
BACK_PAIN = {"presentation.features.back_pain": True}
NO_BACK_PAIN = {"presentation.features.back_pain": False}
NUMB = {"red_flags.numbness_tingling_or_weakness": True}
SEVERE = {"red_flags.severe_pain": True}
HESITANT = {"red_flags.urinary_urgency_or_hesitancy": True}
INCONTINENT = {"red_flags.urinary_retention_or_incontinence": True}
LONG_STANDING = {"red_flag_course.urinary_retention_or_incontinence": "long_standing"}
NO_COMPLAINT = NO_BACK_PAIN | {"presentation.symptom_side": "none"}
STRAIGHT_LEGS = {f"findings.tension.straight_leg_raise.{side}": "positive" for side in ("right", "left")}
HIPS = {f"findings.strength.hip_flexion.{side}": "4" for side in ("right", "left")}
STIFF_HIP = {"findings.local.hip_internal_rotation.right": "limited"}
ANEURYSM = SUDDEN | SEVERE | BACK_PAIN | {"patient.age": 60, "presentation.features.first_such_pain": True}
CALF = {"findings.other.calf_swelling.right": "present"}
TENSE = {"findings.local.leg_tense.left": "present"}
GROIN_PAIN = {"presentation.pain_sites.left": ["groin"]}
WEAK_KNEE = {"findings.strength.knee_extension.left": "3"}
CANCER = {"red_flags.cancer_history": True}
THINNED = {"red_flags.anticoagulation": True}
WORSE = {"red_flags.progressive_weakness": True}
PROCEDURE = {"presentation.features.recent_spinal_procedure": True}
ANKLE = "strength.ankle_dorsiflexion.left"


def since(*worse):
    """Worse than at an earlier examination."""
    return {"earlier": {"examined_at": "2026-10-03T09:30:00+00:00", "worse": list(worse)}}


RULES = {
    "nerve_symptoms": ({"findings.light_touch.L4.left": 1}, {"findings.light_touch.L4.left": 2}),
    "both_legs": ({"presentation.symptom_side": "both"}, {"presentation.symptom_side": "left"}),
    "old_deficit": ({"presentation.old_deficit.left": "polio"}, {}),
    "long_standing_pelvic_sign": (INCONTINENT | LONG_STANDING, INCONTINENT),
    "progressive_weakness": (WORSE, {"red_flags.progressive_weakness": False}),
    "progressive_deficit": (since(ANKLE), since()),
    "reflex_or_feeling_reduced": (
        since("light_touch.L5.left") | {"findings.light_touch.L5.left": 1},
        since(ANKLE),
    ),
    "severe_weakness": (
        {"findings.strength.knee_extension.right": "3"},
        {"findings.strength.knee_extension.right": "3+"},
    ),
    "weakness_both_legs": (WEAK_BOTH, WEAK_BOTH | {"findings.strength.ankle_dorsiflexion.left": "4+"}),
    "weakness_both_legs_stable": (
        MILD_BOTH | lasting(13) | {FLAG + "progressive_weakness": False},
        MILD_BOTH | lasting(12) | {FLAG + "progressive_weakness": False},
    ),
    "cannot_walk": ({FEATURE + "unable_to_walk_unaided": True}, {FEATURE + "unable_to_walk_unaided": False}),
    "bladder_symptoms": ({FLAG + "urinary_urgency_or_hesitancy": True}, {FLAG + "urinary_urgency_or_hesitancy": False}),
    "bladder_or_bowel_alone": (INCONTINENT | NO_COMPLAINT, INCONTINENT | NO_BACK_PAIN),
    "urinary_residual": (
        {"findings.saddle.post_void_residual_ml": 201},
        {"findings.saddle.post_void_residual_ml": 200},
    ),
    "tension_in_both_legs": (BOTH_LEGS | STRAIGHT_LEGS | lasting(12), BOTH_LEGS | STRAIGHT_LEGS | lasting(13)),
    "both_legs_new": (
        BOTH_LEGS | {"findings.light_touch.S1.right": 1} | lasting(4),
        BOTH_LEGS | {"findings.light_touch.S1.right": 1} | lasting(26),
    ),
    "s2_both_legs": (
        {"findings.pinprick.S2.right": 1, "findings.pinprick.S2.left": 0},
        {"findings.pinprick.S2.right": 1, "findings.pinprick.S2.left": 2},
    ),
    "cauda_equina": ({FLAG + "saddle_numbness": True}, {FLAG + "saddle_numbness": False}),
    "cauda_equina_suspected": (
        {FLAG + "urinary_urgency_or_hesitancy": True, FLAG + "numbness_tingling_or_weakness": True},
        {FLAG + "urinary_urgency_or_hesitancy": True, FLAG + "numbness_tingling_or_weakness": False},
    ),
    "cauda_equina_threatened": (BOTH_LEGS | STRAIGHT_LEGS | lasting(4), BOTH_LEGS | STRAIGHT_LEGS | lasting(5)),
    "both_legs_worsening": (
        BOTH_LEGS | SUDDEN | {FLAG + "numbness_tingling_or_weakness": True},
        BOTH_LEGS | GRADUAL | {FLAG + "numbness_tingling_or_weakness": True},
    ),
    "both_legs_weak_with_symptoms": (WEAK_BOTH | lasting(4), WEAK_BOTH | lasting(5)),
    "both_ankle_jerks_lost": (
        BOTH_LEGS | NO_ANKLE_JERKS | FOOT_DROP | {"presentation.duration_weeks": 4},
        BOTH_LEGS | NO_ANKLE_JERKS | FOOT_DROP | {"presentation.duration_weeks": 26},
    ),
    "sudden_severe_weakness": (SUDDEN | FOOT_DROP | LEG_PAIN, SUDDEN | FOOT_DROP | CALF_PAIN | SEVERE),
    "brisk_reflexes": (BRISK | WEAK, BRISK),
    "brisk_reflexes_with_weakness": (BRISK | WEAK | WORSE, BRISK | WEAK),
    "arms_and_gait": (
        {FEATURE + "unsteady_gait": True, "findings.other.upper_limb_signs": "present"},
        {FEATURE + "unsteady_gait": True, "findings.other.upper_limb_signs": "absent"},
    ),
    "long_tract_signs": (EXTENSOR, {"findings.long_tract.plantar_response.left": "equivocal"}),
    "motor_neuron_disease": (
        BRISK | WEAK | {"findings.other.fasciculations.left": "present"},
        BRISK | WEAK | {"findings.other.fasciculations.left": "absent"},
    ),
    "cord_compression": (EXTENSOR | lasting(4), EXTENSOR | lasting(5)),
    "cord_compression_brisk": (BRISK | WORSE | lasting(4), BRISK | WORSE),
    "stroke": (SUDDEN | EXTENSOR | WEAK, SUDDEN | EXTENSOR | WEAK | BACK_PAIN),
    "muscle_disease": (HIPS | lasting(5), HIPS | lasting(4)),
    "breathing_or_swallowing": (
        WEAK_BOTH | {FEATURE + "breathless_or_swallowing": True},
        WEAK_BOTH | {FEATURE + "breathless_or_swallowing": False},
    ),
    "ascending_weakness": ({FEATURE + "ascending_weakness": True}, {FEATURE + "ascending_weakness": False}),
    "acute_neuropathy": (
        WEAK_BOTH | NO_ANKLE_JERKS | lasting(4),
        WEAK_BOTH | NO_ANKLE_JERKS | lasting(5),
    ),
    "fever": (FEVER, {FLAG + "fever": False}),
    "infection_risk": ({FLAG + "intravenous_drug_use": True}, {FLAG + "intravenous_drug_use": False}),
    "spinal_infection": (FEVER | BACK_PAIN | SEVERE, FEVER | BACK_PAIN),
    "infection_risk_with_tender_spine": (
        TENDER_SPINE | {FLAG + "intravenous_drug_use": True},
        TENDER_SPINE | {FLAG + "intravenous_drug_use": False},
    ),
    "infection_risk_with_deficit": (
        {FLAG + "intravenous_drug_use": True} | WORSE,
        {FLAG + "intravenous_drug_use": True, FLAG + "numbness_tingling_or_weakness": True},
    ),
    "joint_infection": (
        FEVER | {"findings.local.knee_effusion.left": "present"},
        FEVER | {"findings.local.knee_effusion.left": "absent"},
    ),
    "after_spinal_procedure": (PROCEDURE | BOTH_LEGS, PROCEDURE),
    "cancer_history": (CANCER, {FLAG + "cancer_history": False}),
    "weight_loss": ({FLAG + "unexplained_weight_loss": True}, {FLAG + "unexplained_weight_loss": False}),
    "metastasis_suspected": (CANCER | BACK_PAIN, CANCER | NO_BACK_PAIN),
    "metastatic_compression": (CANCER | BACK_PAIN | NUMB, CANCER | BACK_PAIN | NUMB | lasting(13)),
    "injury": (FALL, {FLAG + "fall_or_injury": False}),
    "spinal_fracture": (FALL | BACK_PAIN | {"patient.age": 65}, FALL | {"patient.age": 65}),
    "fragility_fracture": (TENDER_SPINE | {FLAG + "prolonged_corticosteroids": True}, TENDER_SPINE),
    "fracture_with_deficit": (FALL | TENDER_SPINE | BOTH_LEGS, FALL | TENDER_SPINE),
    "knee_fracture": (
        {FEATURE + "knee_injury": True, "findings.local.can_bear_weight_four_steps": "no"},
        {FEATURE + "knee_injury": True, "findings.local.can_bear_weight_four_steps": "yes"},
    ),
    "hip_of_a_child": (STIFF_HIP | {"patient.age": 15}, STIFF_HIP | {"patient.age": 16}),
    "back_pain_in_a_child": (BACK_PAIN | {"patient.age": 15}, BACK_PAIN | {"patient.age": 16}),
    "hip_fracture": (
        FALL | {"findings.local.hip_internal_rotation.right": "painful"},
        FALL | {"findings.local.hip_internal_rotation.right": "normal"},
    ),
    "absent_pulses": (NO_PULSE, {"findings.other.pedal_pulses.right": "present"}),
    "chronic_ischaemia": (NO_PULSE | {FEATURE + "rest_pain": True}, NO_PULSE),
    "claudication": ({FEATURE + "calf_pain_on_walking_relieved_by_standing": True}, {}),
    "acute_limb_ischaemia": (NO_PULSE | SUDDEN, NO_PULSE | SUDDEN | lasting(3)),
    "compartment_syndrome": (FALL | SEVERE | TENSE, SEVERE | TENSE),
    "pulmonary_embolism": (CALF | {FEATURE + "breathless_or_swallowing": True}, CALF),
    "aortic_aneurysm": (ANEURYSM, ANEURYSM | {"patient.age": 59}),
    "aortic_aneurysm_possible": (
        SUDDEN | SEVERE | BACK_PAIN | {"patient.age": 60},
        SUDDEN | BACK_PAIN | {"patient.age": 60},
    ),
    "deep_vein_thrombosis": (CALF, CALF | {"findings.other.calf_swelling.left": "present"}),
    "bleeding_femoral": (
        THINNED | SUDDEN | GROIN_PAIN | WEAK_KNEE,
        THINNED | GRADUAL | GROIN_PAIN | WEAK_KNEE,
    ),
    "bleeding_femoral_possible": (
        THINNED | {"findings.strength.hip_flexion.left": "4"},
        THINNED | {"findings.strength.hip_flexion.left": "5"},
    ),
    "bleeding_canal": (
        THINNED | SUDDEN | {FLAG + "severe_pain": True, FLAG + "numbness_tingling_or_weakness": True},
        THINNED | GRADUAL | {FLAG + "severe_pain": True, FLAG + "numbness_tingling_or_weakness": True},
    ),
    "bleeding_emergency": (THINNED | WEAK_BOTH, THINNED | ONE_EACH),
    "severe_pain": ({FLAG + "severe_pain": True}, {FLAG + "severe_pain": False}),
    "persistent_pain": (
        {FLAG + "persistent_beyond_few_weeks": True},
        {FLAG + "persistent_beyond_few_weeks": False, "presentation.duration_weeks": 26},
    ),
}
