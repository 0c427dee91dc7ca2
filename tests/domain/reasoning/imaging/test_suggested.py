"""Every suggestion has a record that causes it and a neighbour that does not; cautions are shown where they apply."""

import pytest

from exam.domain.reasoning.alerts.raised import raised_alerts
from exam.domain.reasoning.facts import facts_of
from exam.domain.reasoning.imaging import other_tests, suggested_imaging
from exam.domain.record.answers import Answer, fold
from reference import load_reference
from reference.vocabulary import URGENCIES
from tests.domain.reasoning.alerts.rules import RULES

FLAG = "red_flags."
FEATURE = "presentation.features."
SADDLE = {"red_flags.saddle_numbness": True}
FEVER = {"red_flags.fever": True}
CANCER = {"red_flags.cancer_history": True}
AT_RISK = {"red_flags.immunosuppression": True}
FOOT_DROP = {"findings.strength.ankle_dorsiflexion.left": "2"}
SEVERE = {"findings.strength.knee_extension.left": "3"}
WORSE = {"red_flags.progressive_weakness": True}
SUDDEN_PALSY = FOOT_DROP | {"presentation.onset": "sudden", "presentation.pain_sites.left": ["whole_leg"]}
METASTASIS = RULES["metastasis_suspected"][0]
ASCENDING = {"presentation.features.ascending_weakness": True}
FALL = {"red_flags.fall_or_injury": True}
TENDER_SPINE = {"findings.local.spinal_tenderness": "present"}
NUMB = {"red_flags.numbness_tingling_or_weakness": True}
BOTH_LEGS_NUMB = NUMB | {"red_flags.bilateral_leg_symptoms": True}
SUDDEN_NUMB_PAIN = NUMB | {"presentation.onset": "sudden", "red_flags.severe_pain": True}
NEW = {"presentation.duration_weeks": 4}
OLD = {"presentation.duration_weeks": 26}
BLEED = {
    "red_flags.anticoagulation": True,
    "presentation.onset": "sudden",
    "presentation.pain_sites.left": ["groin"],
    "findings.strength.knee_extension.left": "3",
}
BACK_PAIN = {"presentation.features.back_pain": True}
EXTENSOR = {"findings.long_tract.plantar_response.right": "extensor"}
OPERATED = {"presentation.features.prior_lumbar_surgery": True}
NO_MRI = {"presentation.imaging_limits.mri_contraindicated": True}
PREGNANT = {"presentation.imaging_limits.pregnant": True}
KIDNEYS = {"presentation.imaging_limits.kidney_failure": True}
REACTED = {"presentation.imaging_limits.contrast_reaction": True}
NARROW = {"presentation.imaging_limits.claustrophobia": True}
CONTRAST_IS_SAFE = {
    "presentation.imaging_limits.kidney_failure": False,
    "presentation.imaging_limits.contrast_reaction": False,
}
TREATED = {"presentation.features.six_weeks_of_care_without_relief": True}
CANDIDATE = {"presentation.features.candidate_for_surgery_or_injection": True}
STENOSIS = {
    "presentation.features.relieved_by_sitting_or_bending_forward": True,
    "presentation.features.worse_with_walking_or_standing": True,
}
STIFF_BACK = {
    "presentation.features.back_pain_before_45": True,
    "presentation.features.morning_stiffness_over_30_min": True,
    "presentation.features.better_with_exercise": True,
}
PAINFUL_HIP = {"findings.local.hip_internal_rotation.left": "painful"}
STEROIDS = {"red_flags.prolonged_corticosteroids": True}
THINNED = {"red_flags.anticoagulation": True}
AREFLEXIC = {f"findings.reflexes.achilles.{side}": 0 for side in ("right", "left")} | {
    f"findings.strength.ankle_dorsiflexion.{side}": "4" for side in ("right", "left")
}
STOCKINGS = {"presentation.features.symmetric_stocking_symptoms": True}
NO_PULSE = {"findings.other.pedal_pulses.left": "absent"}

# Possible results of the localisation, as facts for the rules.
MOTOR_NEURON = {"localisation.kind": "motor_neuron", "localisation.statement": "fits_non_root"}
MUSCLE = {"localisation.kind": "muscle", "localisation.statement": "fits_non_root"}
ROOT = {"localisation.kind": "root", "localisation.cause": "root.L5", "localisation.statement": "fits_one"}
NO_SINGLE = {"localisation.kind": "none", "localisation.statement": "fits_none"}
UNDECIDED = ROOT | {"localisation.statement": "cannot_separate"}
TOO_LITTLE = ROOT | {"localisation.statement": "not_enough_examined"}


