"""A record with other grades is the one that all of its answers come to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exam.domain.record.answers import Answer, fold
from exam.domain.record.findings import with_grades
from reference import load_reference
from tests.domain.records import answers, paths_of, record_of

KNEE, ANKLE = "findings.strength.knee_extension.left", "findings.reflexes.achilles.right"
SCALES = load_reference().scales
GRADES = [
    (path, grade.value)
    for test in load_reference().tests.values()
    for path in paths_of(test)
    for grade in SCALES[test.scale].grades
]


@given(answers, st.dictionaries(st.sampled_from([path for path, _ in GRADES]), st.none()))
def test_grades_that_are_taken_away_are_gone(before, cleared):
    record = record_of(before)
    left = {path: value for path, value in before.items() if path not in cleared}
    assert is_alike(with_grades(record, cleared.items()), record_of(left))


@given(answers, st.lists(st.sampled_from(GRADES), max_size=8))
def test_grades_are_as_if_all_answers_were_read_again(before, given_grades):
    after = before | dict(given_grades)
    assert is_alike(with_grades(record_of(before), given_grades), record_of(after))


def is_alike(one, other):
    """Whether two records say the same in the same order."""
    return one == other and list(one.findings) == list(other.findings)


@given(answers, st.randoms(use_true_random=False))
def test_the_order_of_the_findings_is_not_that_of_the_answers(given_answers, random):
    mixed = list(given_answers.items())
    random.shuffle(mixed)
    assert is_alike(record_of(given_answers), record_of(dict(mixed)))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (KNEE, "7"),
        (KNEE, "4/5"),
        (KNEE, True),
        (KNEE, {"not_tested": "pain"}),
        (KNEE, {"grade": "4", "limited_by": "pain"}),
        ("findings.strength.knee_extension", "4"),
        ("findings.strength.elbow.left", "4"),
        ("findings.reflexes.achilles.left", True),
        ("findings.stated_otherwise_normal", None),
        ("red_flags.fever", None),
        ("patient.age", 43),
    ],
)
def test_anything_else_is_read(path, value):
    assert with_grades(record_of({KNEE: "3"}), [(KNEE, "4"), (path, value)]) is None


def test_a_grade_is_put_in_taken_away_and_changed():
    record = record_of({KNEE: "4"})
    assert is_alike(with_grades(record, [(KNEE, None)]), record_of())
    assert is_alike(with_grades(record, [(KNEE, "3")]), record_of({KNEE: "3"}))
    assert is_alike(with_grades(record, [(ANKLE, 1)]), record_of({KNEE: "4", ANKLE: 1}))


def test_the_last_grade_at_a_place_counts():
    assert with_grades(record_of(), [(KNEE, "4"), (KNEE, "3")]) == fold(
        [Answer("patient.reference", "P-1"), Answer(KNEE, "3")]
    )
