"""A grade limited by pain is an observation of its grade wherever grades are read."""

import pytest

from exam.domain.evaluation.textbook_chart import look_up
from exam.domain.reasoning.assess import assess
from exam.domain.reasoning.localise.localise import localise
from exam.domain.reasoning.localise.observe import observe
from exam.domain.reasoning.localise.tables import base_tables
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


def test_the_textbook_chart_takes_the_grade():
    assert look_up(record_of({**REST, LEFT_FOOT: LIMITED})) == look_up(record_of({**REST, LEFT_FOOT: "2"}))
    assert look_up(record_of({LEFT_FOOT: LIMITED})) != look_up(record_of({LEFT_FOOT: "5"}))


def test_a_grade_that_pain_limited_counts_for_little():
    def chance_of_l5(grade):
        found = localise(record_of({**REST, LEFT_FOOT: grade}), thorough=False).candidates
        return next(one.probability for one in found if (one.cause, one.side) == ("root.L5", "left"))

    limited, plain, untested = (chance_of_l5(grade) for grade in (LIMITED, "2", {"not_tested": "pain"}))
    assert abs(limited - untested) < abs(plain - untested) / 2
    (observation,) = (one for one in observe(record_of({LEFT_FOOT: LIMITED}), base_tables()))
    assert observation.weight == pytest.approx(0.15)
    also = {"findings.strength.hip_abduction.left": LIMITED, "findings.strength.knee_flexion.right": LIMITED}
    three = observe(record_of({LEFT_FOOT: LIMITED} | also), base_tables())
    assert {(one.side, one.weight) for one in three} == {("left", 0.075), ("right", 0.15)}
    walked = observe(record_of({LEFT_FOOT: LIMITED, "findings.function.heel_walk.left": "unable"}), base_tables())
    assert walked[0].weight == 1.0


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
