"""The impression and the plan as forms send them, and whether the impression came before the ranking."""

import pytest

from exam.domain.reasoning.assess import assess
from exam.steps.assessment import asked_before_imaging, has_impression, offered_diagnoses, with_order
from exam.steps.sequence import step_named
from reference import load_reference

FIRST = "impression.entered_before_ranking"


def read(form, record):
    return step_named("assessment").read(form, record)


def ordered(form, record, *, seen):
    """The answers of a form with the order of impression and ranking, as they are stored."""
    return dict(with_order(read(form, record), record, ranking_seen=seen))


@pytest.mark.parametrize("seen", [True, False])
def test_a_first_impression_says_whether_the_ranking_was_seen(seen, record):
    assert ordered({"impression.cause": "root.L5"}, record(), seen=seen) == {
        "impression.cause": "root.L5",
        FIRST: not seen,
    }


def test_a_first_diagnosis_is_an_impression_too(record):
    given = ordered({"impression.diagnoses": "+sciatica"}, record(), seen=False)
    assert given == {"impression.diagnoses": ["sciatica"], FIRST: True}
    assert has_impression(record({"impression.diagnoses": ["sciatica"]}))


def test_a_cause_from_the_ranking_is_two_answers_and_was_entered_after_it(record):
    agreed = ordered({"impression.from_ranking": "root.L5 left"}, record(), seen=False)
    assert agreed == {"impression.cause": "root.L5", "impression.side": "left", FIRST: False}


def test_agreeing_is_taken_back_whole(record):
    agreed = record({"impression.cause": "root.L5", "impression.side": "left", FIRST: False})
    back = {"impression.cause": None, "impression.side": None, FIRST: None}
    assert ordered({"impression.from_ranking": ""}, agreed, seen=True) == back


def test_what_else_was_entered_remains_an_impression(record):
    both = record({"impression.cause": "root.L5", "impression.side": "left", "impression.text": "a disc", FIRST: False})
    assert FIRST not in ordered({"impression.from_ranking": ""}, both, seen=True)


@pytest.mark.parametrize(
    ("form", "after"),
    [
        ({"impression.text": "S1 after all, as I said"}, {}),
        ({"impression.from_ranking": "root.S1 left"}, {}),
        ({"impression.from_ranking": "root.L5 left"}, {FIRST: False}),
        ({"impression.side": "right"}, {FIRST: False}),
        ({"impression.diagnoses": "+sciatica"}, {FIRST: False}),
        ({"impression.diagnoses": "+herniated_disc"}, {}),
        ({"plan.text": "MRI"}, {}),
        ({FIRST: "true"}, {}),
    ],
)
def test_an_impression_changed_after_the_ranking_is_no_longer_from_before_it(form, after, record):
    own = {"impression.cause": "root.S1", "impression.side": "left", "impression.diagnoses": ["herniated_disc"]}
    given = ordered(form, record({**own, FIRST: True}), seen=True)
    assert {path: value for path, value in given.items() if path == FIRST} == after


def test_an_impression_changed_before_the_ranking_stays_from_before_it(record):
    before = record({"impression.cause": "root.S1", FIRST: True})
    assert ordered({"impression.cause": "root.L5"}, before, seen=False) == {"impression.cause": "root.L5"}


def test_a_side_alone_is_no_impression(record):
    assert ordered({"impression.side": "left", "impression.text": ""}, record(), seen=False) == {
        "impression.side": "left",
        "impression.text": None,
    }


@pytest.mark.parametrize(
    ("form", "answers"),
    [
        ({"plan.safety_net_given": "true"}, {"plan.safety_net_given": True}),
        ({"plan.safety_net_given": "false"}, {"plan.safety_net_given": False, "plan.safety_net_text": None}),
        ({"plan.safety_net_given": ""}, {"plan.safety_net_given": None, "plan.safety_net_text": None}),
        (
            {"plan.safety_net_text": "Come back\r\nat once"},
            {"plan.safety_net_text": "Come back\nat once", "plan.safety_net_given": True},
        ),
        ({"plan.safety_net_text": " "}, {"plan.safety_net_text": None}),
        ({"plan.review_in_weeks": "1,5"}, {"plan.review_in_weeks": 1.5}),
        ({"plan.text": "MRI"}, {"plan.text": "MRI"}),
    ],
)
def test_words_of_advice_say_that_it_was_given_and_never_outlive_it(form, answers, record):
    assert dict(read(form, record())) == answers


def test_the_diagnoses_that_the_record_supports_come_first_and_each_once():
    offered = offered_diagnoses(("osteoarthritis", "sciatica"))
    assert offered[:2] == ("osteoarthritis", "sciatica")
    assert sorted(offered) == sorted(load_reference().conditions)


def test_a_question_is_asked_before_imaging_only_where_it_would_change_it(record):
    untouched = record()
    assert asked_before_imaging(untouched, assess(untouched)) == ()
    weak = record({"findings.strength.great_toe_extension.left": "3", "presentation.symptom_side": "left"})
    asked = asked_before_imaging(weak, assess(weak))
    assert asked
    assert all(weak.at(path) is None for path in asked)