def fits(kind, cause=None):
    return {
        "localisation.kind": kind,
        "localisation.cause": cause or kind,
        "localisation.statement": "fits_non_root",
    }


FIBULAR = fits("nerve", "nerve.common_fibular")
FEMORAL = fits("nerve", "nerve.femoral")
PLEXUS = fits("plexus", "plexus.lumbosacral")
POLYNEUROPATHY = fits("polyneuropathy")

# row: the record (with the localisation) that suggests the study, and its nearest neighbour.
ROOT_OR_NERVE = UNDECIDED | {"localisation.kind": "root", "localisation.rival_kind": "nerve"}
WEAK = {"findings.strength.ankle_dorsiflexion.left": "4"}

STUDIES = {
    "mri_cauda_equina": (SADDLE, SADDLE | EXTENSOR),
    "mri_sudden_severe_weakness": (SUDDEN_PALSY, SUDDEN_PALSY | FIBULAR),
    "mri_injured_spine": (FALL | TENDER_SPINE | NUMB, FALL | TENDER_SPINE),
    "mri_cord_emergency": (EXTENSOR | WORSE, EXTENSOR | OLD),
    "mri_cord_urgent": (EXTENSOR | OLD, {"findings.long_tract.plantar_response.right": "flexor"}),
    "mri_cord_by_pattern": (fits("upper_motor_neuron"), TOO_LITTLE | {"localisation.kind": "upper_motor_neuron"}),
    "mri_cauda_equina_by_pattern": (fits("cauda_equina"), TOO_LITTLE | {"localisation.kind": "cauda_equina"}),
    "mri_acute_neuropathy": (AREFLEXIC | NEW | BACK_PAIN, AREFLEXIC | NEW),
    "mri_ascending_weakness": (ASCENDING | BACK_PAIN, ASCENDING),
    "brain_stroke": RULES["stroke"],
    "ultrasound_aorta": RULES["aortic_aneurysm"],
    "ultrasound_aorta_possible": RULES["aortic_aneurysm_possible"],
    "ultrasound_leg_veins": RULES["deep_vein_thrombosis"],
    "mri_metastatic_compression": (CANCER | SEVERE | BACK_PAIN, CANCER | BACK_PAIN),
    "mri_epidural_abscess": (AT_RISK | SEVERE, AT_RISK),
    "mri_epidural_abscess_by_signs": (FEVER | TENDER_SPINE | SEVERE, FEVER | TENDER_SPINE),
    "mri_cancer": (METASTASIS, METASTASIS | {FEATURE + "knee_pain_only": True}),
    "mri_infection_emergency": (FEVER | TENDER_SPINE, FEVER),
    "mri_infection_or_cancer": (FEVER, FEVER | {FEATURE + "knee_pain_only": True}),
    "mri_after_surgery_urgent": (OPERATED | SEVERE, OPERATED | {"findings.strength.knee_extension.left": "4"}),
    "mri_severe_or_worsening_deficit": (SEVERE, {"findings.strength.knee_extension.left": "3+"}),
    "mri_both_legs_new": (BOTH_LEGS_NUMB | NEW, BOTH_LEGS_NUMB | OLD),
    "mri_bleeding_canal": (THINNED | SUDDEN_NUMB_PAIN, SUDDEN_NUMB_PAIN),
    "mri_after_surgery": (OPERATED | NUMB, OPERATED),
    "mri_radiculopathy": (ROOT, TOO_LITTLE),
    "mri_stenosis": (STENOSIS, STENOSIS | {FEATURE + "worse_with_walking_or_standing": False}),
    "mri_exclude_root": (FIBULAR | SEVERE, FIBULAR),
    "ct_injured_spine": (FALL | TENDER_SPINE | NUMB, TENDER_SPINE | NUMB),
    "ct_angiography": (NO_PULSE | {"presentation.onset": "sudden"}, NO_PULSE),
    "xray_spinal_fracture": (FALL | TENDER_SPINE, FALL),
    "xray_after_surgery": (OPERATED | BACK_PAIN, OPERATED),
    "xray_persisting_back_pain": (BACK_PAIN | TREATED, BACK_PAIN),
    "bone_scan": (METASTASIS | NO_MRI, METASTASIS),
    "ct_bleeding": (BLEED, BLEED | {"presentation.onset": "gradual"}),
    "ct_bleeding_possible": (THINNED | SEVERE, THINNED | FOOT_DROP),
    "mri_plexus": (PLEXUS, FIBULAR),
    "nerve_ultrasound": (FIBULAR, PLEXUS),
    "mri_knee_ganglion": (FIBULAR, FIBULAR | {FEATURE + "leg_crossing_or_fibular_pressure": True}),
    "mr_neurography": (fits("nerve", "nerve.sciatic"), FIBULAR),
    "xray_knee_weight_bearing": (
        {"patient.age": 45, FEATURE + "knee_swelling": True},
        {"patient.age": 44, FEATURE + "knee_swelling": True},
    ),
    "xray_sacroiliac": (STIFF_BACK, STIFF_BACK | {FEATURE + "better_with_exercise": False}),
    "mri_sacroiliac": (STIFF_BACK | {FEATURE + "night_pain": True}, STIFF_BACK),
    "xray_knee": (
        {FEATURE + "knee_injury": True, "patient.age": 55},
        {FEATURE + "knee_injury": True, "patient.age": 54},
    ),
    "xray_hip_fracture": (FALL | PAINFUL_HIP, PAINFUL_HIP),
    "xray_hip": (PAINFUL_HIP, {"findings.local.hip_internal_rotation.left": "normal"}),
    "xray_hip_steroids": (
        STEROIDS | {"presentation.pain_sites.right": ["groin"]},
        STEROIDS | {"presentation.pain_sites.right": ["knee"]},
    ),
    "mri_knee": (
        {"findings.local.mcmurray.right": "present", "findings.local.knee_effusion.right": "present"},
        {"findings.local.mcmurray.right": "present"},
    ),
}
TESTS = {
    "post_void_residual": (SADDLE, SADDLE | {"findings.saddle.post_void_residual_ml": 30}),
    "blood_tests": (FEVER, {FLAG + "fever": False}),
    "blood_cultures": (FEVER | TENDER_SPINE, FEVER),
    "blood_tests_inflammatory": (STIFF_BACK, STIFF_BACK | {"presentation.duration_weeks": 6}),
    "nerve_conduction": (FIBULAR, ROOT),
    "nerve_conduction_both_legs": (STOCKINGS, {FEATURE + "symmetric_stocking_symptoms": False}),
    "emg_fits_none": (NO_SINGLE, UNDECIDED),
    "nerve_conduction_motor_neurons_and_muscle": (MOTOR_NEURON, ROOT),
    "creatine_kinase": (MUSCLE, MOTOR_NEURON),
    "creatine_kinase_by_pattern": RULES["muscle_disease"],
    "vasculitis_bloods": (NO_SINGLE, NO_SINGLE | EXTENSOR),
    "emg_undecided": (UNDECIDED | SEVERE, ROOT | SEVERE),
    "emg_root_or_nerve": (ROOT_OR_NERVE | WEAK, ROOT_OR_NERVE),
    "neuropathy_bloods": (POLYNEUROPATHY, POLYNEUROPATHY | {"localisation.statement": "cannot_separate"}),
    "neuropathy_bloods_by_history": (STOCKINGS, {FEATURE + "symmetric_stocking_symptoms": False}),
    "diabetes_bloods": (FEMORAL, FEMORAL | {FEATURE + "diabetes": True}),
    "bleeding_bloods": (THINNED | SEVERE, SEVERE),
    "breathing_test": ({FEATURE + "ascending_weakness": True}, {FEATURE + "ascending_weakness": False}),
    "lumbar_puncture": (AREFLEXIC | NEW, AREFLEXIC | NEW | THINNED),
    "nerve_conduction_motor_neurons_urgent": RULES["motor_neuron_disease"],
    "ankle_brachial_urgent": RULES["chronic_ischaemia"],
    "d_dimer": RULES["deep_vein_thrombosis"],
    "ankle_brachial": (
        {FEATURE + "calf_pain_on_walking_relieved_by_standing": True},
        {FEATURE + "worse_with_walking_or_standing": True},
    ),
    "arterial_duplex": (NO_PULSE, {"findings.other.pedal_pulses.left": "present"}),
    "joint_aspiration": ({"findings.local.hip_hot.left": "present"}, PAINFUL_HIP),
}


