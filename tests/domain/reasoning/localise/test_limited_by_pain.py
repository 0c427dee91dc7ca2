"""A grade limited by pain is an observation of its grade wherever grades are read."""

import pytest

from exam.domain.evaluation.textbook_chart import look_up
from exam.domain.reasoning.assess import assess
from exam.domain.reasoning.deficits import deficits_of
from tests.domain.records import record_of

LEFT_FOOT = "findings.strength.ankle_dorsiflexion.left"
LIMITED = {"grade": "2", "limited_by": "pain"}
REST = {
    "presentation.symptom_side": "left",
    "findings.strength.great_toe_extension.left": "2",
    "findings.strength.hip_abduction.left": "5",
    "findings.light_touch.L5.left": 1,
    "findings.reflexes.achilles.left": 2,
}


@pytest.mark.parametrize("read", [look_up, deficits_of], ids=["textbook chart", "deficits"])
def test_every_reader_of_grades_takes_the_grade(read):
    assert read(record_of({**REST, LEFT_FOOT: LIMITED})) == read(record_of({**REST, LEFT_FOOT: "2"}))
    assert read(record_of({LEFT_FOOT: LIMITED})) != read(record_of({LEFT_FOOT: "5"}))


def test_alerts_read_the_grade_as_it_is():
    both = {LEFT_FOOT: LIMITED, "findings.strength.ankle_dorsiflexion.right": LIMITED}
    plain = dict.fromkeys(both, "2")
    limited, unlimited = assess(record_of(both)), assess(record_of(plain))
    assert [alert.id for alert in limited.alerts] == [alert.id for alert in unlimited.alerts] != []


def test_what_is_unexplained_names_the_grade():
    found = {**REST, LEFT_FOOT: LIMITED, "findings.strength.knee_extension.right": {"grade": "3", "limited_by": "pain"}}
    values = {(one.finding, one.side): one.value for one in assess(record_of(found)).unexplained}
    assert values.get(("strength.knee_extension", "right"), "3") == "3"
    assert all(isinstance(value, (str, int)) for value in values.values())
