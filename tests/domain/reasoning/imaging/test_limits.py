"""What a record contraindicates is never suggested, an alert may withhold a study, and a patient has one urgency."""

import json
import re
from pathlib import Path

import msgspec
import pytest

from exam.domain.reasoning.assess import assess
from exam.domain.reasoning.imaging import other_tests, suggested_imaging
from exam.domain.record.reading import read_record
from reference import load_reference
from reference.vocabulary import URGENCIES
from tests.domain.reasoning.alerts.rules import RULES
from tests.domain.reasoning.imaging.test_suggested import (
    BACK_PAIN,
    BLEED,
    CANCER,
    CONTRAST_IS_SAFE,
    EXTENSOR,
    FALL,
    FEVER,
    FIBULAR,
    KIDNEYS,
    NARROW,
    NO_MRI,
    NO_PULSE,
    NUMB,
    OPERATED,
    PAINFUL_HIP,
    PLEXUS,
    PREGNANT,
    REACTED,
    ROOT,
    SADDLE,
    SEVERE,
    STENOSIS,
    STUDIES,
    SUDDEN_PALSY,
    TENDER_SPINE,
    THINNED,
    TREATED,
    WORSE,
    fits,
    further_tests,
    informed,
    studies,
)

FOLDERS = ("cases", "cases_triage", "cases_unnamed")
FILES = [path for name in FOLDERS for path in sorted((Path(__file__).parents[3] / name).glob("*.json"))]
CASES = [path for path in FILES if path.stem != "expected"]
LIMITS = {
    "none": {},
    "no MRI": NO_MRI,
    "pregnant": PREGNANT,
    "kidneys": KIDNEYS,
    "reacted": REACTED,
    "thinned": THINNED,
}
COMPRESSED = RULES["metastatic_compression"][0] | SEVERE
MAGNET = ("mri", "mr_")
HURRIED = {
    "emergency": re.compile(r"without delay\b|within days"),
    "urgent": re.compile(r"\bnow\b|today|emergency|immediately|same day|hours"),
    "routine": re.compile(r"\bnow\b|today|emergency|immediately|same day|hours|urgent|soon|within"),
}
ASKS_FOR_MRI = re.compile(r"[Aa]rrange an MRI|emergency MRI")
SPECIALIST = "after a specialist's opinion"


def is_allowed(study, given):
    """Whether nothing in the record contraindicates a study."""
    limits = {name.rpartition(".")[2] for name, answer in given.items() if answer is True}
    if study.study.startswith(MAGNET) and "mri_contraindicated" in limits:
        return False
    by_lumbar_puncture = "myelography" in study.study and limits & {"contrast_reaction", "anticoagulation"}
    by_dye = study.study == "ct_angiography_legs" and limits & {"contrast_reaction", "kidney_failure"}
    by_gadolinium = study.study.endswith("with_contrast") and limits & {"contrast_reaction", "pregnant"}
    return not (by_lumbar_puncture or by_dye or by_gadolinium)


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("row", STUDIES)
def test_nothing_is_suggested_that_the_record_contraindicates(row, limit):
    given = STUDIES[row][0] | LIMITS[limit]
    assert [study.study for study in studies(given).values() if not is_allowed(study, given)] == []


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_a_case_is_given_one_urgency_and_nothing_contraindicated(path):
    written = json.loads(path.read_text(encoding="utf-8"))
    data = written.get("record", written)
    for name in (None, "mri_contraindicated", "pregnant", "kidney_failure", "contrast_reaction"):
        limits = {name: True} if name else {}
        changed = {**data, "presentation": {**data.get("presentation", {}), "imaging_limits": limits}}
        record = read_record(changed)
        assessment = assess(record, thorough=False)
        for study in assessment.imaging:
            given = {**record.red_flags, **limits}
            assert is_allowed(study, given), study.study
        for row in (*assessment.imaging, *assessment.other_tests):
            assert URGENCIES.index(row.priority) >= URGENCIES.index(assessment.urgency)
            said = f"{row.verdict} {row.purpose}" if row.priority == assessment.urgency else row.verdict
            assert not HURRIED[assessment.urgency].search(said), row


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_an_mri_that_an_alert_asks_for_is_among_the_studies(path):
    written = json.loads(path.read_text(encoding="utf-8"))
    assessment = assess(read_record(written.get("record", written)), thorough=False)
    alerts = [alert.id for alert in assessment.alerts if alert.lowered_from is None]
    actions = {id: load_reference().alerts[id].action for id in alerts}
    asked = [id for id, action in actions.items() if ASKS_FOR_MRI.search(action) and "unless" not in action]
    # The brain comes first.
    if asked and "stroke" not in actions:
        now = [study for study in assessment.imaging if study.priority == assessment.urgency]
        assert [study for study in now if study.study.startswith(("mri", "ct"))], asked


