"""Cases with known answers: what counts as named, and how cases are counted."""

import pytest

from exam.domain.evaluation.cases import Outcome, Tally, outcome_of, tallies, tally
from exam.domain.record.reading import RecordRefused
from tests.domain.records import written

L5 = ("root.L5", "left")
S1 = ("root.S1", "left")
FIBULAR = ("nerve.common_fibular", "left")


def outcome(expected=L5, named=(L5, S1), charted=(S1,), **more):
    given = {"id": "case", "label": "L5", "strict": True, "emergency": False} | more
    return Outcome(
        **{"statement": "fits_one", "urgency": "routine"} | given, expected=expected, named=named, charted=charted
    )


@pytest.mark.parametrize(
    ("expected", "first", "among_two"),
    [(L5, True, True), (S1, False, True), (("root.L5", "right"), False, False), (FIBULAR, False, False)],
)
def test_a_case_is_named_only_by_its_exact_cause_and_side(expected, first, among_two):
    found = outcome(expected)
    assert (found.first, found.among_two) == (first, among_two)


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
    assert outcome(expected, statement=statement).root_named_wrongly is wrongly


def test_a_group_is_counted():
    group = [
        outcome(),
        outcome(named=(S1, L5), charted=(L5, S1)),
        outcome(FIBULAR, named=(S1, L5), urgency="emergency"),
        outcome(emergency=True, urgency="emergency", strict=False, named=(S1, S1)),
        outcome(emergency=True, urgency="urgent", strict=False),
    ]
    assert tally(group) == Tally(
        cases=5,
        strict=3,
        top1=1 / 3,
        top2=2 / 3,
        chart_top1=1 / 3,
        root_named_wrongly=1,
        emergencies=2,
        emergencies_missed=1,
        false_emergencies=1,
    )


def test_without_strict_cases_there_are_no_rates():
    found = tally([outcome(strict=False)])
    assert (found.top1, found.top2, found.chart_top1) == (None, None, None)
    assert (found.cases, found.strict) == (1, 0)


def test_cases_are_grouped_by_label_and_all_root_lesions_together():
    cases = [outcome(), outcome(S1, label="S1"), outcome(FIBULAR, label="fibular nerve")]
    counted = tallies(cases)
    assert {name: row.cases for name, row in counted.items()} == {
        "L5": 1,
        "S1": 1,
        "fibular nerve": 1,
        "root lesions": 2,
        "all": 3,
    }


RECORD = written(
    presentation={"symptom_side": "left"},
    findings={
        "strength": {"great_toe_extension": {"right": "5", "left": "4"}, "hip_abduction": {"left": "4"}},
        "reflexes": {"achilles": {"right": 2, "left": 2}},
        "light_touch": {"L5": {"left": 1}},
    },
)


def test_the_outcome_of_a_case_includes_what_was_expected():
    case = {
        "id": "case-1",
        "record": RECORD,
        "expected": {"cause": "root.L5", "side": "left", "label": "L5", "emergency": True},
    }
    found = outcome_of(case)
    assert (found.id, found.label, found.strict, found.expected, found.emergency) == ("case-1", "L5", True, L5, True)
    assert found.named[0] == L5
    assert len(found.named) == 2
    assert found.charted == (L5,)
    assert (found.statement, found.urgency) == ("fits_one", "routine")


def test_the_defaults_of_a_case():
    found = outcome_of({"record": RECORD, "expected": {"cause": "polyneuropathy"}})
    assert (found.id, found.label, found.strict) == ("P-1", "polyneuropathy", True)
    assert (found.expected, found.emergency) == (("polyneuropathy", "none"), False)


@pytest.mark.parametrize(
    ("case", "cause"), [({"strict": False}, "root.L5"), ({"strict": True}, "other"), ({}, "other")]
)
def test_a_case_that_nobody_could_name_is_not_counted_strictly(case, cause):
    assert not outcome_of(case | {"record": RECORD, "expected": {"cause": cause}}).strict


def test_a_case_with_a_faulty_record_is_refused():
    with pytest.raises(RecordRefused, match="mood: is not a key of this format"):
        outcome_of({"record": RECORD | {"mood": "low"}, "expected": {"cause": "root.L5"}})


@pytest.mark.parametrize(
    ("case", "fault"),
    [
        ({"expected": {"cause": "root.L5"}}, "null is not a record"),
        ({"record": RECORD}, "expected.cause: is required"),
        ({"record": RECORD, "expected": "root.L5"}, "expected.cause: is required"),
        ({"record": RECORD, "expected": {}}, "expected.cause: is required"),
        ({"record": RECORD, "expected": {"cause": ["root.L5"]}}, "expected.cause: is required"),
    ],
)
def test_a_case_needs_a_record_and_an_expected_cause(case, fault):
    with pytest.raises(RecordRefused) as refused:
        outcome_of(case)
    assert str(refused.value) == fault
