"""Cases with known answers: what counts as named."""

import math

import pytest

from exam.domain.evaluation.cases import score_case
from exam.domain.record.reading import RecordRefused
from tests.domain.evaluation.scored_cases import FIBULAR, L5, S1, scored_case
from tests.domain.records import written

RIGHT_L5 = ("root.L5", "right")


@pytest.mark.parametrize(
    ("expected", "first", "among_two"),
    [(L5, True, True), (S1, False, True), (RIGHT_L5, False, False), (FIBULAR, False, False)],
)
def test_a_case_is_named_only_by_its_exact_cause_and_side(expected, first, among_two):
    found = scored_case(expected, charted=(L5, S1))
    assert (found.first, found.among_two) == (first, among_two)
    assert (found.chart_first, found.chart_among_two) == (first, among_two)


def test_a_case_can_be_right_leniently():
    assert [scored_case(S1, acceptable=acceptable).lenient for acceptable in ((), ("root.L5",))] == [False, True]
    assert [scored_case(acceptable=acceptable).chart_lenient for acceptable in ((), ("root.S1",))] == [False, True]


@pytest.mark.parametrize(
    ("expected", "likeliest", "charted", "right", "chart_right"),
    [
        (L5, ("L5", "left"), (S1, L5), True, False),
        (L5, ("L5", "right"), (L5,), False, True),
        (("root.L4+L5", "both"), ("L4", "right"), (RIGHT_L5,), True, True),
        (L5, None, (("no_neurological_lesion", "none"),), False, False),
        (FIBULAR, ("L5", "left"), (L5,), None, None),
    ],
)
def test_the_likeliest_root_is_judged_where_roots_are_expected(expected, likeliest, charted, right, chart_right):
    found = scored_case(expected, likeliest_root=likeliest, charted=charted)
    assert (found.root, found.chart_root) == (right, chart_right)


def test_the_log_score_has_a_floor():
    assert scored_case(probability=1.0).log_score == 0
    assert scored_case(probability=0.5).log_score == pytest.approx(-0.693, abs=0.001)
    assert scored_case(probability=2e-6).log_score == pytest.approx(-13.122, abs=0.001)
    assert (
        scored_case(probability=1e-9).log_score
        == scored_case(probability=0.0).log_score
        == pytest.approx(-13.816, abs=0.001)
    )


@pytest.mark.parametrize(
    ("expected", "statement", "wrongly"),
    [
        (FIBULAR, "fits_one", True),
        (FIBULAR, "cannot_separate", False),
        (S1, "fits_one", False),
        (("other", "left"), "fits_one", True),
    ],
)
def test_a_root_is_named_wrongly_where_something_else_was_found(expected, statement, wrongly):
    assert scored_case(expected, statement=statement).root_named_wrongly is wrongly


@pytest.mark.parametrize(
    ("urgency", "emergency", "false"),
    [("emergency", False, True), ("emergency", True, False), ("emergency", None, False), ("urgent", False, False)],
)
def test_an_emergency_is_false_where_none_was_expected(urgency, emergency, false):
    assert scored_case(urgency=urgency, emergency=emergency).false_emergency is false


RECORD = written(
    presentation={"symptom_side": "left"},
    findings={
        "strength": {"great_toe_extension": {"right": "5", "left": "4"}, "hip_abduction": {"left": "4"}},
        "reflexes": {"achilles": {"right": 2, "left": 2}},
        "light_touch": {"L5": {"left": 1}},
    },
)
EXPECTED = {"cause": "root.L5", "side": "left", "label": "L5", "emergency": True}


def test_a_scored_case_includes_what_was_expected():
    found = score_case({"id": "case-1", "record": RECORD, "expected": EXPECTED})
    assert (found.id, found.expected.label, found.strict, found.expected.emergency) == ("case-1", "L5", True, True)
    assert found.named[0] == L5
    assert len(found.named) == 2
    assert found.likeliest_root == ("L5", "left")
    assert found.charted == (L5,)
    assert (found.statement, found.urgency, found.emergency_alerts) == ("fits_one", "routine", ())
    assert 0.6 < found.probability < 1


