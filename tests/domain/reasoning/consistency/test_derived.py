"""What the complaint says is answered yes, never no; it follows the complaint, and never changes an answer by hand."""

import pytest

from exam.domain.reasoning.assess import assess
from exam.domain.reasoning.consistency.contradictions import contradictions_of
from exam.domain.reasoning.consistency.derived import following, said_by_complaint
from reference import load_reference
from tests.domain.reasoning.consistency.contradicting import FEATURE, FLAG, PAIN, SIDE, TINGLING, WEEKS
from tests.domain.records import record_of

BELOW, KNEE_ONLY, BACK = FEATURE + "pain_below_knee", FEATURE + "knee_pain_only", FEATURE + "back_pain"
BOTH_LEGS, BEFORE_45 = FLAG + "bilateral_leg_symptoms", FEATURE + "back_pain_before_45"
NUMB, SADDLE, PERSISTENT = (
    FLAG + name for name in ("numbness_tingling_or_weakness", "saddle_numbness", "persistent_beyond_few_weeks")
)
LOW_BACK = {PAIN + "midline": ["low_back"]}
# question: what answers it, and the nearest complaint that does not.
DERIVED = [
    (BOTH_LEGS, {SIDE: "both"}, {SIDE: "right"}),
    (BOTH_LEGS, {PAIN + "right": ["hip"], TINGLING + "left": ["sole"]}, {PAIN + "right": ["hip"]}),
    (
        BOTH_LEGS,
        {PAIN + "right": ["hip"], PAIN + "left": ["hip"]},
        {PAIN + "right": ["hip"], PAIN + "left": ["hip"], SIDE: "left"},
    ),
    (NUMB, {TINGLING + "left": ["sole"]}, {TINGLING + "midline": ["sacrum"]}),
    (SADDLE, {TINGLING + "midline": ["perineum"]}, {PAIN + "midline": ["perineum"]}),
    (PERSISTENT, {WEEKS: 6}, {WEEKS: 5}),
    (BACK, LOW_BACK, {PAIN + "midline": ["sacrum"]}),
    (BELOW, {PAIN + "right": ["posterior_leg"]}, {PAIN + "right": ["knee", "hip"], TINGLING + "right": ["sole"]}),
    (KNEE_ONLY, {PAIN + "right": ["knee"], PAIN + "left": ["knee"]}, {PAIN + "right": ["knee"], **LOW_BACK}),
    (KNEE_ONLY, {PAIN + "right": ["knee"]}, {PAIN + "right": ["knee"], BACK: True}),
    (BEFORE_45, {"patient.age": 44, **LOW_BACK}, {"patient.age": 45, **LOW_BACK}),
    (BEFORE_45, {"patient.age": 44, BACK: True}, {"patient.age": 44}),
]


@pytest.mark.parametrize(("question", "says", "neighbour"), DERIVED)
def test_the_complaint_answers_a_question_and_its_neighbour_does_not(question, says, neighbour):
    assert question in said_by_complaint(record_of(says))
    assert question not in said_by_complaint(record_of(neighbour))


def test_every_question_that_can_be_derived_is_tested():
    rows = load_reference().questions.values()
    assert {question for question, _, _ in DERIVED} == {row.id for row in rows if row.derived_from}


@pytest.mark.parametrize(("question", "says", "_neighbour"), DERIVED)
def test_a_no_to_what_the_complaint_says_is_a_contradiction_and_the_derived_yes_is_none(question, says, _neighbour):
    assert contradictions_of(record_of(says | {question: False})) != ()
    assert contradictions_of(record_of(says | dict.fromkeys(said_by_complaint(record_of(says)), True))) == ()


def test_an_open_question_is_answered_when_the_complaint_is():
    record = record_of({PAIN + "left": ["sole"]})
    assert following(record, (), [PAIN + "left"]) == ((BELOW, True),)
    assert following(record, (), ["patient.age"]) == ()
    assert following(record, (), [PAIN + "left", BELOW]) == ()


def test_a_question_with_a_course_is_still_asked():
    record = record_of({TINGLING + "midline": ["perineum"]})
    assert SADDLE in said_by_complaint(record)
    assert following(record, (), [TINGLING + "midline"]) == ()


def test_an_answer_by_hand_is_not_overwritten():
    record = record_of({PAIN + "left": ["sole"], BELOW: False})
    assert following(record, (), [PAIN + "left"]) == ()


def test_an_answer_that_was_derived_goes_with_what_it_followed_from():
    record = record_of({BELOW: True, PAIN + "left": ["hip"]})
    assert following(record, [BELOW], [PAIN + "left"]) == ((BELOW, None),)
    assert following(record, (), [PAIN + "left"]) == ()


def test_what_was_derived_is_no_reason_against_what_follows_now():
    record = record_of({BELOW: True, PAIN + "left": ["knee"]})
    assert following(record, [BELOW], [PAIN + "left"]) == ((BELOW, None), (KNEE_ONLY, True))
    assert following(record, (), [PAIN + "left"]) == ()


def test_an_assessment_derives_nothing():
    assessed = assess(record_of({PAIN + "midline": ["perineum"], TINGLING + "left": ["sole"]}))
    assert [alert.because for alert in assessed.alerts if alert.id == "nerve_symptoms"] == []
