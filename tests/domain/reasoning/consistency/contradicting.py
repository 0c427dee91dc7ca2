"""Records that contradict themselves, each beside its nearest neighbour that does not, and where a tap should lead."""

FLAG, FEATURE, SIDE = "red_flags.", "presentation.features.", "presentation.symptom_side"
PAIN, TINGLING = "presentation.pain_sites.", "presentation.paraesthesia_sites."
STRENGTH, SENSE, FUNCTION = "findings.strength.", "findings.light_touch.", "findings.function."
WEEKS = "presentation.duration_weeks"
STATED = "findings.stated_otherwise_normal"
SLUMP = {"findings.tension.slump.left": "positive", "findings.tension.slump.right": "negative"}
NO_NUMBNESS = {FLAG + "numbness_tingling_or_weakness": False}
NO_SADDLE = {FLAG + "saddle_numbness": False}
ASCENDING = {FEATURE + "ascending_weakness": True}
CANNOT_WALK = {FEATURE + "unable_to_walk_unaided": True}
NO_FOUR_STEPS = {"findings.local.can_bear_weight_four_steps": "no"}
FOOT_DROP = {"findings.gait.foot_drop.left": "present", STRENGTH + "ankle_dorsiflexion.left": "5"}
CROSSED = {"findings.tension.crossed_straight_leg_raise.left": "positive"}
CLONUS = {"findings.long_tract.ankle_clonus.left": "present"}
KNEE_ONLY = {FEATURE + "knee_pain_only": True}
NOT_KNEE_ONLY = {FEATURE + "knee_pain_only": False, PAIN + "left": ["knee"]}


def both(path: str, value: object) -> dict[str, object]:
    return {f"{path}.right": value, f"{path}.left": value}