def test_the_first_two_roots_of_the_chart_are_taken():
    findings = {**RECORD["findings"], "reflexes": {"achilles": {"left": 0}}, "pinprick": {"L3": {"left": 1}}}
    assert score_case({"record": RECORD | {"findings": findings}, "expected": EXPECTED}).charted == (L5, S1)


def test_the_probability_is_that_of_all_that_is_accepted(monkeypatch):
    accepted = ("root.L5", "root.S1")
    monkeypatch.setattr("exam.domain.evaluation.expected.ACCEPTED_FOR", {"root.L5": accepted})
    both = score_case({"record": RECORD, "expected": EXPECTED}).probability
    monkeypatch.setattr("exam.domain.evaluation.expected.ACCEPTED_FOR", {})
    one, other = (
        score_case({"record": RECORD, "expected": EXPECTED | {"cause": cause}}).probability for cause in accepted
    )
    assert other > 0.001
    assert math.isclose(both, one + other)


def test_the_more_probable_root_of_two_legs_is_the_likeliest():
    other = {"strength": {"great_toe_extension": {"right": "4", "left": "5"}, "ankle_plantarflexion": {"left": "3"}}}
    record = RECORD | {"presentation": {"symptom_side": "both"}, "findings": RECORD["findings"] | other}
    record["findings"]["reflexes"] = {"achilles": {"right": 2, "left": 0}}
    record["findings"]["light_touch"] = {"S1": {"left": 0}, "L5": {"right": 2, "left": 2}}
    assert score_case({"record": record, "expected": EXPECTED}).likeliest_root == ("S1", "left")


def test_without_enough_examined_no_root_is_the_likeliest():
    assert score_case({"record": written(), "expected": EXPECTED}).likeliest_root is None


def test_a_scored_case_names_the_alerts_of_an_emergency():
    record = RECORD | {"red_flags": {"saddle_numbness": True, "cancer_history": True}}
    found = score_case({"record": record, "expected": EXPECTED})
    assert found.urgency == "emergency"
    assert "cauda_equina" in found.emergency_alerts


def test_only_alerts_of_an_emergency_are_named():
    record = RECORD | {"red_flags": {"fall_or_injury": True, "osteoporosis": True, "unexplained_weight_loss": True}}
    found = score_case({"record": record, "expected": EXPECTED})
    assert (found.urgency, found.emergency_alerts) == ("urgent", ())


def test_the_defaults_of_a_case():
    found = score_case({"record": RECORD, "expected": {"cause": "polyneuropathy"}})
    assert (found.id, found.expected.label, found.strict) == ("P-1", "polyneuropathy", True)
    assert (found.expected.side, found.expected.emergency) == ("none", False)


@pytest.mark.parametrize(
    ("case", "cause", "strict"),
    [({"strict": False}, "root.L5", False), ({"strict": True}, "other", True), ({}, "other", True)],
)
def test_a_case_is_counted_strictly_unless_it_says_otherwise(case, cause, strict):
    assert score_case(case | {"record": RECORD, "expected": {"cause": cause}}).strict is strict


def test_a_case_with_a_faulty_record_is_refused():
    with pytest.raises(RecordRefused, match="mood: is not a key of this format"):
        score_case({"record": RECORD | {"mood": "low"}, "expected": {"cause": "root.L5"}})


@pytest.mark.parametrize(
    ("case", "fault"),
    [({"expected": {"cause": "root.L5"}}, "null is not a record"), ({"record": RECORD}, "expected.cause: is required")],
)
def test_a_case_needs_a_record_and_an_expected_cause(case, fault):
    with pytest.raises(RecordRefused) as refused:
        score_case(case)
    assert str(refused.value) == fault
