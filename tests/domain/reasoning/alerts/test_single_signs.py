"""Answers that raise an emergency alone: each really does, none is missed, and one that is old does not."""

from datetime import date
from functools import cache

import pytest

from exam.domain.reasoning.alerts import raised
from exam.domain.reasoning.alerts.raised import alerts_of
from exam.domain.reasoning.alerts.single_signs import SingleSign, single_signs
from exam.domain.reasoning.assess import assess
from reference import load_reference
from reference.model import Alert, When
from tests.domain.records import FINDINGS, QUESTIONS, record_of

EMERGENCY = {"urgency": "emergency"}


@cache
def signs_found():
    """The signs of the reference, found once for all tests."""
    return single_signs()


def row(id, urgency="routine", turn=99, **when):
    return Alert(
        id=id,
        label=id,
        action="act",
        urgency=urgency,
        turn=turn,
        when=When(**{name: tuple(clauses) for name, clauses in when.items()}),
        sources=(),
        basis="judgement",
        reviewed_on=date(2026, 11, 28),
        review_by=date(2027, 11, 28),
    )


@pytest.fixture
def signs_of():
    """A function from rows, in the place of all alerts, to the signs found."""
    rows = load_reference().alerts
    before = dict(rows)

    def signs_of(*alerts):
        rows.clear()
        rows.update({alert.id: alert for alert in alerts})
        raised.rules_of_alerts.cache_clear()
        return single_signs()

    yield signs_of
    rows.clear()
    rows.update(before)
    raised.rules_of_alerts.cache_clear()


def test_one_of_several_clauses_is_enough_and_two_of_two_are_not(signs_of):
    signs = signs_of(
        row("one", **EMERGENCY, any=["red_flags.fever is true", "findings.saddle.anal_tone is_not normal"]),
        row("two", **EMERGENCY, all=["red_flags.fever is true", "red_flags.osteoporosis is true"]),
        row("less", "urgent", any=["red_flags.osteoporosis is true"]),
    )
    assert signs == (
        SingleSign("findings.saddle.anal_tone", ("reduced", "absent"), ("one",)),
        SingleSign("red_flags.fever", (True,), ("one",)),
    )


def test_an_alert_that_another_builds_on_counts_as_its_clauses(signs_of):
    signs = signs_of(
        row("below", any=["findings.strength.hip_flexion at_most 1", "red_flags.fever is true"]),
        row("between", all=["alerts.below is true"]),
        row("above", **EMERGENCY, all=["alerts.between is true"]),
    )
    assert signs == (
        SingleSign("findings.strength.hip_flexion.right", ("1", "0"), ("above",)),
        SingleSign("findings.strength.hip_flexion.left", ("1", "0"), ("above",)),
        SingleSign("red_flags.fever", (True,), ("above",)),
    )


def test_a_clause_about_both_sides_is_never_alone(signs_of):
    assert signs_of(row("both", **EMERGENCY, any=["findings.strength.*.both at_most 3"])) == ()


def test_one_answer_may_meet_two_conditions(signs_of):
    signs = signs_of(
        row("level", all=["findings.long_tract.trunk_sensory_level is present"]),
        row(
            "cord",
            **EMERGENCY,
            all=["alerts.level is true"],
            any=["findings.long_tract.trunk_sensory_level is present"],
        ),
    )
    assert signs == (SingleSign("findings.long_tract.trunk_sensory_level", ("present",), ("cord",)),)


def test_a_measurement_has_its_bounds(signs_of):
    path = "findings.saddle.post_void_residual_ml"
    signs = signs_of(
        row("high", **EMERGENCY, any=[f"{path} above 200"]),
        row("higher", **EMERGENCY, turn=1, any=[f"{path} at_least 900"]),
    )
    assert signs == (
        SingleSign(path, (), ("high",), between=(201, 899)),
        SingleSign(path, (), ("higher", "high"), between=(900, 3000)),
    )


def test_a_place_that_hurts_and_a_word_of_the_history_may_be_signs(signs_of):
    signs = signs_of(
        row("there", **EMERGENCY, any=["presentation.pain_sites.midline includes perineum"]),
        row("leg", **EMERGENCY, any=["presentation.paraesthesia_sites includes heel"]),
        row("then", **EMERGENCY, any=["presentation.onset is sudden"]),
    )
    assert {(sign.path, sign.values) for sign in signs} == {
        ("presentation.pain_sites.midline", ("perineum",)),
        ("presentation.paraesthesia_sites.right", ("heel",)),
        ("presentation.paraesthesia_sites.left", ("heel",)),
        ("presentation.onset", ("sudden",)),
    }


def test_what_is_not_said_to_be_old_is_new(signs_of):
    course, flag = "red_flag_course.saddle_numbness", "red_flags.saddle_numbness"
    signs = signs_of(row("numb", **EMERGENCY, any=[f"{course} is new"]))
    assert signs == (
        SingleSign(flag, (True,), ("numb",), unless=((course, "long_standing"),)),
        SingleSign(course, ("new",), ("numb",), unless=((flag, False), (flag, None))),
    )


def test_a_condition_that_a_duration_would_exclude_is_a_sign_all_the_same(signs_of):
    recent = row("recent", **EMERGENCY, any=["red_flags.fever is true"], none=["presentation.duration_weeks above 12"])
    assert [sign.path for sign in signs_of(recent)] == ["red_flags.fever"]


def answer_of(path, value):
    return {path: [value] if "_sites." in path else value}


def answers(sign):
    """Each answer of a sign as a record has it: the course of a flag needs the flag."""
    flag = {sign.path.replace("_course", "s"): True} if sign.path.startswith("red_flag_course.") else {}
    return [flag | answer_of(sign.path, value) for value in sign.between or sign.values]


def test_each_listed_answer_raises_its_emergencies_alone():
    assert len(signs_found()) > 20
    for sign in signs_found():
        assert answers(sign)
        for given in answers(sign):
            alerts = assess(record_of(given), thorough=False).alerts
            raised = {alert.id for alert in alerts if alert.urgency == "emergency"}
            assert raised == set(sign.alerts), (sign.path, given)


def test_no_other_finding_and_no_other_answer_to_a_question_raises_one_alone():
    listed = {(sign.path, value) for sign in signs_found() for value in sign.values}
    measured = {sign.path for sign in signs_found() if sign.between}
    for path, value in (*FINDINGS, *QUESTIONS):
        raised = any(alert.urgency == "emergency" for alert in alerts_of(record_of({path: value})))
        known = path in measured or (not isinstance(value, dict) and (path, value) in listed)
        assert known or not raised, path
        assert raised or (path, str(value)) not in {(one, str(other)) for one, other in listed}, path


def test_the_signs_of_the_cauda_equina_are_among_them():
    listed = {(sign.path, value) for sign in signs_found() for value in sign.values}
    assert ("red_flags.saddle_numbness", True) in listed
    assert ("findings.saddle.perianal_pinprick.left", 0) in listed
    assert ("findings.saddle.perianal_pinprick.left", 2) not in listed