STRONG = {
    **both(STRENGTH + "ankle_dorsiflexion", "5"),
    **both(STRENGTH + "great_toe_extension", "5"),
    **both(STRENGTH + "ankle_plantarflexion", "5"),
    **both(STRENGTH + "knee_extension", "5"),
}
LIMITED = {"grade": "2", "limited_by": "pain"}
# contradiction: answers that raise it, the nearest ones that do not, and where it leads.
RAISED = [
    (
        "findings_left_complaint_right",
        {SIDE: "right", SENSE + "L5.left": 1, SENSE + "S1.left": 1, SENSE + "L5.right": 2},
        {SIDE: "right", SENSE + "L5.left": 1, SENSE + "S1.left": 1},
        SIDE,
    ),
    (
        "findings_left_complaint_right",
        {SIDE: "right", SENSE + "L5.left": 1, SENSE + "S1.left": 1, STATED: True},
        {SIDE: "right", SENSE + "L5.left": 1, SENSE + "S1.left": 1, SENSE + "S1.right": 1, STATED: True},
        SIDE,
    ),
    (
        "findings_left_complaint_right",
        {SIDE: "right", SENSE + "L5.left": 1, SENSE + "L4.left": 1, SENSE + "L5.right": 2},
        {SIDE: "right", SENSE + "L5.left": 1, SENSE + "L5.right": 2},
        SIDE,
    ),
    (
        "findings_left_complaint_right",
        {SIDE: "right", **SLUMP, SENSE + "L5.left": 1},
        {SIDE: "left", **SLUMP, SENSE + "L5.left": 1},
        SIDE,
    ),
    (
        "findings_right_complaint_left",
        {SIDE: "left", SENSE + "L5.left": 2, SENSE + "L5.right": 0, SENSE + "S1.right": 1},
        {SIDE: "left", SENSE + "L5.left": 1, SENSE + "L5.right": 0, SENSE + "S1.right": 1},
        SIDE,
    ),
    (
        "places_left_complaint_right",
        {SIDE: "right", PAIN + "left": ["knee"]},
        {SIDE: "right", PAIN + "left": ["knee"], TINGLING + "right": ["sole"]},
        SIDE,
    ),
    (
        "places_right_complaint_left",
        {SIDE: "left", TINGLING + "right": ["sole"]},
        {SIDE: "left", TINGLING + "midline": ["perineum"]},
        SIDE,
    ),
    (
        "impression_right_complaint_left",
        {"impression.side": "right", SIDE: "left"},
        {"impression.side": "right", SIDE: "left", SENSE + "L5.right": 1},
        "impression.side",
    ),
    (
        "impression_left_complaint_right",
        {"impression.side": "left", SIDE: "right"},
        {"impression.side": "left", SIDE: "right", FLAG + "bilateral_leg_symptoms": True},
        "impression.side",
    ),
    ("neither_leg", {SIDE: "none", PAIN + "right": ["knee"]}, {SIDE: "none", PAIN + "midline": ["low_back"]}, SIDE),
    ("neither_leg", {SIDE: "none", **KNEE_ONLY}, {SIDE: "both", **KNEE_ONLY}, SIDE),
    (
        "both_legs_no",
        {FLAG + "bilateral_leg_symptoms": False, SIDE: "both"},
        {FLAG + "bilateral_leg_symptoms": False, SIDE: "left"},
        FLAG + "bilateral_leg_symptoms",
    ),
    (
        "both_legs_no",
        {FLAG + "bilateral_leg_symptoms": False, PAIN + "right": ["knee"], TINGLING + "left": ["sole"]},
        {FLAG + "bilateral_leg_symptoms": False, PAIN + "left": ["knee"], TINGLING + "left": ["sole"]},
        FLAG + "bilateral_leg_symptoms",
    ),
    (
        "pain_below_knee_no",
        {FEATURE + "pain_below_knee": False, PAIN + "left": ["knee", "posterior_leg"]},
        {FEATURE + "pain_below_knee": False, PAIN + "left": ["knee"], TINGLING + "left": ["posterior_leg"]},
        FEATURE + "pain_below_knee",
    ),
    ("knee_pain_only_no", NOT_KNEE_ONLY, {**NOT_KNEE_ONLY, FEATURE + "back_pain": True}, FEATURE + "knee_pain_only"),
    (
        "knee_pain_only_yes",
        {**KNEE_ONLY, PAIN + "left": ["knee", "hip"]},
        {**KNEE_ONLY, PAIN + "left": ["knee"], PAIN + "right": ["knee"], FEATURE + "back_pain": True},
        FEATURE + "knee_pain_only",
    ),
    (
        "back_pain_no",
        {FEATURE + "back_pain": False, PAIN + "midline": ["low_back"]},
        {FEATURE + "back_pain": False, PAIN + "midline": ["sacrum"]},
        FEATURE + "back_pain",
    ),
    (
        "back_pain_before_45_no",
        {FEATURE + "back_pain_before_45": False, FEATURE + "back_pain": True, "patient.age": 44},
        {FEATURE + "back_pain_before_45": False, FEATURE + "back_pain": True, "patient.age": 45},
        FEATURE + "back_pain_before_45",
    ),
    (
        "persistent_no",
        {FLAG + "persistent_beyond_few_weeks": False, WEEKS: 6},
        {FLAG + "persistent_beyond_few_weeks": False, WEEKS: 5},
        FLAG + "persistent_beyond_few_weeks",
    ),
    (
        "persistent_yes",
        {FLAG + "persistent_beyond_few_weeks": True, WEEKS: 1.5},
        {FLAG + "persistent_beyond_few_weeks": True, WEEKS: 2},
        FLAG + "persistent_beyond_few_weeks",
    ),
    (
        "six_weeks_of_care",
        {FEATURE + "six_weeks_of_care_without_relief": True, WEEKS: 5},
        {FEATURE + "six_weeks_of_care_without_relief": True, WEEKS: 6},
        FEATURE + "six_weeks_of_care_without_relief",
    ),
    (
        "calf_pain_on_walking",
        {
            FEATURE + "worse_with_walking_or_standing": False,
            FEATURE + "calf_pain_on_walking_relieved_by_standing": True,
        },
        {FEATURE + "worse_with_walking_or_standing": False},
        FEATURE + "worse_with_walking_or_standing",
    ),
    (
        "rash_no",
        {FEATURE + "zoster_rash": False, "presentation.zoster_dermatomes.left": ["L4"]},
        {FEATURE + "zoster_rash": True, "presentation.zoster_dermatomes.left": ["L4"]},
        FEATURE + "zoster_rash",
    ),
    (
        "pregnant_male",
        {"presentation.imaging_limits.pregnant": True, "patient.sex": "male"},
        {"presentation.imaging_limits.pregnant": True, "patient.sex": "other"},
        "presentation.imaging_limits.pregnant",
    ),
    (
        "nerve_symptoms_no",
        {**NO_NUMBNESS, STRENGTH + "hip_flexion.left": "4"},
        {**NO_NUMBNESS, STRENGTH + "hip_flexion.left": "4+", "findings.reflexes.achilles.left": 0},
        FLAG + "numbness_tingling_or_weakness",
    ),
    (
        "nerve_symptoms_no",
        {**NO_NUMBNESS, "findings.territory.sole.left": 1},
        {**NO_NUMBNESS, STRENGTH + "hip_flexion.left": LIMITED},
        FLAG + "numbness_tingling_or_weakness",
    ),
    (
        "nerve_symptoms_no",
        {**NO_NUMBNESS, TINGLING + "left": ["sole"]},
        {**NO_NUMBNESS, PAIN + "left": ["sole"]},
        FLAG + "numbness_tingling_or_weakness",
    ),
    (
        "urinary_retention_no",
        {FLAG + "urinary_retention_or_incontinence": False, "findings.saddle.post_void_residual_ml": 201},
        {FLAG + "urinary_retention_or_incontinence": False, "findings.saddle.post_void_residual_ml": 200},
        FLAG + "urinary_retention_or_incontinence",
    ),
    (
        "saddle_numbness_no",
        {**NO_SADDLE, "findings.saddle.perianal_pinprick.right": 1},
        {FLAG + "saddle_numbness": True, "findings.saddle.perianal_pinprick.right": 2},
        FLAG + "saddle_numbness",
    ),
    (
        "saddle_numbness_no",
        {**NO_SADDLE, TINGLING + "midline": ["perineum"]},
        {**NO_SADDLE, TINGLING + "midline": ["sacrum"]},
        FLAG + "saddle_numbness",
    ),
    (
        "ascending_weakness",
        {**ASCENDING, **STRONG},
        {**ASCENDING, **STRONG, STRENGTH + "hip_flexion.left": "4+"},
        FEATURE + "ascending_weakness",
    ),
    (
        "unable_to_walk",
        {**CANNOT_WALK, **both(FUNCTION + "heel_walk", "normal")},
        {**CANNOT_WALK, FUNCTION + "heel_walk.right": "normal", FUNCTION + "toe_walk.left": "normal"},
        FEATURE + "unable_to_walk_unaided",
    ),
    (
        "four_steps",
        {**NO_FOUR_STEPS, FEATURE + "unable_to_walk_unaided": False},
        {**NO_FOUR_STEPS, FEATURE + "unable_to_walk_unaided": True},
        "findings.local.can_bear_weight_four_steps",
    ),
    (
        "tripping_no",
        {FEATURE + "tripping_or_foot_slap": False, "findings.gait.foot_drop.left": "present"},
        {FEATURE + "tripping_or_foot_slap": False, "findings.gait.foot_drop.left": "absent"},
        FEATURE + "tripping_or_foot_slap",
    ),
    (
        "unsteady_no",
        {FEATURE + "unsteady_gait": False, "findings.gait.wide_based": "present"},
        {FEATURE + "unsteady_gait": False, "findings.gait.wide_based": "absent"},
        FEATURE + "unsteady_gait",
    ),
    (
        "heel_walk",
        {FUNCTION + "heel_walk.left": "normal", STRENGTH + "ankle_dorsiflexion.left": "2"},
        {FUNCTION + "heel_walk.right": "normal", STRENGTH + "ankle_dorsiflexion.left": "2"},
        FUNCTION + "heel_walk.left",
    ),
    (
        "heel_walk",
        {FUNCTION + "heel_walk.left": "normal", STRENGTH + "ankle_dorsiflexion.left": "2-"},
        {FUNCTION + "heel_walk.left": "normal", STRENGTH + "ankle_dorsiflexion.left": LIMITED},
        FUNCTION + "heel_walk.left",
    ),
    (
        "heel_raise",
        {STRENGTH + "ankle_plantarflexion.right": "3", FUNCTION + "toe_walk.right": "normal"},
        {STRENGTH + "ankle_plantarflexion.right": "3+", FUNCTION + "toe_walk.right": "normal"},
        STRENGTH + "ankle_plantarflexion.right",
    ),
    (
        "sit_to_stand",
        {STRENGTH + "knee_extension.right": "3", FUNCTION + "single_leg_sit_to_stand.right": "normal"},
        {STRENGTH + "knee_extension.right": "3", FUNCTION + "single_leg_sit_to_stand.right": "weak"},
        FUNCTION + "single_leg_sit_to_stand.right",
    ),
    ("foot_drop", FOOT_DROP, {**FOOT_DROP, "findings.gait.spastic": "present"}, "findings.gait.foot_drop.left"),
    (
        "clonus_without_reflex",
        {**CLONUS, "findings.reflexes.achilles.left": 0},
        {**CLONUS, "findings.reflexes.achilles.left": 1},
        "findings.long_tract.ankle_clonus.left",
    ),
    (
        "reflex_with_clonus",
        {"findings.long_tract.ankle_clonus.left": "absent", "findings.reflexes.achilles.left": 4},
        {"findings.long_tract.ankle_clonus.left": "absent", "findings.reflexes.achilles.left": 3},
        "findings.reflexes.achilles.left",
    ),
    (
        "crossed_straight_leg_raise",
        {**CROSSED, "findings.tension.straight_leg_raise.left": "negative"},
        {**CROSSED, "findings.tension.straight_leg_raise.right": "negative"},
        "findings.tension.crossed_straight_leg_raise.left",
    ),
]