def stated(answers):
    """The facts of a record, the localisation left out."""
    record = {path: value for path, value in answers.items() if not path.startswith("localisation.")}
    return facts_of(fold([Answer("patient.reference", "P-1"), *(Answer(*answer) for answer in record.items())]))


def informed(answers):
    """The facts with their alerts and the localisation, as the assessment passes them on, and the alerts."""
    alerts = raised_alerts(stated(answers))
    localised = {path: value for path, value in answers.items() if path.startswith("localisation.")}
    return stated(answers) | {f"alerts.{alert.id}": True for alert in alerts} | localised, alerts


def studies(answers):
    return {study.study: study for study in suggested_imaging(*informed(answers))[0]}


def further_tests(answers):
    return {test.test: test for test in other_tests(*informed(answers))}


def rows_of(suggestions):
    return {suggestion.row for suggestion in suggestions.values()}


def test_every_row_is_in_the_tables():
    assert set(STUDIES) == set(load_reference().imaging)
    assert set(TESTS) == set(load_reference().other_tests)


@pytest.mark.parametrize("row", STUDIES)
def test_a_record_suggests_the_study(row):
    given, neighbour = STUDIES[row]
    assert row in rows_of(studies(given))
    assert row not in rows_of(studies(neighbour))


@pytest.mark.parametrize("row", TESTS)
def test_a_record_suggests_the_test(row):
    given, neighbour = TESTS[row]
    assert row in rows_of(further_tests(given))
    assert row not in rows_of(further_tests(neighbour))


