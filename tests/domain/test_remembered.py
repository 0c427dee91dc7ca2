"""What depends on a record alone is worked out once for it."""

from __future__ import annotations

import weakref

from exam.domain.record.model import ExamRecord
from exam.domain.remembered import remembered
from tests.domain.records import record_of

asked: list[tuple[str, str]] = []


@remembered
def described(record: ExamRecord, word: str = "") -> str:
    """The age, with a word; notes each time that it is worked out."""
    asked.append((record.patient.reference, word))
    return f"{record.patient.age} {word}".strip()


def test_it_is_worked_out_once_for_a_record_and_for_what_is_given_with_it():
    asked.clear()
    record = record_of({"patient.age": 43})
    said = [described(record), described(record), described(record, "years"), described(record, "years")]
    assert said == ["43", "43", "43 years", "43 years"]
    assert [word for _, word in asked] == ["", "years"]


def test_an_equal_record_is_another_one():
    asked.clear()
    one, other = record_of({"patient.age": 43}), record_of({"patient.age": 43})
    assert described(one) == described(other) == "43"
    assert len(asked) == 2


def test_it_is_forgotten_with_the_record_and_not_taken_for_the_next_one():
    asked.clear()
    for age in range(40, 60):
        record = record_of({"patient.age": age})
        gone = weakref.ref(record)
        assert described(record) == str(age)
        del record
        assert gone() is None
    assert len(asked) == 20
