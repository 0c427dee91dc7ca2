"""Answers to alerts: read, written, refused by path, and one answer of the log each."""

from types import SimpleNamespace

import pytest

from exam.domain.record import reviews
from exam.domain.record.answers import Answer, answers_of, fold
from exam.domain.record.model import AlertReview
from exam.domain.record.reading import RecordRefused, read_record
from exam.domain.record.reviews import reviewable
from exam.domain.record.writing import write_record
from reference import load_reference
from tests.domain.records import written

AT = "2026-11-28T14:05:00+00:00"
REVIEW = {"answer": "acted_on", "text": "Sent to the emergency department", "by": "Dr A. Example", "at": AT}


def reviewed(review, alert="cauda_equina"):
    return written() | {"alert_reviews": {alert: review}}


def without(key):
    return {name: value for name, value in REVIEW.items() if name != key}


@pytest.mark.parametrize("answer", ["acted_on", "known_and_old", "other_explanation"])
def test_a_review_is_read_and_written_unchanged(answer):
    data = reviewed(REVIEW | {"answer": answer})
    record = read_record(data)
    assert record.alert_reviews == {"cauda_equina": AlertReview(answer, REVIEW["text"], by="Dr A. Example", at=AT)}
    assert write_record(record) == data


def test_the_words_are_optional():
    assert write_record(read_record(reviewed(without("text")))) == reviewed(without("text"))


def test_reviews_are_written_in_the_order_of_their_ids():
    given = {"spinal_infection": REVIEW, "cauda_equina": REVIEW}
    record = read_record(written() | {"alert_reviews": given})
    assert list(write_record(record)["alert_reviews"]) == ["cauda_equina", "spinal_infection"]


def test_a_record_without_a_review_has_no_such_key():
    assert "alert_reviews" not in write_record(read_record(written()))


@pytest.mark.parametrize(
    ("review", "fault"),
    [
        (REVIEW | {"answer": "seen"}, '.answer: "seen" is not one of acted_on, known_and_old, other_explanation'),
        (REVIEW | {"text": "x" * 501}, ".text: is 501 characters long; the limit is 500"),
        (REVIEW | {"text": " "}, ".text: needs at least one character"),
        (REVIEW | {"text": "\u200e"}, ".text: needs at least one character"),
        (REVIEW | {"text": None}, ".text: null is not a value; leave the key out"),
        (REVIEW | {"by": "\u00ad "}, ".by: needs at least one character"),
        (REVIEW | {"by": " "}, ".by: needs at least one character"),
        (REVIEW | {"at": "14:05"}, '.at: "14:05" is not a date and time with its offset, as 2026-11-21T09:30:00+00:00'),
        (REVIEW | {"seen": True}, ".seen: is not a key of this format"),
        (without("answer"), ".answer: is required"),
        (without("by"), ".by: is required"),
        (without("at"), ".at: is required"),
        ("acted_on", ': needs an object with "answer", "by" and "at"'),
        (None, ": null is not a value; leave the key out"),
    ],
)
def test_a_faulty_review_is_refused_with_its_path(review, fault):
    with pytest.raises(RecordRefused) as refused:
        read_record(reviewed(review))
    assert [str(one) for one in refused.value.faults] == [f"alert_reviews.cauda_equina{fault}"]


@pytest.mark.parametrize(
    ("reviews", "fault"),
    [
        ({"appendicitis": REVIEW}, "alert_reviews.appendicitis: is not a key of this format"),
        ([REVIEW], "alert_reviews: a list is not an object"),
        (None, "alert_reviews: null is not a value; leave the key out"),
    ],
)
def test_reviews_of_no_alert_are_refused(reviews, fault):
    with pytest.raises(RecordRefused) as refused:
        read_record(written() | {"alert_reviews": reviews})
    assert [str(one) for one in refused.value.faults] == [fault]


def test_every_alert_can_be_reviewed_by_its_id_and_by_the_ids_it_had():
    rows = load_reference().alerts.values()
    assert reviewable() == {row.id for row in rows} | {id for row in rows for id in row.was}


def test_a_review_is_one_answer():
    record = read_record(reviewed(REVIEW))
    assert Answer("alert_reviews.cauda_equina", REVIEW) in answers_of(record)
    assert fold(answers_of(record)) == record


def test_an_alert_is_found_by_an_id_that_it_had_before(monkeypatch):
    row = SimpleNamespace(was=("saddle",))
    monkeypatch.setattr(reviews, "load_reference", lambda: SimpleNamespace(alerts={"cauda_equina": row}))
    assert reviews.reviewed("saddle") is reviews.reviewed("cauda_equina") is row
