"""What has changed between two examinations: per test and side, by the test's own scale."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exam.domain.record.earlier.changes import changes_between, worse_findings
from exam.domain.record.grades import is_abnormal, is_normal, rating
from exam.domain.record.model import FindingKey, LimitedGrade, NotTested
from reference import load_reference
from tests.domain.records import answers, record_of

ANKLE, KNEE = "strength.ankle_dorsiflexion.left", "reflexes.patellar.right"
OPPOSITE = {"new": "better", "worse": "better", "not_examined": "not_before", "not_before": "not_examined"}


def limited(grade):
    return {"grade": grade, "limited_by": "pain"}


REFUSED = {"not_tested": "declined"}


def found(finding, value):
    return record_of({f"findings.{finding}": value} if value is not None else {}).findings


def change(finding, then, now):
    (only,) = changes_between(found(finding, then), found(finding, now))
    return only.change


def worse(finding, then, now):
    return [key.short_path for key in worse_findings(changes_between(found(finding, then), found(finding, now)))]


@pytest.mark.parametrize(
    ("finding", "then", "now", "expected"),
    [
        # strength: less than two half-grades or a whole grade is within what grading again gives
        (ANKLE, "4", "3", "worse"),
        (ANKLE, "4", "4-", "slight"),
        (ANKLE, "4+", "4-", "worse"),
        (ANKLE, "5", "4+", "slight"),
        (ANKLE, "5", "4", "new"),
        (ANKLE, "4-", "3", "worse"),
        (ANKLE, "2", "1", "worse"),
        (ANKLE, "2-", "1", "slight"),
        (ANKLE, "1", "0", "worse"),
        (ANKLE, "0", "1", "better"),
        (ANKLE, "3", "4", "better"),
        (ANKLE, "4", "5", "better"),
        (ANKLE, "4+", "5", "slight"),
        (ANKLE, "4", "4", "unchanged"),
        # pain limited the lower grade: nobody knows
        (ANKLE, "5", limited("3"), "uncertain"),
        (ANKLE, limited("3"), "5", "uncertain"),
        (ANKLE, limited("4"), "3", "worse"),
        (ANKLE, "3", limited("4"), "better"),
        (ANKLE, limited("4"), limited("3"), "uncertain"),
        (ANKLE, "4", limited("4"), "unchanged"),
        # a reflex has two directions away from normal
        (KNEE, 2, 1, "new"),
        (KNEE, 1, 0, "worse"),
        (KNEE, 2, 3, "new"),
        (KNEE, 3, 4, "worse"),
        (KNEE, 4, 2, "better"),
        (KNEE, 0, 1, "better"),
        (KNEE, 3, 1, "new"),
        (KNEE, 1, 3, "new"),
        ("long_tract.muscle_tone.left", "flaccid", "spastic", "new"),
        ("long_tract.muscle_tone.left", "normal", "spastic", "new"),
        ("light_touch.L5.left", 1, 0, "worse"),
        ("light_touch.L5.left", 2, 1, "new"),
        ("function.heel_walk.left", "weak", "unable", "worse"),
        ("other.pedal_pulses.left", "present", "absent", "new"),
        ("other.calf_wasting.left", "present", "absent", "better"),
        ("long_tract.plantar_response.left", "equivocal", "extensor", "worse"),
        ("local.hip_internal_rotation.left", "painful", "limited", "worse"),
        ("saddle.anal_tone", "normal", "absent", "new"),
        # measurements say which is worse, and have no normal
        ("tension.straight_leg_raise_degrees.left", 60, 45, "worse"),
        ("tension.straight_leg_raise_degrees.left", 60, 46, "slight"),
        ("tension.straight_leg_raise_degrees.left", 45, 60, "better"),
        ("saddle.post_void_residual_ml", 100, 150, "worse"),
        ("saddle.post_void_residual_ml", 150, 101, "slight"),
        ("saddle.post_void_residual_ml", 150, 100, "better"),
        # what was not examined, or could not be, is neither better nor worse
        (ANKLE, "5", None, "not_examined"),
        (ANKLE, "5", REFUSED, "not_examined"),
        (ANKLE, None, "3", "not_before"),
        (ANKLE, REFUSED, "3", "not_before"),
    ],
)
def test_each_result_is_compared_by_its_own_scale(finding, then, now, expected):
    assert change(finding, then, now) == expected


@pytest.mark.parametrize(
    ("finding", "then", "now"),
    [
        (ANKLE, "4", "3"),
        (ANKLE, "5", "4"),
        (ANKLE, limited("4"), "3"),
        (KNEE, 2, 1),
        (KNEE, 1, 0),
        (KNEE, 3, 0),
        ("light_touch.L5.left", 2, 1),
        ("pinprick.S1.right", 1, 0),
        ("territory.first_web_space.left", 2, 0),
        ("function.heel_walk.left", "normal", "unable"),
    ],
)
def test_a_deficit_that_is_new_or_worse_counts(finding, then, now):
    assert worse(finding, then, now) == [finding]


@pytest.mark.parametrize(
    ("finding", "then", "now"),
    [
        (ANKLE, "5", "4+"),
        (ANKLE, "3", "4"),
        (ANKLE, "5", limited("3")),
        (ANKLE, "5", REFUSED),
        (ANKLE, REFUSED, "0"),
        (ANKLE, None, "0"),
        (ANKLE, "5", None),
        # a brisk reflex is no lost one
        (KNEE, 2, 3),
        (KNEE, 0, 4),
        # signs that have alerts of their own, and no deficit of a leg
        ("saddle.anal_tone", "normal", "absent"),
        ("long_tract.plantar_response.left", "flexor", "extensor"),
        ("local.knee_effusion.left", "absent", "present"),
        ("tension.straight_leg_raise_degrees.left", 80, 20),
    ],
)
def test_nothing_else_counts_as_worse(finding, then, now):
    assert worse(finding, then, now) == []


def test_what_could_not_be_tested_both_times_is_no_change():
    assert changes_between(found(ANKLE, REFUSED), found(ANKLE, {"not_tested": "pain"})) == ()


def test_changes_are_in_the_order_of_the_tests_right_before_left():
    then = record_of({"findings.strength.knee_extension.left": "5", "findings.reflexes.patellar.left": 2}).findings
    now = record_of({"findings.strength.knee_extension.right": "5", "findings.reflexes.patellar.left": 2}).findings
    order = [one.key.short_path for one in changes_between(then, now)]
    assert order == ["reflexes.patellar.left", "strength.knee_extension.right", "strength.knee_extension.left"]


@given(answers)
def test_a_record_compared_with_itself_is_unchanged(given_answers):
    findings = record_of(given_answers).findings
    changes = changes_between(findings, findings)
    assert {one.change for one in changes} <= {"unchanged"}
    assert worse_findings(changes) == ()


def grades_of(test):
    scale = load_reference().scales[test.scale]
    return [grade.value for grade in scale.grades] or list(range(0, scale.maximum, 7))


tests = st.sampled_from(list(load_reference().tests.values()))
pairs = tests.flatmap(lambda test: st.tuples(st.just(test), *[st.sampled_from([*grades_of(test), None])] * 2))


@given(pairs)
def test_the_other_way_round_what_was_worse_is_better(pair):
    test, then, now = pair
    key = FindingKey(test.id, "left" if test.sided else None)
    one, other = ({key: value} if value is not None else {} for value in (then, now))
    there = [found.change for found in changes_between(one, other)]
    back = [found.change for found in changes_between(other, one)]
    opposite = OPPOSITE | {"better": "worse" if there == ["better"] and is_abnormal_or_measured(key, other) else "new"}
    crossed = then is not None and now is not None and is_abnormal(key.test, then) and there == ["new"]
    assert back == (there if crossed else [opposite.get(change, change) for change in there])


def is_abnormal_or_measured(key, findings):
    measured = not load_reference().scales[load_reference().tests[key.test].scale].grades
    return measured or is_abnormal(key.test, findings[key])


@given(st.sampled_from(grades_of(load_reference().tests["strength.knee_extension"])), st.booleans())
def test_what_pain_limited_is_never_worse(grade, then):
    key = FindingKey("strength.knee_extension", "left")
    low = LimitedGrade(grade, "pain")
    changes = changes_between({key: "5"}, {key: low}) if then else changes_between({key: low}, {key: NotTested("pain")})
    assert worse_findings(changes) == ()


@pytest.mark.parametrize(
    ("finding", "value", "expected"),
    [
        (ANKLE, "4+", "abnormal"),
        (ANKLE, "5", "normal"),
        (ANKLE, limited("4"), "abnormal"),
        (ANKLE, REFUSED, None),
        ("saddle.post_void_residual_ml", 201, "abnormal"),
        ("saddle.post_void_residual_ml", 200, "measured"),
        ("tension.straight_leg_raise_degrees.left", 60, "measured"),
        ("tension.straight_leg_raise_degrees.left", 59, "abnormal"),
    ],
)
def test_what_is_abnormal_and_what_normal(finding, value, expected):
    ((key, result),) = found(finding, value).items()
    assert rating(key.test, result) == expected
    assert is_abnormal(key.test, result) is (expected == "abnormal")
    assert is_normal(key.test, result) is (expected == "normal")
