"""A record that was signed opens for ever, also where the reference no longer has a test or an answer of it."""

from pathlib import Path

import pytest

from exam.domain.note.trusted import known_part, signed_record, unknown_lines
from exam.domain.record.model import ComparedExam, FindingKey, LimitedGrade, NotTested
from exam.domain.record.reading import RecordRefused, parse_record
from exam.domain.record.writing import write_record
from tests.domain.notes import FULL
from tests.domain.records import record_of

CASES = sorted((Path(__file__).parents[3] / "cases").rglob("*.json"))
REMOVED = {
    "findings": {
        "stride": {"dragging": {"right": "negative", "left": {"not_tested": "pain"}}, "length": "short"},
        "strength": {"knee_extension": {"left": {"grade": "4", "limited_by": "pain"}}},
        "stated_otherwise_normal": True,
    },
    "red_flags": {"fever": True, "a_removed_flag": False},
    "earlier": {"examined_at": "2026-10-03T09:30:00+00:00", "worse": ["stride.dragging.left"]},
    "earlier_findings": {"stride": {"dragging": {"left": "negative"}}},
    "alert_reviews": {"a_removed_alert": {"answer": "acted_on", "by": "A. Brandt", "at": "2026-10-03T09:30:00+00:00"}},
    "comments": {"a_removed_step": "Seen."},
}


def signed(**more):
    return {"format": "dermyo-exam/1", "patient": {"reference": "A-1"}} | more


@pytest.mark.parametrize("case", CASES[::10], ids=lambda case: case.stem)
def test_every_record_that_the_reference_reads_is_the_same_when_it_no_longer_reads_it(case):
    record = parse_record(case.read_bytes())
    data = write_record(record)
    more = {**data, "findings": {**data.get("findings", {}), "removed": {"test": {"left": 1}}}}
    found = signed_record(more)
    assert found.findings == {**record.findings, FindingKey("removed.test", "left"): 1}
    assert write_record(found) == more
    assert known_part(found) == record


def test_all_that_a_record_can_hold_is_read():
    record = record_of(FULL)
    data = write_record(record)
    assert signed_record(data) == record
    found = signed_record({**data, "red_flags": {**data["red_flags"], "a_removed_flag": True}})
    assert write_record(found)["red_flags"] == {"fever": True, "a_removed_flag": True}
    assert (found.impression, found.plan, found.presentation) == (record.impression, record.plan, record.presentation)


def test_what_the_reference_no_longer_has_stays_in_the_record_and_is_not_on_the_screens():
    found = signed_record(signed(**REMOVED))
    assert found.findings == {
        FindingKey("stride.dragging", "right"): "negative",
        FindingKey("stride.dragging", "left"): NotTested("pain"),
        FindingKey("stride.length", None): "short",
        FindingKey("strength.knee_extension", "left"): LimitedGrade("4", "pain"),
    }
    assert found.earlier == ComparedExam("2026-10-03T09:30:00+00:00", (FindingKey("stride.dragging", "left"),))
    assert found.earlier_findings == {FindingKey("stride.dragging", "left"): "negative"}
    assert (found.stated_otherwise_normal, found.comments) == (True, {"a_removed_step": "Seen."})
    assert found.alert_reviews["a_removed_alert"].by == "A. Brandt"
    known = known_part(found)
    assert known.findings == {FindingKey("strength.knee_extension", "left"): LimitedGrade("4", "pain")}
    assert (known.red_flags, known.earlier, known.alert_reviews) == ({"fever": True}, None, {})


def test_what_the_reference_no_longer_has_is_named_for_the_note():
    lines = dict(unknown_lines(signed_record(signed(**REMOVED))))
    assert lines["findings, stride, dragging, right"] == "negative"
    assert lines["findings, stride, dragging, left"] == "not tested: pain"
    assert lines["findings, stride, length"] == "short"
    assert lines["red flags, a removed flag"] == "no"
    assert lines["comments, a removed step"] == "Seen."
    assert "worse: stride.dragging.left" in lines["earlier"]
    assert unknown_lines(record_of(FULL)) == ()


@pytest.mark.parametrize(
    "data",
    [
        [],
        {},
        signed(patient={}),
        signed(patient={"reference": 4}),
        signed(findings="x"),
        signed(findings={"strength": 4}),
        signed(findings={"strength": {"knee_extension": {"left": {"grade": "4"}}}}),
        signed(earlier={"worse": []}),
    ],
    ids=str,
)
def test_what_never_was_a_record_is_refused(data):
    with pytest.raises(RecordRefused):
        signed_record(data)


def test_a_record_whose_fault_is_no_answer_has_no_known_part(monkeypatch):
    def refuse(_answers):
        raise RecordRefused(())

    monkeypatch.setattr("exam.domain.note.trusted.fold", refuse)
    with pytest.raises(RecordRefused):
        known_part(record_of(FULL))
