"""An answer to an alert is shown beside it, and changes nothing else."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from exam.domain.reasoning.alerts.answered import answer_to, with_answers
from exam.domain.reasoning.assess import assess, write_assessment
from exam.domain.reasoning.conclusions import RaisedAlert
from exam.domain.record import reviews
from exam.domain.record.model import AlertReview
from tests.domain.records import record_of

AT = "2026-11-28T14:05:00+00:00"
OLD = AlertReview("known_and_old", "operated in 2019", by="Dr A. Example", at=AT)
EMERGENCY = {"red_flags.urinary_retention_or_incontinence": True, "red_flags.severe_pain": True}
PATIENT = record_of(EMERGENCY)


def with_reviews(**reviews):
    return replace(PATIENT, alert_reviews=reviews)


def without_answers(assessment):
    return replace(assessment, alerts=tuple(replace(alert, answer=None) for alert in assessment.alerts))


@pytest.mark.parametrize("answer", ["acted_on", "known_and_old", "other_explanation"])
def test_an_answer_changes_nothing_but_itself(answer):
    review = replace(OLD, answer=answer)
    before, after = assess(PATIENT), assess(with_reviews(cauda_equina=review))
    assert after.urgency == "emergency"
    assert without_answers(after) == before
    assert {alert.id: alert.answer for alert in after.alerts}["cauda_equina"] == review
    assert [alert.answer for alert in after.alerts].count(None) == len(after.alerts) - 1


def test_the_export_has_the_answer_or_null():
    written = write_assessment(assess(with_reviews(cauda_equina=OLD)))
    answers = {alert["id"]: alert["answer"] for alert in written["alerts"]}
    assert answers.pop("cauda_equina") == {
        "answer": "known_and_old",
        "text": "operated in 2019",
        "by": "Dr A. Example",
        "at": AT,
    }
    assert set(answers.values()) == {None}


def test_the_export_leaves_out_words_that_were_not_given():
    written = write_assessment(assess(with_reviews(cauda_equina=replace(OLD, text=None))))
    given = next(alert["answer"] for alert in written["alerts"] if alert["id"] == "cauda_equina")
    assert given == {"answer": "known_and_old", "by": "Dr A. Example", "at": AT}


def test_an_answer_to_an_alert_that_is_not_raised_is_not_shown():
    assessment = assess(with_reviews(spinal_infection=OLD))
    assert {alert.answer for alert in assessment.alerts} == {None}


def test_an_answer_under_the_id_that_a_row_had_before_counts(monkeypatch):
    rows = {"cauda_equina": SimpleNamespace(was=("saddle",))}
    monkeypatch.setattr(reviews, "load_reference", lambda: SimpleNamespace(alerts=rows))
    assert answer_to("cauda_equina", with_reviews(saddle=OLD)) == OLD
    newer = replace(OLD, answer="acted_on")
    alert = RaisedAlert("cauda_equina", "emergency", (), ())
    assert with_answers([alert], with_reviews(saddle=OLD, cauda_equina=newer))[0].answer == newer
