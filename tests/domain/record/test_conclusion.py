"""The clinician's impression and plan: read, written, refused by path, and each key one answer of the log."""

import pytest

from exam.domain.record.answers import Answer, answers_of, fold
from exam.domain.record.model import Plan
from exam.domain.record.reading import RecordRefused, read_record
from exam.domain.record.writing import write_record
from reference import load_reference
from tests.domain.records import record_of, written

IMPRESSION = {"cause": "root.L5", "side": "left", "diagnoses": ["herniated_disc", "sciatica"]}
PLAN = {
    "text": "Physiotherapy",
    "safety_net_given": True,
    "safety_net_text": "Come back at once if your bladder fails.",
    "review_in_weeks": 6,
}


def faults_of(**members):
    with pytest.raises(RecordRefused) as refused:
        read_record(written(**members))
    return [str(fault) for fault in refused.value.faults]


def test_they_are_read_and_written_unchanged():
    data = written(impression=IMPRESSION, plan=PLAN)
    record = read_record(data)
    assert record.plan == Plan("Physiotherapy", True, "Come back at once if your bladder fails.", 6)
    assert record.impression.diagnoses == ("herniated_disc", "sciatica")
    assert write_record(record) == data


def test_each_key_is_one_answer():
    record = read_record(written(impression=IMPRESSION, plan=PLAN))
    assert Answer("impression.diagnoses", ["herniated_disc", "sciatica"]) in answers_of(record)
    assert Answer("plan.review_in_weeks", 6) in answers_of(record)
    assert fold(answers_of(record)) == record


def test_an_older_record_has_neither_diagnoses_nor_a_plan():
    record = read_record(written(impression={"text": "L5"}))
    assert (record.impression.diagnoses, record.plan) == (None, Plan())
    assert write_record(record) == written(impression={"text": "L5"})


def test_every_condition_of_the_reference_can_be_a_diagnosis():
    ids = list(load_reference().conditions)
    assert record_of({"impression.diagnoses": ids}).impression.diagnoses == tuple(ids)


@pytest.mark.parametrize("given", [{}, {"safety_net_given": False}])
def test_words_of_advice_that_was_not_given_are_refused(given):
    assert faults_of(plan={"safety_net_text": "Come back", **given}) == [
        "plan.safety_net_text: is for advice that was given: plan.safety_net_given is not true"
    ]


def test_an_unknown_diagnosis_is_refused_by_its_place_in_the_list():
    (fault,) = faults_of(impression={"diagnoses": ["sciatica", "lumbago"]})
    assert fault.startswith('impression.diagnoses[1]: "lumbago" is not one of sciatica, lumbar_radiculopathy, ')


@pytest.mark.parametrize(
    ("plan", "fault"),
    [
        ({"text": "x" * 2001}, "plan.text: is 2001 characters long; the limit is 2000"),
        ({"text": None}, "plan.text: null is not a value; leave the key out"),
        ({"safety_net_given": "yes"}, 'plan.safety_net_given: "yes" is not true or false'),
        (
            {"safety_net_given": True, "safety_net_text": "x" * 2001},
            "plan.safety_net_text: is 2001 characters long; the limit is 2000",
        ),
        ({"review_in_weeks": -1}, "plan.review_in_weeks: -1 is not a number of zero or more"),
        ({"review_in_weeks": "6"}, 'plan.review_in_weeks: "6" is not a number of zero or more'),
        ({"review_on": "Monday"}, "plan.review_on: is not a key of this format"),
        ("rest", 'plan: "rest" is not an object'),
    ],
)
def test_a_faulty_plan_is_refused_with_its_path(plan, fault):
    assert faults_of(plan=plan) == [fault]


@pytest.mark.parametrize(
    ("diagnoses", "fault"),
    [
        ("sciatica", 'impression.diagnoses: "sciatica" is not a list'),
        (["sciatica", "sciatica"], 'impression.diagnoses[1]: "sciatica" is duplicated'),
    ],
)
def test_faulty_diagnoses_are_refused_with_their_path(diagnoses, fault):
    assert faults_of(impression={"diagnoses": diagnoses}) == [fault]
