"""What the articles recommend reaches the assessment, together with what the guidelines say about it."""

import json
from pathlib import Path

import pytest

from exam.domain.reasoning.assess import assess
from exam.domain.record.reading import read_record
from reference import load_reference
from tests.domain.records import record_of

CASES = sorted((Path(__file__).parents[2] / "cases").glob("case-*.json"))
L5_PAIN = {
    "presentation.symptom_side": "left",
    "presentation.duration_weeks": 6,
    "presentation.onset": "gradual",
    "presentation.pain_sites.left": ["buttock", "posterior_thigh", "lateral_leg"],
    **{f"findings.reflexes.{name}.{side}": 2 for name in ("patellar", "achilles") for side in ("right", "left")},
    **{f"findings.light_touch.{root}.left": 2 for root in ("L3", "L4", "S1")},
    "findings.light_touch.L5.left": 1,
    "findings.strength.knee_extension.left": "5",
    "findings.strength.ankle_plantarflexion.left": "5",
    "findings.strength.great_toe_extension.left": "4",
    "findings.strength.ankle_dorsiflexion.left": "4",
    "findings.strength.hip_abduction.left": "4",
    "findings.tension.straight_leg_raise.left": "positive",
}
FLAGS = [name for name in load_reference().questions if name.startswith("red_flags.")]
LEG_IS_NUMB = ("red_flags.numbness_tingling_or_weakness", "red_flags.persistent_beyond_few_weeks")
DENIED = {name: False for name in FLAGS if name not in LEG_IS_NUMB}
FALL = {"presentation.features.knee_injury": True, "red_flags.fall_or_injury": True, "patient.age": 30}


def of_kind(kind):
    return {source.id for source in load_reference().sources.values() if source.kind == kind}


def studies(answers):
    assessment = assess(record_of(answers), thorough=False)
    return {study.study: study for study in assessment.imaging}


def test_root_pain_of_six_weeks_without_a_red_flag_shows_the_caution():
    study = studies(L5_PAIN | DENIED)["mri_lumbar_spine"]
    assert study.priority == "routine"
    assert "six weeks of treatment" in study.caution
    assert {"acr2021", "acp2011", "ng59"} <= set(study.caution_sources)
    assert "knee_from_lower_back" in study.sources


@pytest.mark.parametrize("sign", ["red_flags.saddle_numbness", "red_flags.urinary_retention_or_incontinence"])
def test_cauda_equina_shows_no_caution(sign):
    study = studies(L5_PAIN | DENIED | {sign: True})["mri_lumbar_spine"]
    assert (study.priority, study.caution) == ("emergency", None)
    assert {"acr2021", "acp2011", "girft2023"} <= set(study.sources)


def test_a_knee_that_bears_no_weight_after_a_fall_suggests_an_x_ray():
    cannot, can = ({"findings.local.can_bear_weight_four_steps": answer} for answer in ("no", "yes"))
    study = studies(FALL | cannot)["xray_knee"]
    assert study.sources == ("bachmann2004", "stiell1996", "back_causes_knee")
    assert study.because == ("alerts.knee_fracture",)
    assert "xray_knee" not in studies(FALL | can)


# What raises each indication of the guidelines, and the study that they name for it.
OCCASIONS = {
    "cauda equina": ({"red_flags.saddle_numbness": True}, "mri_lumbar_spine", "acr2021"),
    "cancer": (
        {"red_flags.cancer_history": True, "presentation.features.back_pain": True},
        "mri_whole_spine",
        "ng234",
    ),
    "infection": ({"red_flags.fever": True}, "mri_lumbar_spine_with_contrast", "acr2021"),
    "fracture": (
        {"red_flags.fall_or_injury": True, "red_flags.osteoporosis": True, "presentation.features.back_pain": True},
        "xray_lumbar_spine",
        "acr2021",
    ),
    "severe deficit": ({"findings.strength.knee_extension.left": "2"}, "mri_lumbar_spine", "acp2011"),
    "worsening deficit": ({"red_flags.progressive_weakness": True}, "mri_lumbar_spine", "acp2011"),
    "candidate for surgery": (
        L5_PAIN
        | {
            "presentation.features.six_weeks_of_care_without_relief": True,
            "presentation.features.candidate_for_surgery_or_injection": True,
        },
        "mri_lumbar_spine",
        "acr2021",
    ),
    "prior surgery": (
        L5_PAIN | {"presentation.features.prior_lumbar_surgery": True},
        "mri_lumbar_spine_with_contrast",
        "acr2021",
    ),
}


@pytest.mark.parametrize("occasion", OCCASIONS)
def test_each_indication_suggests_the_study_that_the_guidelines_name(occasion):
    answers, name, guideline = OCCASIONS[occasion]
    study = studies(answers)[name]
    assert guideline in study.sources
    assert study.sources[0] in of_kind("guideline")


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_every_study_of_the_spine_for_a_case_names_a_guideline_before_any_article(path):
    record = read_record(json.loads(path.read_text(encoding="utf-8"))["record"])
    for study in assess(record, thorough=False).imaging:
        if "spine" in study.study or study.study == "bone_scan":
            assert study.sources[0] in of_kind("guideline"), study.study


def test_every_study_of_the_spine_cites_a_guideline():
    rows = [row for row in load_reference().imaging.values() if "spine" in row.study or row.study == "bone_scan"]
    assert len(rows) > 20
    assert [row.id for row in rows if not set(row.sources) & of_kind("guideline")] == []


def test_there_are_cases_to_check():
    assert len(CASES) > 100
