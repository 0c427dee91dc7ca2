"""What is new and what is old: read, written, and refused by path where the value is wrong."""

import pytest

from exam.domain.record.reading import RecordRefused, read_record
from exam.domain.record.writing import write_record
from reference import load_reference
from tests.domain.record.refusals import put
from tests.domain.records import written

WORDS = "is not one of new, long_standing"


def with_course(name, course, flag=True):
    data = written() | {"red_flag_course": {name: course}}
    return data if flag is None else data | {"red_flags": {name: flag}}


def faults_of(data):
    with pytest.raises(RecordRefused) as refused:
        read_record(data)
    return [str(fault) for fault in refused.value.faults]


@pytest.mark.parametrize("name", load_reference().courses)
@pytest.mark.parametrize("course", ["new", "long_standing"])
def test_a_course_is_read_and_written_unchanged(name, course):
    assert write_record(read_record(with_course(name, course))) == with_course(name, course)


@pytest.mark.parametrize("flag", [False, None])
def test_a_course_needs_its_red_flag(flag):
    said = "red_flag_course.saddle_numbness: is for a red flag that is present: red_flags.saddle_numbness is not true"
    assert faults_of(with_course("saddle_numbness", "new", flag)) == [said]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (with_course("saddle_numbness", "old"), f'red_flag_course.saddle_numbness: "old" {WORDS}'),
        (
            with_course("saddle_numbness", None),
            "red_flag_course.saddle_numbness: null is not a value; leave the key out",
        ),
        (with_course("fever", "new"), "red_flag_course.fever: is not a key of this format"),
        (
            put("presentation.old_deficit.left", " "),
            "presentation.old_deficit.left: needs some words that say what is old",
        ),
        (
            put("presentation.old_deficit.left", "\u00ad\u200c\u3164"),
            "presentation.old_deficit.left: needs some words that say what is old",
        ),
        (put("presentation.old_deficit.left", True), "presentation.old_deficit.left: true is not a text"),
        (put("presentation.old_deficit.both", "polio"), "presentation.old_deficit.both: is not a key of this format"),
        (
            put("presentation.old_deficit.right", "x" * 201),
            "presentation.old_deficit.right: is 201 characters long; the limit is 200",
        ),
        (put("presentation.second_leg_weeks", -1), "presentation.second_leg_weeks: -1 is not a number of zero or more"),
    ],
)
def test_a_wrong_value_is_refused_with_its_path(data, fault):
    assert faults_of(data) == [fault]


def test_flags_that_are_no_object_are_refused_once():
    assert faults_of(written() | {"red_flags": [1], "red_flag_course": {"saddle_numbness": "new"}}) == [
        "red_flags: a list is not an object",
        "red_flag_course.saddle_numbness: is for a red flag that is present: red_flags.saddle_numbness is not true",
    ]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("presentation.old_deficit.right", "polio, 1962"),
        ("presentation.second_leg_weeks", 2.5),
        ("presentation.features.can_spread_to_bone", False),
        ("presentation.pain_sites.left", ["loin"]),
        ("findings.other.pulsatile_abdomen", "present"),
        ("findings.local.leg_tense.left", "absent"),
    ],
)
def test_each_value_is_read_and_written_unchanged(path, value):
    assert write_record(read_record(put(path, value))) == put(path, value)
