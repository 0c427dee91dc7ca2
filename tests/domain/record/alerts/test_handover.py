"""The call by which an emergency was handed over: read, written, refused by path, and one answer of the log."""

import pytest

from exam.domain.record.answers import Answer, answers_of, fold
from exam.domain.record.model import Handover
from exam.domain.record.reading import RecordRefused, read_record
from exam.domain.record.writing import write_record
from tests.domain.records import written

AT = "2026-11-28T14:05:00+00:00"
CALL = {"to": "Spinal registrar", "at": AT, "by": "Dr A. Example", "agreed": "Ambulance"}


def called(call):
    return written() | {"handover": call}


def without(*keys):
    return {name: value for name, value in CALL.items() if name not in keys}


def test_a_call_is_read_and_written_unchanged():
    record = read_record(called(CALL))
    assert record.handover == Handover("Spinal registrar", AT, "Dr A. Example", "Ambulance")
    assert write_record(record) == called(CALL)
    assert write_record(read_record(called(without("agreed")))) == called(without("agreed"))


def test_a_record_without_a_call_has_no_such_key():
    assert "handover" not in write_record(read_record(written()))


def test_a_call_is_one_answer_that_replaces_another():
    record = read_record(called(CALL))
    assert Answer("handover", CALL) in answers_of(record)
    assert fold([*answers_of(record), Answer("handover", without("agreed"))]).handover.agreed is None
    assert fold([*answers_of(record), Answer("handover", None)]).handover is None


@pytest.mark.parametrize(
    ("call", "faults"),
    [
        ("Dr B", ['handover: needs an object with "to", "at" and "by"']),
        (without("to", "by"), ["handover.to: is required", "handover.by: is required"]),
        (without("at"), ["handover.at: is required"]),
        (CALL | {"whom": "Dr B"}, ["handover.whom: is not a key of this format"]),
        (CALL | {"to": " "}, ["handover.to: needs at least one character"]),
        (CALL | {"agreed": ""}, ["handover.agreed: needs at least one character"]),
        (CALL | {"agreed": "x" * 201}, ["handover.agreed: is 201 characters long; the limit is 200"]),
        (None, ["handover: null is not a value; leave the key out"]),
    ],
)
def test_a_faulty_call_is_refused_with_its_path(call, faults):
    with pytest.raises(RecordRefused) as refused:
        read_record(called(call))
    assert [str(fault) for fault in refused.value.faults] == faults


def test_a_call_at_no_time_is_refused():
    with pytest.raises(RecordRefused, match=r"^handover\.at: "):
        read_record(called(CALL | {"at": "14:20"}))
