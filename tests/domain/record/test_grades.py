"""Usual ways of writing a grade, grades limited by pain, and what to write instead of a grade that does not exist."""

import pytest

from exam.domain.record.answers import Answer, answers_of, fold, folded
from exam.domain.record.model import FindingKey, LimitedGrade, result_of
from exam.domain.record.reading import RecordRefused, read_record
from exam.domain.record.writing import write_record
from tests.domain.record.refusals import put
from tests.domain.records import PATIENT, record_of

KNEE, JERK = "findings.strength.knee_extension.left", "findings.reflexes.achilles.left"
KEY = FindingKey("strength.knee_extension", "left")
LIMITED = {"grade": "4", "limited_by": "pain"}
PAIN_LIMITED = 'write {"grade": "4-", "limited_by": "pain"} if pain limited it, otherwise the grade alone'
NO_RESULT = 'an object here must hold "not_tested"'
STAR, QUOTED_5 = "write {}, and describe in the comment what the star is for", '"5"'
REASON = 'write {"not_tested": "other"}, or another reason'


def message(path, value):
    with pytest.raises(RecordRefused) as refused:
        read_record(put(path, value))
    return str(refused.value)


@pytest.mark.parametrize(
    ("path", "value", "word"),
    [
        *((KNEE, value, "4") for value in ("4/5", 4, "4 / 5", " 4", "4\u200b")),
        *((KNEE, value, "4-") for value in ("4\u2212", "4\u2013", "4-/5", "4\u2212/5")),
        *((KNEE, value, "4+") for value in ("4+/5", "4+")),
        (KNEE, 0, "0"),
        (KNEE, 5, "5"),
        *((JERK, value, 2) for value in ("2", "2+", "++", " 2+ ", "2/4", "2+/4")),
        *((JERK, value, 0) for value in ("0", "0/4")),
        (JERK, "1+", 1),
        (JERK, "+++", 3),
        (JERK, "4", 4),
        (JERK, "+", 1),
        (JERK, "++++", 4),
    ],
)
def test_other_ways_of_writing_a_grade_become_its_word(path, value, word):
    assert write_record(read_record(put(path, value))) == put(path, word)


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (KNEE, "4.5", '"4.5" is not an MRC grade; write "4", "4+" or "5"'),
        (KNEE, 4.5, '4.5 is not an MRC grade; write "4", "4+" or "5"'),
        (KNEE, "0,5", '"0,5" is not an MRC grade; write "0" or "1"'),
        (KNEE, "trace", '"trace" is not an MRC grade; write "1"'),
        (KNEE, "5-", '"5-" is not an MRC grade; write "4+" for a slight weakness, "5" for none'),
        (KNEE, "5\u2212", '"5\u2212" is not an MRC grade; write "4+" for a slight weakness, "5" for none'),
        (KNEE, "NT", f'"NT" is not an MRC grade; {REASON}'),
        (
            KNEE,
            "4-*",
            f'"4-*" is not an MRC grade; {PAIN_LIMITED}',
        ),
        (KNEE, "4.0", '"4.0" is not an MRC grade; write "4"'),
        (KNEE, "1.5", '"1.5" is not an MRC grade; write "1" or "2"'),
        (KNEE, "5*", f'"5*" is not an MRC grade; {STAR.format(QUOTED_5)}'),
        (KNEE, "0*", f'"0*" is not an MRC grade; {PAIN_LIMITED.replace("4-", "0")}'),
        (JERK, "1*", f'"1*" is not a reflex grade from 0 to 4; {STAR.format(1)}'),
        (JERK, "2.5", '"2.5" is not a reflex grade from 0 to 4; write 2 or 3'),
        (JERK, 2.0, "2.0 is not a reflex grade from 0 to 4; write 2"),
        (JERK, "4.5", '"4.5" is not a reflex grade from 0 to 4; write 4'),
        (
            JERK,
            "\u00b1",
            '"\u00b1" is not a reflex grade from 0 to 4; write 1 for a reduced reflex, 0 for an absent one',
        ),
        (JERK, "2/5", '"2/5" is not a reflex grade from 0 to 4'),
        (JERK, "0+", '"0+" is not a reflex grade from 0 to 4'),
        (KNEE, "5-*", '"5-*" is not an MRC grade'),
        (KNEE, "6/5", '"6/5" is not an MRC grade'),
        (KNEE, True, "true is not an MRC grade"),
        (JERK, "trace", '"trace" is not a reflex grade from 0 to 4; write 1'),
        (JERK, "NT", f'"NT" is not a reflex grade from 0 to 4; {REASON}'),
        (JERK, "5+", '"5+" is not a reflex grade from 0 to 4'),
        (JERK, "+++++", '"+++++" is not a reflex grade from 0 to 4'),
        ("findings.pinprick.L5.left", "NT", f'"NT" is not a sensation score of 0, 1 or 2; {REASON}'),
        ("findings.pinprick.L5.left", "2+", '"2+" is not a sensation score of 0, 1 or 2'),
    ],
)
def test_a_grade_that_does_not_exist_is_refused_with_what_to_write(path, value, fault):
    assert message(path, value) == f"{path}: {fault}"


def test_a_grade_limited_by_pain_is_read_and_written_unchanged():
    record = read_record(put(KNEE, LIMITED))
    assert record.findings[KEY] == LimitedGrade("4", "pain")
    assert write_record(record) == put(KNEE, LIMITED)


def test_the_grade_inside_may_be_written_otherwise():
    assert write_record(read_record(put(KNEE, {"grade": "4/5", "limited_by": "pain"}))) == put(KNEE, LIMITED)


def test_its_grade_counts_as_it_is():
    record = record_of({KNEE: LIMITED})
    assert record.grade("strength.knee_extension", "left") == "4"
    assert result_of(record.findings[KEY]) == "4"


def test_what_limited_a_grade_can_be_asked():
    assert record_of({KNEE: LIMITED}).limited_by_pain(KEY)
    assert not record_of({KNEE: "4"}).limited_by_pain(KEY)
    assert not record_of().limited_by_pain(KEY)


def test_it_is_one_answer():
    record = record_of({KNEE: LIMITED})
    assert Answer(KNEE, LIMITED) in answers_of(record)
    assert fold(answers_of(record)) == record
    assert folded([Answer("patient.reference", PATIENT["reference"]), Answer(KNEE, LIMITED)]) == put(KNEE, LIMITED)


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (KNEE, {"grade": "4", "limited_by": "fear"}, f'{KNEE}.limited_by: "fear" is not one of pain'),
        (KNEE, {"grade": "5", "limited_by": "pain"}, f"{KNEE}.limited_by: a normal grade is not limited"),
        (KNEE, {"grade": "5/5", "limited_by": "pain"}, f"{KNEE}.limited_by: a normal grade is not limited"),
        (KNEE, {"grade": "4"}, f"{KNEE}.limited_by: null is not one of pain"),
        (KNEE, {"grade": "7", "limited_by": "pain"}, f'{KNEE}.grade: "7" is not an MRC grade'),
        (KNEE, LIMITED | {"not_tested": "pain"}, f"{KNEE}.not_tested: is not a key of this format"),
        (
            KNEE,
            {"limited_by": "pain"},
            f"{KNEE}.limited_by: is not a key of this format\n{KNEE}: {NO_RESULT}",
        ),
        (JERK, {"grade": 1, "limited_by": "pain"}, f"{JERK}: only a grade of strength can be limited by pain"),
    ],
)
def test_a_limit_that_the_format_does_not_know_is_refused_with_its_path(path, value, fault):
    assert message(path, value) == fault
