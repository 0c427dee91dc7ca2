"""What a clinician answers to an alert on the assessment. Who and when are set by the server, not by the form."""

from __future__ import annotations

from datetime import datetime

from exam.domain.language import say
from exam.domain.reasoning.alerts.answered import answer_to
from exam.domain.reasoning.alerts.raised import LOWEST, alerts_of
from exam.domain.record.answers import Answer
from exam.domain.record.json_values import Fault
from exam.domain.record.model import ExamRecord
from exam.domain.record.reviews import PATH, ids_for
from exam.steps.fields import Form, free_text

ANSWER, WORDS = "answer", "text"


class NotAnswerable(ValueError):
    """An answer to something that is no urgent alert of this record, or no answer at all; `faults` names it."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(path)
        self.faults = (Fault(path, message),)


def review_answers(alert: str, form: Form, record: ExamRecord, by: str, at: datetime) -> tuple[Answer, ...]:
    """The answers to store: `answer` and `text` of the form; an empty `answer` takes the answer back.

    Sending the same answer again stores nothing, so that the first time and person are preserved. Raises
    `NotAnswerable`.
    """
    path = f"{PATH}.{alert}"
    if ANSWER not in form:
        raise NotAnswerable(f"{path}.{ANSWER}", say("is required"))
    if not form[ANSWER]:
        return tuple(Answer(f"{PATH}.{id}", None) for id in ids_for(alert) if id in record.alert_reviews)
    if alert not in (raised.id for raised in alerts_of(record) if raised.urgency != LOWEST):
        raise NotAnswerable(path, say("is no alert of this examination that is urgent or an emergency"))
    text, now = free_text(form.get(WORDS, "")), answer_to(alert, record)
    if now and (now.answer, now.text) == (form[ANSWER], text):
        return ()
    words = {WORDS: text} if text else {}
    review = {ANSWER: form[ANSWER], **words, "by": by, "at": at.isoformat(timespec="seconds")}
    return (Answer(path, review),)
