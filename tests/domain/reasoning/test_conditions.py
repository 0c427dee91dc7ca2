"""Each condition has a record that lists it and a neighbour that does not; silence and a normal leg list nothing."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exam.domain.reasoning.alerts.raised import raised_alerts
from exam.domain.reasoning.assess import assess, write_assessment
from exam.domain.reasoning.conditions import conditions_of, nothing_points, picture_of
from exam.domain.reasoning.facts import facts_of
from exam.domain.record.reading import read_record
from reference import load_reference
from tests.domain.assessments import candidate
from tests.domain.records import QUESTIONS, mirrored, paths_of, record_of

FEATURE = "presentation.features."
CASES = sorted((Path(__file__).parents[2] / "cases").glob("case-*.json"))


def yes(*names):
    return {FEATURE + name: True for name in names}


def no(*names):
    return {FEATURE + name: False for name in names}


def pain(*sites, side="left"):
    return {f"presentation.pain_sites.{side}": list(sites)}


def local(name, found, side="left"):
    return {f"findings.local.{name}.{side}": found}


def tension(name, found="positive", side="left"):
    return {f"findings.tension.{name}.{side}": found}


ROOT = {"localisation.kind": "root", "localisation.cause": "root.L5", "localisation.statement": "fits_one"}
TOO_LITTLE = ROOT | {"localisation.statement": "not_enough_examined"}
FIBULAR = {"localisation.kind": "nerve", "localisation.statement": "fits_non_root"}
LOW_BACK = {"presentation.pain_sites.midline": ["low_back"]}
STIFF = yes("back_pain_before_45", "morning_stiffness_over_30_min", "better_with_exercise")
KNEE_INJURY = yes("knee_injury")

# condition: a record (with the localisation) that lists it, and its nearest neighbour.
CONDITIONS = {
    "sciatica": (pain("posterior_thigh"), pain("anterior_thigh")),
    "lumbar_radiculopathy": (ROOT, TOO_LITTLE),
    "herniated_disc": (tension("straight_leg_raise"), tension("straight_leg_raise") | FIBULAR),
    "degenerative_disc_disease": (
        yes("worse_with_bending") | {"patient.age": 40},
        yes("worse_with_bending") | {"patient.age": 39},
    ),
    "spinal_stenosis": (
        yes("relieved_by_sitting_or_bending_forward"),
        no("relieved_by_sitting_or_bending_forward", "worse_with_walking_or_standing"),
    ),
    "spondylolisthesis": (yes("worse_with_walking_or_standing") | LOW_BACK, LOW_BACK),
    "piriformis_syndrome": (
        pain("buttock", "posterior_thigh"),
        pain("buttock") | pain("posterior_thigh", side="right"),
    ),
    "ankylosing_spondylitis": (STIFF, STIFF | {"presentation.duration_weeks": 11}),
    "rheumatoid_arthritis": (
        yes("morning_stiffness_over_30_min", "knee_swelling"),
        yes("morning_stiffness_over_30_min"),
    ),
    "osteoarthritis": (
        local("hip_internal_rotation", "limited") | {"patient.age": 40},
        local("hip_internal_rotation", "normal") | {"patient.age": 40},
    ),
    "patellofemoral_pain": (
        local("patellar_compression_pain", "present"),
        local("patellar_compression_pain", "absent"),
    ),
    "meniscal_tear": (local("mcmurray", "present"), local("mcmurray", "absent")),
    "iliotibial_band_syndrome": (
        local("lateral_knee_band_tenderness", "present"),
        local("joint_line_tenderness", "present"),
    ),
    "trochanteric_pain": (
        local("trochanteric_tenderness", "present"),
        local("trochanteric_tenderness", "absent"),
    ),
    "fracture": (KNEE_INJURY | {"patient.age": 55}, KNEE_INJURY | {"patient.age": 54}),
}


def informed(answers):
    """The facts with their alerts and the localisation, as the assessment passes them on."""
    localised = {path: value for path, value in answers.items() if path.startswith("localisation.")}
    facts = facts_of(record_of({path: value for path, value in answers.items() if path not in localised}))
    return facts | {f"alerts.{alert.id}": True for alert in raised_alerts(facts)} | localised


def listed(answers):
    return {condition.id: condition for condition in conditions_of(informed(answers))}


def sentences(arguments):
    return [argument.sentence for argument in arguments]


def test_every_condition_is_in_the_table():
    assert set(CONDITIONS) == set(load_reference().conditions)


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_record_lists_the_condition_with_its_reasons(name):
    record, neighbour = CONDITIONS[name]
    assert name not in listed(neighbour)
    condition = listed(record)[name]
    row = load_reference().conditions[name]
    assert condition.for_
    for argument in (*condition.for_, *condition.against):
        support = next(support for support in (*row.supports, *row.opposes) if support.sentence == argument.sentence)
        assert argument.sources == support.sources
        assert argument.because
        assert set(argument.because) <= set(informed(record))


NORMAL = [
    (path, grade.value)
    for test in load_reference().tests.values()
    for grade in load_reference().scales[test.scale].grades
    for path in paths_of(test)
    if grade.level == "normal"
]
DENIED = [(path, False) for path, _ in QUESTIONS]


@given(st.lists(st.sampled_from([*NORMAL, *DENIED]), max_size=60).map(dict))
def test_what_is_normal_or_denied_lists_nothing(answers):
    assert conditions_of(informed(answers)) == ()


@pytest.mark.parametrize("record", [{}, {"patient.age": 70}, TOO_LITTLE, {"presentation.symptom_side": "left"}])
def test_a_record_that_says_nothing_of_them_lists_none(record):
    assert listed(record) == {}


def test_the_best_supported_comes_first():
    record = yes("pain_below_knee", "worse_with_cough_or_sneeze") | LOW_BACK | pain("posterior_leg")
    found = conditions_of(informed(record | local("lateral_knee_band_tenderness", "present")))
    counts = [len(condition.for_) for condition in found]
    assert counts == sorted(counts, reverse=True)
    assert (found[0].id, found[-1].id) == ("sciatica", "iliotibial_band_syndrome")


def test_the_other_leg_is_no_argument():
    one_sided = {"presentation.symptom_side": "left"} | yes("pain_below_knee")
    other_leg = tension("straight_leg_raise", side="right") | local("hip_internal_rotation", "painful", "right")
    alone, beside = listed(one_sided)["sciatica"], listed(one_sided | other_leg)["sciatica"]
    assert (alone.for_, alone.against) == (beside.for_, beside.against)


def test_a_normal_leg_is_no_argument_against_the_other():
    raised = tension("straight_leg_raise") | tension("straight_leg_raise", "negative", "right")
    assert listed(raised | yes("pain_below_knee"))["sciatica"].against == ()
    neither = tension("straight_leg_raise", "negative") | tension("straight_leg_raise", "negative", "right")
    against = listed(neither | yes("pain_below_knee"))["sciatica"].against
    assert sentences(against) == ["Straight leg raise is negative."]
    assert against[0].because == tuple(f"findings.tension.straight_leg_raise.{side}" for side in ("right", "left"))


def test_a_lesion_elsewhere_is_an_argument_against_sciatica():
    elsewhere = "The findings together fit a lesion away from the sciatic nerve and its roots."
    cord = {"localisation.kind": "upper_motor_neuron", "localisation.statement": "fits_non_root"}
    assert sentences(listed(pain("posterior_thigh") | cord)["sciatica"].against) == [elsewhere]
    for other in (ROOT, FIBULAR, cord | {"localisation.statement": "cannot_separate"}):
        assert listed(pain("posterior_thigh") | other)["sciatica"].against == ()


def test_findings_that_fit_no_single_lesion_argue_against_a_root():
    none_fits = {"localisation.kind": "none", "localisation.statement": "fits_none"}
    against = listed(tension("straight_leg_raise") | none_fits)["lumbar_radiculopathy"].against
    assert sentences(against) == ["The findings fit no single root, nor any other single lesion that Dermyo knows."]


def test_an_asymptomatic_leg_with_a_sign_of_its_own_is_listed():
    record = {"presentation.symptom_side": "left"} | local("mcmurray", "present", "right")
    assert listed(record)["meniscal_tear"].for_[0].because == ("findings.local.mcmurray.right",)


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_mirrored_record_lists_the_same(name):
    record, _ = CONDITIONS[name]
    turned = listed(mirrored(record))[name]
    assert sentences(turned.for_) == sentences(listed(record)[name].for_)


def test_stiffness_that_exercise_eases_before_45_is_spondyloarthritis_with_its_imaging():
    assessment = assess(record_of(STIFF), thorough=False)
    assert [condition.id for condition in assessment.conditions] == ["ankylosing_spondylitis"]
    assert [study.study for study in assessment.imaging] == ["xray_sacroiliac_joints"]
    assert assessment.imaging[0].sources == ("sieper2009", "rudwaleit2009")
    night = assess(record_of(STIFF | yes("night_pain")), thorough=False)
    assert "mri_sacroiliac_joints" in [study.study for study in night.imaging]


STENOSIS = yes("relieved_by_sitting_or_bending_forward", "worse_with_walking_or_standing") | {"patient.age": 72}
NO_LESION = assess(record_of()).candidates


def picture(record, statement="no_lesion_found", candidates=NO_LESION):
    conditions = assess(record_of(record), thorough=False).conditions
    return picture_of(conditions) if nothing_points(statement, candidates) else None


def test_where_nothing_localises_a_record_with_enough_reasons_is_a_picture():
    assert picture(STENOSIS) == "spinal_stenosis"
    assert picture(STIFF | {"presentation.onset": "gradual"}) == "ankylosing_spondylitis"
    assert picture(STENOSIS | {"patient.age": 60}) is None
    assert picture({}) is None


def test_a_reason_against_a_condition_counts_against_its_picture():
    hip = local("hip_internal_rotation", "painful")
    assert picture(STENOSIS | hip | {"presentation.symptom_side": "left"}) is None


def test_of_two_pictures_the_one_with_more_reasons_is_named():
    stiff = STIFF | yes("night_pain") | {"presentation.onset": "gradual"}
    assert picture(STENOSIS | stiff | {"presentation.duration_weeks": 20}) == "ankylosing_spondylitis"


@pytest.mark.parametrize(
    ("statement", "first", "named"),
    [
        ("not_enough_examined", "root.L5", True),
        ("cannot_separate", "no_neurological_lesion", True),
        ("cannot_separate", "root.L5", False),
        ("fits_one", "root.L5", False),
        ("fits_none", "other_lesion", False),
    ],
)
def test_a_picture_is_named_only_where_nothing_points_to_a_root_or_nerve(statement, first, named):
    ranked = [candidate(first, "left")]
    assert picture(STENOSIS, statement, ranked) == ("spinal_stenosis" if named else None)


def test_a_condition_without_a_number_of_reasons_is_never_a_picture():
    sciatica = pain("posterior_thigh") | yes("pain_below_knee", "leg_pain_worse_than_back_pain", "back_pain")
    assert len(listed(sciatica | {"presentation.symptom_side": "left"})["sciatica"].for_) >= 5
    assert picture(sciatica | {"presentation.symptom_side": "left"}) is None


def test_the_format_of_the_assessment_does_not_contain_them():
    assessment = assess(record_of(STIFF), thorough=False)
    assert assessment.conditions
    assert "conditions" not in write_assessment(assessment)


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_a_case_lists_only_what_it_supports(path):
    record = read_record(json.loads(path.read_text(encoding="utf-8"))["record"])
    stated = set(facts_of(record))
    for condition in assess(record, thorough=False).conditions:
        assert condition.for_
        paths = {name for argument in (*condition.for_, *condition.against) for name in argument.because}
        assert {name for name in paths if not name.startswith(("alerts.", "localisation."))} <= stated
