"""The earlier examination in a record: read, written, refused by path, and one answer for what is worse."""

import pytest

from exam.domain.record.answers import Answer, answers_of, fold, is_group
from exam.domain.record.canonical import canonical_text
from exam.domain.record.model import ComparedExam, FindingKey
from exam.domain.record.reading import RecordRefused, read_record
from exam.domain.record.writing import write_record
from tests.domain.records import written

AT = "2026-10-03T09:30:00+00:00"
EARLIER = {"examined_at": AT, "worse": ["reflexes.achilles.left", "strength.ankle_dorsiflexion.left"]}
THEN = {
    "reflexes": {"achilles": {"left": 2}},
    "saddle": {"anal_tone": "normal"},
    "strength": {
        "ankle_dorsiflexion": {"left": {"grade": "4", "limited_by": "pain"}},
        "knee_extension": {"right": {"not_tested": "declined"}, "left": "5"},
    },
}


def compared(earlier=EARLIER, **more):
    return written() | {"earlier": earlier} | more


def faults_of(data):
    with pytest.raises(RecordRefused) as refused:
        read_record(data)
    return [str(one) for one in refused.value.faults]


def test_what_is_worse_is_read_and_written_unchanged():
    record = read_record(compared())
    keys = (FindingKey("reflexes.achilles", "left"), FindingKey("strength.ankle_dorsiflexion", "left"))
    assert record.earlier == ComparedExam(AT, keys)
    assert write_record(record) == compared()


def test_what_is_worse_is_written_in_one_order():
    turned = read_record(compared({"examined_at": AT, "worse": EARLIER["worse"][::-1]}))
    assert canonical_text(turned) == canonical_text(read_record(compared()))


def test_a_comparison_in_which_nothing_is_worse_is_written_too():
    nothing = {"examined_at": AT, "worse": []}
    assert write_record(read_record(compared(nothing))) == compared(nothing)


def test_a_finding_without_a_side_can_be_worse():
    record = read_record(compared({"examined_at": AT, "worse": ["saddle.anal_tone"]}))
    assert record.earlier.worse == (FindingKey("saddle.anal_tone", None),)


def test_the_earlier_findings_are_read_and_written_as_those_of_this_examination():
    data = compared(earlier_findings=THEN)
    record = read_record(data)
    assert record.earlier_findings[FindingKey("reflexes.achilles", "left")] == 2
    assert record.findings == {}
    assert write_record(record) == data


def test_a_record_that_is_compared_with_none_has_no_such_key():
    assert {"earlier", "earlier_findings"}.isdisjoint(write_record(read_record(written())))


@pytest.mark.parametrize(
    ("earlier", "fault"),
    [
        ({"worse": []}, "earlier.examined_at: is required"),
        ({"examined_at": AT}, "earlier.worse: is required"),
        (EARLIER | {"examined_at": None}, "earlier.examined_at: null is not a value; leave the key out"),
        (EARLIER | {"better": []}, "earlier.better: is not a key of this format"),
        (EARLIER | {"worse": "all"}, 'earlier.worse: "all" is not a list'),
        ([EARLIER], 'earlier: needs an object with "examined_at" and "worse"'),
        (None, "earlier: null is not a value; leave the key out"),
        (
            EARLIER | {"examined_at": "2026-10-03"},
            'earlier.examined_at: "2026-10-03" is not a date and time with its offset, as 2026-11-21T09:30:00+00:00',
        ),
    ],
)
def test_a_faulty_comparison_is_refused_with_its_path(earlier, fault):
    assert faults_of(compared(earlier)) == [fault]


@pytest.mark.parametrize(
    "finding",
    ["strength.wrist_extension.left", "strength.ankle_dorsiflexion", "saddle.anal_tone.left", "findings.saddle", 3],
)
def test_what_is_no_finding_cannot_be_worse(finding):
    named = f'"{finding}"' if isinstance(finding, str) else finding
    wrong = f"earlier.worse[1]: {named} is not a finding, as strength.ankle_dorsiflexion.left"
    assert faults_of(compared({"examined_at": AT, "worse": ["reflexes.achilles.left", finding]})) == [wrong]


def test_a_finding_is_worse_once():
    twice = {"examined_at": AT, "worse": ["reflexes.achilles.left", "reflexes.achilles.left"]}
    assert faults_of(compared(twice)) == ['earlier.worse[1]: "reflexes.achilles.left" is duplicated']


@pytest.mark.parametrize(
    ("found", "fault"),
    [
        ({"reflexes": {"biceps": {"left": 2}}}, "earlier_findings.reflexes.biceps: is not a key of this format"),
        ({"reflexes": {"achilles": {"left": 9}}}, "earlier_findings.reflexes.achilles.left: 9 is not a reflex grade"),
        ({"stated_otherwise_normal": True}, "earlier_findings.stated_otherwise_normal: is not a key of this format"),
        (None, "earlier_findings: null is not a value; leave the key out"),
    ],
)
def test_a_faulty_earlier_finding_is_refused_with_its_path(found, fault):
    (only,) = faults_of(compared(earlier_findings=found))
    assert only.startswith(fault)


def test_earlier_findings_need_the_examination_that_they_are_of():
    assert faults_of(written() | {"earlier_findings": THEN}) == ['earlier_findings: is for a record with "earlier"']


def test_the_comparison_is_one_answer_and_each_earlier_finding_another():
    record = read_record(compared(earlier_findings=THEN))
    answers = answers_of(record)
    assert Answer("earlier", EARLIER) in answers
    assert not is_group(EARLIER)
    assert Answer("earlier_findings.strength.knee_extension.right", {"not_tested": "declined"}) in answers
    assert fold(answers) == record


def test_a_finding_that_is_worse_has_the_value_of_today():
    record = read_record(compared(findings={"reflexes": {"achilles": {"left": 1}}}))
    assert record.at("earlier.worse.reflexes.achilles.left") == 1
    assert record.at("earlier.worse.strength.ankle_dorsiflexion.left") is None
    assert record.at("earlier.examined_at") == AT


@pytest.mark.parametrize(
    ("then", "now", "weeks"),
    [
        ("2026-10-03T09:30:00+00:00", "2026-10-17T09:30:00+00:00", 2),
        ("2026-10-03T09:30:00+02:00", "2026-10-10T07:30:00+00:00", 1),
        ("2026-10-17T09:30:00+00:00", "2026-10-03T09:30:00+00:00", 0),
    ],
)
def test_how_long_ago_the_earlier_examination_was(then, now, weeks):
    assert read_record(compared({"examined_at": then, "worse": []}, examined_at=now)).weeks_since == weeks


def test_how_long_ago_is_not_known_without_both_dates():
    assert read_record(compared()).weeks_since is None
    assert read_record(written() | {"examined_at": AT}).weeks_since is None