def test_no_study_is_more_urgent_than_the_patient():
    facts, _ = informed(SADDLE | {"red_flags.fever": True})
    found = {study.row: study for study in suggested_imaging(facts, ())[0]}
    assert found["mri_cauda_equina"].priority == "routine"
    assert found["mri_cauda_equina"].verdict == SPECIALIST
    assert not HURRIED["routine"].search(found["mri_infection_or_cancer"].verdict)
    assert {test.verdict for test in other_tests(facts, ())} == {SPECIALIST}


def test_a_bleed_is_looked_for_as_soon_as_its_alert_says():
    assert studies(THINNED | SEVERE)["ct_abdomen_pelvis"].verdict == "without delay"
    assert studies(BLEED)["ct_abdomen_pelvis"].verdict == "now, before any MRI of the lumbar spine"


def test_what_is_less_urgent_than_the_patient_comes_later_without_a_time_of_its_own():
    found = studies(SADDLE | CANCER | {"presentation.features.knee_pain_only": False} | PAINFUL_HIP)
    later = {study.row: study.verdict for study in found.values() if study.priority != "emergency"}
    assert later["xray_hip"] == "if the result would change treatment"
    assert set(later.values()) <= {"later, if still needed", "if the result would change treatment"}
    assert further_tests(SADDLE | FEVER)["blood_tests"].verdict == "later, if still needed"


@pytest.mark.parametrize(
    ("given", "instead"),
    [
        (SADDLE, "ct_lumbar_spine"),
        (SUDDEN_PALSY, "ct_lumbar_spine"),
        (FEVER, "ct_lumbar_spine"),
        (ROOT, "ct_lumbar_spine"),
        (STENOSIS, "ct_lumbar_spine"),
        (OPERATED | NUMB, "ct_lumbar_spine"),
        (EXTENSOR | WORSE, "ct_myelography_whole_spine"),
        (EXTENSOR | WORSE | THINNED, "ct_whole_spine"),
        (COMPRESSED | REACTED, "ct_whole_spine"),
        (PLEXUS, "ct_abdomen_pelvis"),
    ],
)
def test_where_mri_is_contraindicated_ct_is_suggested_instead(given, instead):
    found = studies(given | NO_MRI)
    assert "MRI is contraindicated" in found[instead].caution
    assert instead not in studies(given)


def test_without_contrast_in_pregnancy_or_after_a_reaction_and_with_another_agent_in_kidney_failure():
    for limit in (PREGNANT, REACTED):
        found = studies(FEVER | limit)
        assert "mri_lumbar_spine_with_contrast" not in found
        assert "Without contrast" in found["mri_lumbar_spine"].caution
    abscess = FEVER | TENDER_SPINE | SEVERE
    assert "Without contrast" in studies(abscess | REACTED)["mri_whole_spine"].caution
    assert "group II" in studies(abscess | KIDNEYS)["mri_whole_spine_with_contrast"].caution
    assert "mri_whole_spine_with_contrast" in studies(abscess)


def test_before_contrast_kidneys_and_former_reactions_are_asked_about():
    assert "check renal function" in studies(FEVER)["mri_lumbar_spine_with_contrast"].caution
    assert studies(FEVER | CONTRAST_IS_SAFE)["mri_lumbar_spine_with_contrast"].caution is None


def test_an_artery_is_shown_by_ultrasound_where_contrast_is_a_risk():
    sudden = NO_PULSE | {"presentation.onset": "sudden"}
    assert studies(sudden)["ct_angiography_legs"].verdict == "now, requested by the vascular team"
    assert "arterial_duplex" in studies(sudden | KIDNEYS)
    assert "arterial_duplex" not in further_tests(sudden)


def test_in_pregnancy_radiation_is_weighed_and_a_routine_x_ray_waits():
    assert "xray_lumbar_spine_standing" in studies(BACK_PAIN | TREATED)
    assert "xray_lumbar_spine_standing" not in studies(BACK_PAIN | TREATED | PREGNANT)
    fracture = studies(FALL | TENDER_SPINE | PREGNANT)
    assert "xray_lumbar_spine" not in fracture
    assert "instead of X-ray" in fracture["mri_lumbar_spine"].caution
    assert "radiation" in studies(FALL | TENDER_SPINE | PREGNANT | NO_MRI)["xray_lumbar_spine"].caution
    assert "radiation" in studies(FALL | PAINFUL_HIP | PREGNANT)["xray_hip"].caution


