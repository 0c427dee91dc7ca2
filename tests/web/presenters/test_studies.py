"""The studies on the assessment: whether and when first, what comes later apart, and what is withheld said."""

from exam.domain.reasoning.assess import assess
from exam.web.presenters.assessment.studies import imaging, other_tests
from tests.domain.records import record_of

ROOT = {
    "presentation.symptom_side": "left",
    "findings.light_touch.L5.left": 1,
    "findings.strength.great_toe_extension.left": "4",
    "findings.strength.ankle_dorsiflexion.left": "4",
    "findings.strength.hip_abduction.left": "4",
    "findings.tension.straight_leg_raise.left": "positive",
    "findings.reflexes.achilles.left": 2,
    "findings.light_touch.S1.left": 2,
}
COLD_LEG = {
    "findings.other.pedal_pulses.left": "absent",
    "presentation.onset": "sudden",
    "presentation.duration_weeks": 0.5,
    "findings.strength.knee_extension.left": "3",
    "findings.local.hip_internal_rotation.left": "painful",
}


def shown(answers):
    record = record_of(answers)
    assessment = assess(record, thorough=False)
    return imaging(assessment, record), other_tests(assessment, record)


def test_a_root_is_not_yet_imaged_and_the_article_is_cited_last():
    studies, tests = shown(ROOT)
    (mri,) = studies.first
    assert mri.title.startswith("MRI of the lumbar spine: not yet, only once six weeks of treatment")
    assert (mri.id, mri.row) == ("study-mri_lumbar_spine", "imaging-mri_radiculopathy")
    assert [cited.id for cited in mri.citations] == ["acr2021", "nass2012", "acp2011", "ng59", "knee_from_lower_back"]
    assert (studies.later, studies.withheld) == ((), ())
    assert not tests


def test_a_cold_leg_shows_the_artery_first_and_the_spine_as_withheld():
    studies, tests = shown(ROOT | COLD_LEG)
    assert [study.title for study in studies.first] == [
        "CT angiography of the legs: now, requested by the vascular team"
    ]
    assert [study.title for study in studies.later] == [
        "X-ray of the hip and pelvis: if the result would change treatment"
    ]
    assert studies.later_heading == "Later, if still needed"
    alert = "Possible acute loss of blood supply to the leg"
    assert studies.withheld == (f"MRI of the lumbar spine: withheld because of the alert “{alert}”.",)
    assert "Ankle-brachial pressure index" in [test.title for test in tests.later]
    assert {test.caution for test in tests.later} == {""}
