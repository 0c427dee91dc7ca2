"""Every path of the record has its row, and no row is for a path that the record does not have.

The lists are copied from the format's description by hand, so that they can contradict the data.
"""

ROOTS = "L2 L3 L4 L5 S1 S2"
MOVEMENTS = """
    hip_flexion hip_adduction hip_abduction hip_extension knee_extension knee_flexion ankle_dorsiflexion
    ankle_inversion ankle_eversion ankle_plantarflexion great_toe_extension great_toe_flexion
"""
KNEE_SIGNS = """
    knee_effusion joint_line_tenderness mcmurray patellar_compression_pain patella_tenderness
    fibular_head_tenderness lateral_knee_band_tenderness knee_hot
"""
LEG_SIGNS = "leg_tense pain_on_passive_toe_movement"
HIP_SIGNS = "fadir trochanteric_tenderness sacroiliac_provocation hip_hot"
TENSION = "straight_leg_raise crossed_straight_leg_raise femoral_stretch crossed_femoral_stretch slump"
OTHER_SIGNS = """
    pedal_pulses limb_cold calf_swelling calf_wasting thigh_wasting foot_wasting gluteal_wasting fasciculations
"""
ABSENT_PRESENT = {"absent", "present"}
MRC = {"0", "1", "2-", "2", "2+", "3-", "3", "3+", "4-", "4", "4+", "5"}

SIDED = {
    "reflexes": ("patellar medial_hamstring achilles", {0, 1, 2, 3, 4}),
    "light_touch": (ROOTS, {0, 1, 2}),
    "pinprick": (ROOTS, {0, 1, 2}),
    "strength": (MOVEMENTS, MRC),
    "function": ("single_leg_heel_raise single_leg_sit_to_stand heel_walk toe_walk", {"normal", "weak", "unable"}),
    "tension": (TENSION, {"negative", "positive"}),
    "long_tract": ("ankle_clonus", ABSENT_PRESENT),
    "saddle": ("perianal_light_touch perianal_pinprick", {0, 1, 2}),
    "territory": ("lateral_thigh medial_leg lateral_leg first_web_space sole lateral_foot", {0, 1, 2}),
    "gait": ("foot_drop trendelenburg", ABSENT_PRESENT),
    "other": (OTHER_SIGNS, ABSENT_PRESENT),
    "local": (f"{KNEE_SIGNS} {HIP_SIGNS} {LEG_SIGNS}", ABSENT_PRESENT),
}
SIDED_ALONE = {
    "long_tract.plantar_response": {"flexor", "extensor", "equivocal"},
    "long_tract.muscle_tone": {"flaccid", "normal", "spastic"},
    "other.vibration_great_toe": {"normal", "reduced", "absent"},
    "other.proprioception_great_toe": {"normal", "reduced", "absent"},
    "other.fibular_neck_tinel": {"negative", "positive"},
    "local.hip_internal_rotation": {"normal", "painful", "limited"},
    "local.knee_flexes_to_90": {"yes", "no"},
}
UNSIDED = {
    "long_tract.trunk_sensory_level": ABSENT_PRESENT,
    "long_tract.romberg": ABSENT_PRESENT,
    "saddle.anal_tone": {"normal", "reduced", "absent"},
    "saddle.voluntary_anal_contraction": ABSENT_PRESENT,
    "saddle.bulbocavernosus_reflex": ABSENT_PRESENT,
    "gait.spastic": ABSENT_PRESENT,
    "gait.wide_based": ABSENT_PRESENT,
    "other.upper_limb_signs": ABSENT_PRESENT,
    "other.pulsatile_abdomen": ABSENT_PRESENT,
    "local.can_bear_weight_four_steps": {"yes", "no"},
    "local.spinal_tenderness": ABSENT_PRESENT,
    "local.spinal_movement_limited": ABSENT_PRESENT,
}
MEASURED = {"tension.straight_leg_raise_degrees": (0, 90, True), "saddle.post_void_residual_ml": (0, 3000, False)}
GRADED = {f"{group}.{name}": values for group, (names, values) in SIDED.items() for name in names.split()}
GRADED |= SIDED_ALONE | UNSIDED

