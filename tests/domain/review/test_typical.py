"""The simulated examinations on which influence is measured."""

import pytest

from exam.domain.record.reading import read_record
from exam.domain.record.writing import write_record
from exam.domain.review.typical import result_at, typical_examinations
from reference import load_reference

RECORDS = typical_examinations(8)


def test_they_are_the_same_every_time():
    assert typical_examinations(8) == RECORDS
    assert typical_examinations(8, seed=1) != RECORDS


def test_each_is_a_valid_record():
    assert [read_record(write_record(record)) for record in RECORDS] == RECORDS


def test_a_quarter_has_symptoms_in_both_legs():
    assert [record.presentation.symptom_side for record in RECORDS] == ["left"] * 6 + ["both"] * 2
    assert all("right" not in record.presentation.pain_sites for record in RECORDS[:6])


def test_every_second_one_has_only_core_tests():
    tests = load_reference().tests
    core = [all(tests[key.test].core for key in record.findings) for record in RECORDS]
    assert core == [False, True] * 4
    assert {key.test for key in RECORDS[1].findings} == {test.id for test in tests.values() if test.core}


def test_the_history_is_complete_and_not_the_same_for_all():
    assert all(record.red_flags and record.presentation.features for record in RECORDS)
    assert {record.presentation.onset for record in typical_examinations(40)} == {"sudden", "gradual"}
    assert "bilateral_leg_symptoms" not in RECORDS[0].red_flags


@pytest.mark.parametrize(
    ("test", "depth", "result"),
    [
        ("strength.knee_extension", 0, "5"),
        ("strength.knee_extension", 3, "2+"),
        ("reflexes.achilles", -1, 3),
        ("strength.knee_extension", -1, "5"),
        ("tension.straight_leg_raise", 3, "positive"),
        ("saddle.post_void_residual_ml", 0, 200),
        ("saddle.post_void_residual_ml", 1, 201),
    ],
)
def test_a_depth_has_a_result(test, depth, result):
    assert result_at(test, depth) == result
