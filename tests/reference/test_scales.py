"""The scales: what a grade is called, and how bad it is."""

import pytest

from tests.reference.faults import edited, faults_of

MRC_LEVELS = {"5": "normal"}
MRC_LEVELS |= dict.fromkeys(["4+", "4", "4-"], "mild") | dict.fromkeys(["3+", "3", "3-"], "moderate")
MRC_LEVELS |= dict.fromkeys(["2+", "2", "2-", "1", "0"], "severe")

LEVELS = {
    "mrc": MRC_LEVELS,
    "reflex": {0: "severe", 1: "mild", 2: "normal", 3: "raised", 4: "raised"},
    "sensation": {0: "severe", 1: "mild", 2: "normal"},
    "function": {"normal": "normal", "weak": "mild", "unable": "moderate"},
    "rising": {"normal": "normal", "weak": "mild", "unable": "mild"},
    "sign": {"negative": "normal", "positive": "abnormal"},
    "presence": {"absent": "normal", "present": "abnormal"},
    "present_normal": {"present": "normal", "absent": "abnormal"},
    "contraction": {"present": "normal", "absent": "abnormal"},
    "yes_normal": {"yes": "normal", "no": "abnormal"},
    "plantar": {"flexor": "normal", "equivocal": "mild", "extensor": "abnormal"},
    "tone": {"normal": "normal", "flaccid": "abnormal", "spastic": "raised"},
    "anal_tone": {"normal": "normal", "reduced": "mild", "absent": "severe"},
    "vibration": {"normal": "normal", "reduced": "mild", "absent": "severe"},
    "position_sense": {"normal": "normal", "reduced": "mild", "absent": "severe"},
    "bulbocavernosus": {"present": "normal", "absent": "abnormal"},
    "hip_rotation": {"normal": "normal", "painful": "abnormal", "limited": "abnormal"},
}


@pytest.mark.parametrize("scale", LEVELS)
def test_each_grade_is_as_bad_as_agreed(reference, scale):
    assert {grade.value: grade.level for grade in reference.scales[scale].grades} == LEVELS[scale]


def test_there_are_no_scales_other_than_these_and_the_measurements(reference):
    measured = {name for name, scale in reference.scales.items() if not scale.grades}
    assert measured == {"degrees", "millilitres"}
    assert set(reference.scales) == set(LEVELS) | measured


def test_a_graded_scale_has_exactly_one_normal(reference):
    graded = [scale for scale in reference.scales.values() if scale.grades]
    assert [s.id for s in graded if sum(grade.level == "normal" for grade in s.grades) != 1] == []


def test_a_measurement_has_bounds_and_a_unit(reference):
    measured = [scale for scale in reference.scales.values() if not scale.grades]
    assert all(scale.minimum is not None and scale.maximum is not None and scale.unit for scale in measured)


def test_the_grades_of_a_scale_have_different_words(reference):
    for scale in reference.scales.values():
        words = [grade.label for grade in scale.grades], [grade.meaning for grade in scale.grades]
        assert all(len(set(each)) == len(each) for each in words), scale.id


def test_five_grades_of_strength_are_one_tap_away(reference):
    assert [g.value for g in reference.scales["mrc"].grades if g.common] == ["5", "4+", "4", "4-", "3"]


def test_the_weakest_strength_comes_last(reference):
    order = [grade.value for grade in reference.scales["mrc"].grades]
    assert order == ["5", "4+", "4", "4-", "3+", "3", "3-", "2+", "2", "2-", "1", "0"]


def test_every_scale_is_used_by_a_test(reference):
    assert {test.scale for test in reference.tests.values()} == set(reference.scales)


def test_the_fault_of_a_scale_completes_its_sentence(reference):
    wrong = [s.id for s in reference.scales.values() if s.fault[0].isupper() or s.fault.endswith(".")]
    assert wrong == []


def test_each_grade_but_the_normal_one_is_in_one_direction_the_nearest_first(reference):
    assert reference.scales["reflex"].directions == ((1, 0), (3, 4))
    assert reference.scales["tone"].directions == (("flaccid",), ("spastic",))
    assert reference.scales["sensation"].directions == ((1, 0),)
    assert reference.scales["mrc"].directions[0][0] == "4+"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('worse = "lower"\n', "", "is a measurement that says not which is worse, or grades that say it"),
        ("minimum = 0\n", "away = [[1]]\nminimum = 0\n", "needs each grade but the normal one in one direction"),
    ],
)
def test_a_scale_that_cannot_be_compared_is_refused(tmp_path, old, new, fault):
    assert faults_of(edited(tmp_path / "data", "scales.toml", old, new)) == [f"scales.toml: degrees: {fault}"]