def test_an_empty_record_suggests_nothing():
    assert suggested_imaging(*informed(TOO_LITTLE)) == ((), ())
    assert other_tests(*informed(TOO_LITTLE)) == ()


def test_a_tender_spine_at_risk_of_infection_is_scanned_as_urgently_as_its_alert_says():
    at_risk = TENDER_SPINE | AT_RISK
    assert studies(at_risk)["mri_lumbar_spine_with_contrast"].priority == "emergency"
    assert studies(at_risk | NO_MRI)["ct_lumbar_spine"].priority == "emergency"
    assert studies(TENDER_SPINE | {FLAG + "immunosuppression": False}) == {}


def test_a_study_says_whether_and_when_and_why_with_the_sources_of_its_row():
    study = studies(SADDLE)["mri_lumbar_spine"]
    assert (study.label, study.verdict, study.priority) == ("MRI of the lumbar spine", "now", "emergency")
    assert study.because == ("alerts.cauda_equina",)
    assert study.sources == load_reference().imaging["mri_cauda_equina"].sources


@pytest.mark.parametrize("given", [ROOT, ROOT | {"presentation.duration_weeks": 3}, ROOT | TREATED, ROOT | CANDIDATE])
def test_a_root_without_an_alarm_is_not_yet_imaged(given):
    study = studies(given)["mri_lumbar_spine"]
    later = "only once six weeks of treatment have not helped and surgery or an injection is considered"
    assert study.verdict == f"not yet, {later}"
    assert "six weeks" in study.caution
    assert study.caution_sources == ("acr2021", "acp2011", "ng59")


def test_a_root_is_imaged_when_treatment_failed_and_surgery_is_considered():
    study = studies(ROOT | TREATED | CANDIDATE)["mri_lumbar_spine"]
    assert study.verdict == "indicated, because surgery or an injection is considered"
    assert (study.caution, study.caution_sources) == (None, ())


@pytest.mark.parametrize("alarm", [SADDLE, SUDDEN_PALSY, SEVERE, WORSE])
def test_no_caution_is_shown_beside_an_alarm(alarm):
    study = studies(ROOT | alarm)["mri_lumbar_spine"]
    assert study.priority in ("emergency", "urgent")
    assert study.caution is None


@pytest.mark.parametrize("elsewhere", [FIBULAR, FEMORAL, PLEXUS, POLYNEUROPATHY])
def test_a_deficit_that_fits_no_root_is_never_said_to_be_one(elsewhere):
    purposes = [study.purpose for study in studies(elsewhere | SEVERE | BACK_PAIN).values()]
    assert not any("at the root" in purpose or "a compressed root, because" in purpose for purpose in purposes)


def test_the_most_urgent_comes_first_and_each_study_is_listed_once():
    found = suggested_imaging(*informed(ROOT | SADDLE | SEVERE | FALL | TENDER_SPINE | PAINFUL_HIP))[0]
    order = [URGENCIES.index(study.priority) for study in found]
    assert order == sorted(order)
    assert len({study.study for study in found}) == len(found) > 1
    assert [study.priority for study in found if study.study == "mri_lumbar_spine"] == ["emergency"]


def test_each_other_test_is_listed_once_the_most_urgent_first():
    found = further_tests(POLYNEUROPATHY | STOCKINGS)
    assert list(found) == ["nerve_conduction_and_emg", "blood_tests_neuropathy"]
    ordered = [test.priority for test in further_tests(STOCKINGS | SADDLE | FEVER).values()]
    assert ordered == ["emergency", "urgent", "routine", "routine"]


def test_rows_of_one_study_or_test_share_its_label():
    reference = load_reference()
    rows = [(row.study, row.label) for row in (*reference.imaging.values(), *reference.alternatives.values())]
    rows += [(row.test, row.label) for row in reference.other_tests.values()]
    assert len(set(rows)) == len({code for code, _ in rows})
