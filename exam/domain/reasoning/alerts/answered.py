"""What clinicians answered to the alerts of a record. An answer is shown beside its alert and silences nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from exam.domain.reasoning.conclusions import RaisedAlert
from exam.domain.record.model import AlertReview, ExamRecord
from exam.domain.record.reviews import ids_for


def with_answers(alerts: Iterable[RaisedAlert], record: ExamRecord) -> tuple[RaisedAlert, ...]:
    """The alerts, each with the record's answer to it; one given under an id that the row had before counts too."""
    return tuple(replace(alert, answer=answer_to(alert.id, record)) for alert in alerts)


def answer_to(alert: str, record: ExamRecord) -> AlertReview | None:
    """The answer to an alert of the reference, or None."""
    given = (record.alert_reviews.get(id) for id in ids_for(alert))
    return next((review for review in given if review), None)