def test_after_a_reaction_or_before_clotting_is_known_no_myelography_is_suggested():
    for limit in (REACTED, THINNED):
        assert "and so is myelography" in studies(SADDLE | NO_MRI | limit)["ct_lumbar_spine"].caution
    assert "CT myelography where CT does not answer" in studies(SADDLE | NO_MRI)["ct_lumbar_spine"].caution


def test_narrow_spaces_do_not_exclude_an_mri():
    assert "sedation" in studies(SADDLE | NARROW)["mri_lumbar_spine"].caution


def test_an_x_ray_is_not_listed_beside_the_mri_or_ct_that_shows_more():
    assert "xray_lumbar_spine" in studies(FALL | TENDER_SPINE)
    assert "xray_lumbar_spine" not in studies(FALL | TENDER_SPINE | NUMB)
    assert "xray_lumbar_spine" not in studies(FALL | TENDER_SPINE | CANCER)
    # A standing X-ray shows an implant or a slip that the MRI may not.
    assert {"xray_lumbar_spine_standing", "mri_lumbar_spine_with_contrast"} <= set(studies(OPERATED | NUMB | BACK_PAIN))


def test_a_study_is_not_left_out_for_a_less_urgent_one_that_includes_it():
    """A routine MRI does not replace the urgent X-ray of a possible fracture."""
    found = studies(FALL | TENDER_SPINE | ROOT)
    assert [found[name].priority for name in ("xray_lumbar_spine", "mri_lumbar_spine")] == ["urgent", "routine"]


def test_a_study_of_the_whole_spine_or_with_contrast_includes_the_plain_one():
    assert "mri_lumbar_spine" not in studies(ROOT | OPERATED | NUMB)
    assert "mri_lumbar_spine" in studies(ROOT | NUMB)
    assert set(studies(COMPRESSED)) == {"mri_whole_spine"}
    # Also where CT replaces both.
    assert set(studies(FEVER | TENDER_SPINE | SEVERE | NO_MRI | THINNED)) >= {"ct_whole_spine"}
    assert "ct_lumbar_spine" not in studies(FEVER | TENDER_SPINE | SEVERE | NO_MRI | THINNED)


def test_no_chain_of_alternatives_leads_back():
    alternatives = load_reference().alternatives.values()
    for limits in (NO_MRI, PREGNANT, NO_MRI | PREGNANT, NO_MRI | PREGNANT | KIDNEYS | REACTED | THINNED):
        for row in alternatives:
            assert row.study not in row.of, row.id
        assert studies(FEVER | FALL | TENDER_SPINE | CANCER | SEVERE | EXTENSOR | limits)


@pytest.fixture
def withholding(monkeypatch):
    """An alert for a lost blood supply that withholds the MRI of the lumbar spine."""
    alerts = load_reference().alerts
    changed = msgspec.structs.replace(alerts["acute_limb_ischaemia"], withholds=("mri_lumbar_spine",))
    monkeypatch.setitem(alerts, "acute_limb_ischaemia", changed)


@pytest.mark.parametrize("limits", [{}, NO_MRI])
def test_an_alert_withholds_a_study_that_a_row_suggests_or_what_replaces_it(withholding, limits):
    cold = NO_PULSE | {"presentation.onset": "sudden"}
    found, withheld = suggested_imaging(*informed(cold | SEVERE | ROOT | limits))
    assert not {"mri_lumbar_spine", "ct_lumbar_spine"} & {study.study for study in found}
    study = "ct_lumbar_spine" if limits else "mri_lumbar_spine"
    assert [(one.study, one.alerts) for one in withheld] == [(study, ("acute_limb_ischaemia",))]
    assert suggested_imaging(*informed(cold))[1] == ()
    assert study in studies(SEVERE | ROOT | limits)


def test_guidelines_come_first_articles_last_and_none_is_behind_an_emergency():
    reference = load_reference()
    kinds = {source.id: source.kind for source in reference.sources.values()}
    for row in (*reference.imaging.values(), *reference.other_tests.values()):
        ranks = [{"guideline": 0, "article": 2}.get(kinds[source], 1) for source in row.sources]
        assert ranks == sorted(ranks), row.id
        assert set(ranks) != {2}, row.id
        assert row.priority != "emergency" or 2 not in ranks, row.id
        assert row.why, row.id


def test_a_lesion_that_no_scan_of_the_spine_shows_has_its_own_study():
    found = studies(fits("nerve", "nerve.common_fibular"))
    assert {"ultrasound_nerve", "mri_knee"} <= set(found)
    assert set(studies(FIBULAR | NO_MRI)) == {"ultrasound_nerve"}
    assert further_tests(FIBULAR)["nerve_conduction_and_emg"].verdict == "from about three weeks after the onset"
