"""Answers: one path of the record and its value. A record is the fold of the answers given so far."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam.domain.record.answers import Answer, answers_of, differing, faults_of_clearing, fold, folded
from exam.domain.record.model import FindingKey, NotTested
from exam.domain.record.reading import RecordRefused
from exam.domain.record.writing import write_record
from tests.domain.records import answers, written

WHO = Answer("patient.reference", "P-1")
KNEE = "findings.strength.knee_extension.left"


@pytest.mark.parametrize(
    ("given_answers", "data"),
    [
        ([WHO], written()),
        ([WHO, Answer(KNEE, "4")], written(findings={"strength": {"knee_extension": {"left": "4"}}})),
        (
            [WHO, Answer(KNEE, "4"), Answer(KNEE, "5")],
            written(findings={"strength": {"knee_extension": {"left": "5"}}}),
        ),
        ([WHO, Answer(KNEE, "4"), Answer(KNEE, None)], written()),
        ([WHO, Answer(KNEE, None)], written()),
        ([WHO, Answer("red_flags.fever", False)], written(red_flags={"fever": False})),
        ([WHO, Answer("presentation.pain_sites.left", [])], written(presentation={"pain_sites": {"left": []}})),
    ],
)
def test_the_latest_answer_at_each_path_counts(given_answers, data):
    assert folded(given_answers) == data


def test_a_fold_is_a_record():
    record = fold([WHO, Answer("patient.age", 43), Answer(KNEE, {"not_tested": "pain"})])
    assert (record.patient.reference, record.patient.age) == ("P-1", 43)
    assert dict(record.findings) == {FindingKey("strength.knee_extension", "left"): NotTested("pain")}


@pytest.mark.parametrize(
    ("given_answers", "fault"),
    [
        ([Answer(KNEE, "4")], "patient.reference: is required"),
        ([WHO, Answer(KNEE, "7")], f'{KNEE}: "7" is not an MRC grade'),
        ([WHO, Answer("findings.strength", {}), Answer(KNEE, "4")], f"{KNEE}: is not a key of this format"),
        ([WHO, Answer(KNEE, "4"), Answer("findings.strength", {})], f"{KNEE}: is not a key of this format"),
        (
            [WHO, Answer(KNEE, "4"), Answer(f"{KNEE}.not_tested", "pain")],
            f"{KNEE}.not_tested: is not a key of this format",
        ),
        ([WHO, Answer("", "4")], "is not a key of this format"),
    ],
)
def test_answers_that_make_no_record_are_refused(given_answers, fault):
    with pytest.raises(RecordRefused) as refused:
        fold(given_answers)
    assert [str(found) for found in refused.value.faults] == [fault]


def test_the_values_that_were_given_are_not_changed():
    sites = ["knee"]
    folded([WHO, Answer("presentation.pain_sites.left", sites), Answer("presentation.pain_sites.right", ["heel"])])
    assert sites == ["knee"]


@pytest.mark.parametrize(
    ("path", "faults"),
    [
        (KNEE, []),
        ("presentation.pain_sites.left", []),
        ("red_flags.chills", ["red_flags.chills: is not a key of this format"]),
        ("findings.strength.knee.left", ["findings.strength.knee: is not a key of this format"]),
        ("findings.saddle.anal_tone.left", ["findings.saddle.anal_tone.left: is not a key of this format"]),
        ("mood", ["mood: is not a key of this format"]),
    ],
)
def test_only_what_can_be_answered_can_be_cleared(path, faults):
    assert [str(fault) for fault in faults_of_clearing(iter([path]))] == faults


@settings(max_examples=40)
@given(answers)
def test_a_fold_is_the_record_that_the_answers_describe(given_answers):
    record = write_record(fold([WHO, *(Answer(*answer) for answer in given_answers.items())]))
    expected = {path: value for path, value in given_answers.items() if path != "findings.stated_otherwise_normal"}
    assert {path: at(record, path) for path in expected} == expected
    stated = given_answers.get("findings.stated_otherwise_normal", False)
    assert record.get("findings", {}).get("stated_otherwise_normal", False) == stated


def at(data, path):
    for key in path.split("."):
        data = data[key]
    return data


@settings(max_examples=40)
@given(answers, st.randoms(use_true_random=False))
def test_the_order_of_answers_to_different_paths_never_matters(given_answers, chance: random.Random):
    in_order = [WHO, *(Answer(*answer) for answer in given_answers.items())]
    shuffled = chance.sample(in_order, len(in_order))
    assert fold(shuffled) == fold(in_order)


@settings(max_examples=40)
@given(answers)
def test_what_is_cleared_was_never_answered(given_answers):
    asked = [Answer(*answer) for answer in given_answers.items()]
    cleared = [Answer(path, None) for path in given_answers]
    assert fold([WHO, *asked, *cleared]) == fold([WHO])
    assert faults_of_clearing(given_answers) == ()


@pytest.mark.parametrize("path", ["findings.strength", "findings.strength.knee_extension", "presentation.pain_sites"])
def test_a_group_is_not_cleared_at_once(path):
    assert [str(fault) for fault in faults_of_clearing([path])] == [
        f"{path}: is a group of answers, and cannot be cleared at once"
    ]


@pytest.mark.parametrize("path", ["findings.strength.hip_flexion.left", "patient.age", "red_flags.fever"])
def test_one_answer_can_be_cleared(path):
    assert faults_of_clearing([path]) == ()


@pytest.mark.parametrize(
    ("others", "old", "new"),
    [
        ({KNEE: "4"}, {}, {}),
        ({KNEE: "3"}, {KNEE: "4"}, {KNEE: "3"}),
        ({}, {KNEE: "4"}, {}),
        ({KNEE: "4", "red_flags.fever": True}, {}, {"red_flags.fever": True}),
        ({KNEE: "4", "patient.age": 43}, {}, {"patient.age": 43}),
    ],
)
def test_answers_that_another_record_does_not_have_alike_differ(others, old, new):
    one, other = (fold([WHO, *(Answer(*item) for item in given.items())]) for given in ({KNEE: "4"}, others))
    assert differing(one, other) == (old, new)
    assert differing(one, one) == ({}, {})


@given(answers, answers)
def test_what_differs_is_what_the_answers_of_each_say(ones, others):
    one, other = (fold([WHO, *(Answer(*item) for item in given_answers.items())]) for given_answers in (ones, others))
    old, new = differing(one, other)
    whole = [dict(answers_of(record)) for record in (one, other)]
    assert list(old.items()) == [item for item in whole[0].items() if whole[1].get(item[0]) != item[1]]
    assert list(new.items()) == [item for item in whole[1].items() if whole[0].get(item[0]) != item[1]]
