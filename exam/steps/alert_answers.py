"""What a clinician answers to an alert on the assessment, and whom they phoned about an emergency.

Who answers, and when, is set by the server, not by the form; so is who phoned.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from exam.domain.language import say
from exam.domain.reasoning.alerts.answered import answer_to
from exam.domain.reasoning.alerts.raised import LOWEST, alerts_of
from exam.domain.record.answers import Answer
from exam.domain.record.json_values import Fault
from exam.domain.record.model import ExamRecord
from exam.domain.record.reviews import HANDOVER, PATH, ids_for
from exam.steps.fields import Form, free_text, one_line

CLOCK = "%H:%M"
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


def call_answers(form: Form, record: ExamRecord, by: str, now: datetime) -> tuple[Answer, ...]:
    """To whom the emergency was handed over: `phoned`, `at` (14:20) and `agreed` of the form; all empty take it back.

    A time is that of today, or of yesterday where it has not come yet. The same call again stores nothing, and keeps
    its day and who phoned. Raises `NotAnswerable`.
    """
    to, clock, agreed = (one_line(form.get(name, "")) for name in ("phoned", "at", "agreed"))
    known = record.handover
    if not to and not clock and not agreed:
        return (Answer(HANDOVER, None),) if known else ()
    if not to:
        raise NotAnswerable(f"{HANDOVER}.to", say("is required"))
    at = _last(clock or "", now)
    if known and clock == clock_of(known.at, now):
        if (to, agreed) == (known.to, known.agreed):
            return ()
        at = datetime.fromisoformat(known.at)
    words = {"agreed": agreed} if agreed else {}
    return (Answer(HANDOVER, {"to": to, "at": at.isoformat(timespec="seconds"), "by": by, **words}),)


def clock_of(at: str, now: datetime) -> str:
    """The time of a call by the clinic's clock, as its field has it: 14:20."""
    return f"{datetime.fromisoformat(at).astimezone(now.tzinfo):{CLOCK}}"


def _last(clock: str, now: datetime) -> datetime:
    """When a clock last showed this. Raises `NotAnswerable` for anything but a time."""
    hours, _, minutes = clock.partition(":")
    try:
        given = datetime.combine(now.date(), time(int(hours), int(minutes)), now.tzinfo)
    except ValueError:
        raise NotAnswerable(f"{HANDOVER}.at", say("needs a time, as 14:20")) from None
    return given if given <= now else given - timedelta(days=1)