FEATURES = """
    back_pain leg_pain_worse_than_back_pain pain_below_knee worse_with_bending worse_with_twisting
    worse_with_prolonged_sitting worse_with_cough_or_sneeze worse_with_walking_or_standing
    relieved_by_sitting_or_bending_forward hamstring_tightness hip_tightness_or_weakness leg_giving_way knee_injury
    knee_swelling knee_locking knee_pain_only morning_stiffness_over_30_min better_with_exercise night_pain
    back_pain_before_45 symmetric_stocking_symptoms leg_crossing_or_fibular_pressure recent_pelvic_or_hip_surgery
    diabetes alcohol_excess zoster_rash upper_limb_symptoms bunion_or_overpronation onset_with_lifting_or_straining
    tripping_or_foot_slap unsteady_gait unable_to_walk_unaided ascending_weakness recent_infection
    calf_pain_on_walking_relieved_by_standing prior_lumbar_surgery recent_spinal_procedure
    six_weeks_of_care_without_relief candidate_for_surgery_or_injection face_or_speech_affected collapse
    first_such_pain rest_pain tissue_loss recent_immobility after_plaster_or_exertion breathless_or_swallowing
    can_spread_to_bone cancer_within_ten_years bloodstream_infection_recently dialysis_or_line
"""
ASKED_AMONG_RED_FLAGS = "can_spread_to_bone cancer_within_ten_years bloodstream_infection_recently dialysis_or_line"
WITH_COURSE = """
    urinary_retention_or_incontinence urinary_urgency_or_hesitancy faecal_incontinence saddle_numbness
    new_sexual_dysfunction
"""
RED_FLAGS = """
    urinary_retention_or_incontinence urinary_urgency_or_hesitancy faecal_incontinence saddle_numbness
    new_sexual_dysfunction bilateral_leg_symptoms progressive_weakness severe_pain numbness_tingling_or_weakness
    fever unexplained_weight_loss cancer_history immunosuppression intravenous_drug_use fall_or_injury
    prolonged_corticosteroids osteoporosis anticoagulation persistent_beyond_few_weeks
"""
OTHER_QUESTIONS = """
    presentation.imaging_limits.mri_contraindicated presentation.imaging_limits.pregnant
    presentation.imaging_limits.kidney_failure presentation.imaging_limits.contrast_reaction
    presentation.imaging_limits.claustrophobia
    presentation.examiner_had_seen_imaging
"""
LEG_SITES = """
    loin
    buttock groin anterior_thigh medial_thigh lateral_thigh posterior_thigh knee medial_leg lateral_leg anterior_leg
    posterior_leg medial_ankle lateral_ankle dorsal_foot first_web_space great_toe lateral_foot sole heel hip
    whole_leg whole_foot
"""
MIDLINE_SITES = "low_back sacrum perineum"
CORE = """
    reflexes.patellar reflexes.achilles
    light_touch.L3 light_touch.L4 light_touch.L5 light_touch.S1 pinprick.L3 pinprick.L4 pinprick.L5 pinprick.S1
    strength.knee_extension strength.ankle_dorsiflexion strength.great_toe_extension strength.ankle_plantarflexion
"""


def test_every_finding_of_the_record_has_one_test(reference):
    assert set(reference.tests) == set(GRADED) | set(MEASURED)


def test_a_finding_takes_the_values_of_the_record_and_no_others(reference):
    scales = {name: reference.scales[reference.tests[name].scale] for name in GRADED}
    assert {name: {grade.value for grade in scale.grades} for name, scale in scales.items()} == GRADED


def test_a_measurement_has_the_bounds_of_the_record(reference):
    scales = {name: reference.scales[reference.tests[name].scale] for name in MEASURED}
    found = {name: (scale.minimum, scale.maximum, reference.tests[name].sided) for name, scale in scales.items()}
    assert found == MEASURED


def test_a_finding_has_sides_where_the_record_has_them(reference):
    whole_person = set(UNSIDED) | {name for name, (_, _, sided) in MEASURED.items() if not sided}
    assert {name for name, test in reference.tests.items() if not test.sided} == whole_person


def test_the_core_is_what_the_articles_describe(reference):
    assert {name for name, test in reference.tests.items() if test.core} == set(CORE.split())


def test_every_question_of_the_record_has_one_row(reference):
    expected = {f"presentation.features.{name}" for name in FEATURES.split()}
    expected |= {f"red_flags.{name}" for name in RED_FLAGS.split()} | set(OTHER_QUESTIONS.split())
    assert set(reference.questions) == expected


def test_every_red_flag_is_asked_among_the_red_flags(reference):
    asked = {question.id for question in reference.questions.values() if question.step == "red_flags"}
    risks = {f"presentation.features.{name}" for name in ASKED_AMONG_RED_FLAGS.split()}
    assert asked == {f"red_flags.{name}" for name in RED_FLAGS.split()} | risks


def test_the_red_flags_with_a_course_are_those_of_the_record(reference):
    assert set(reference.courses) == set(WITH_COURSE.split())


def test_every_site_of_the_record_has_one_row_in_its_region(reference):
    regions = {site.id: site.region for site in reference.sites.values()}
    expected = dict.fromkeys(LEG_SITES.split(), "leg") | dict.fromkeys(MIDLINE_SITES.split(), "midline")
    assert regions == expected


def test_the_roots_are_those_of_the_dermatomes(reference):
    assert list(reference.roots) == ROOTS.split()


def test_what_limits_imaging_is_never_answered_with_the_rest_of_a_step(reference):
    """The steps of findings and history have a tap that says no to everything; nobody is not pregnant by that tap."""
    limits = [q for q in reference.questions.values() if q.id.startswith("presentation.imaging_limits.")]
    assert {question.step for question in limits} == {"assessment"}
