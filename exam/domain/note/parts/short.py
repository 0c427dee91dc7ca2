"""What comes first on the note, in one frame: what to do now, what was concluded, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from exam.domain.language import mark, say
from exam.domain.note.conclusion import ENTERED
from exam.domain.note.headings import LABELS
from exam.domain.note.history import Line
from exam.domain.reasoning.conclusions import Assessment, RaisedAlert, Study, SuggestedTest
from exam.domain.record.model import ExamRecord
from exam.domain.words.causes import cause_label
from exam.domain.words.grammar import inside
from exam.domain.words.statements import action_words, alert_label, alerts_by_urgency
from exam.domain.words.studies import is_later, study_heading
from exam.domain.words.values import call_words, diagnoses_label, one_line, review_label, review_words

DO = {"emergency": "do_now", "urgent": "urgent"}
"""The labels of what is to be done."""

LONGEST = 240
"""Of a text of the clinician, in characters: two lines of the page."""

MOST_STUDIES = 3
GIVEN = {True: mark("Safety-net advice given."), False: mark("Safety-net advice not given.")}


def do_now(assessment: Assessment, record: ExamRecord) -> tuple[Line, ...]:
    """What is to be done, of the most urgent alert, and which other alerts are as urgent; nothing below urgent."""
    levels = alerts_by_urgency(assessment)
    if not levels or levels[0][0].urgency not in DO:
        return ()
    (first, *others), *lower = levels
    more = sum(len(level) for level in lower if level[0].urgency in DO)
    said = (
        f"{alert_label(first.id, record).rstrip('.')}.",
        action_words(first, record),
        answer_words(first, record),
        *_also(first, others, record),
        say("{number} less urgent below.").format(number=more) if more else "",
    )
    return (Line(say(LABELS[DO[first.urgency]]), " ".join(part for part in said if part)),)


def phoned_line(record: ExamRecord) -> Line:
    """Whom the clinician phoned about the emergency, when, and what was agreed; empty where nobody was recorded."""
    call = record.handover
    return Line(say(LABELS["phoned"]), f"{call_words(call, record.examined_at)}." if call else "")


def _also(first: RaisedAlert, others: Sequence[RaisedAlert], record: ExamRecord) -> Iterator[str]:
    """The other alerts that are as urgent; beside an answered emergency, those without an answer by themselves."""
    is_answered = first.urgency == "emergency" and first.answer is not None
    unanswered = [alert for alert in others if is_answered and alert.answer is None]
    for words, alerts in (
        (say("Also, not answered by a clinician: {alerts}."), unanswered),
        (say("Also: {alerts}."), [alert for alert in others if alert not in unanswered]),
    ):
        if alerts:
            yield words.format(alerts="; ".join(inside(alert_label(alert.id, record)) for alert in alerts))


def answer_words(alert: RaisedAlert, record: ExamRecord) -> str:
    """The clinician's answer; of an emergency without one, that it has none."""
    if alert.answer:
        return f"{review_words(alert.answer, record.examined_at)}."
    return say("Not answered by a clinician.") if alert.urgency == "emergency" else ""


def impression_line(record: ExamRecord) -> Line:
    """The clinician's own conclusion in one line."""
    own = record.impression
    said = (
        cause_label(own.cause, own.side or "none") if own.cause else "",
        diagnoses_label(own.diagnoses or ()),
        own.text or "",
    )
    words = shortened(". ".join(part.rstrip(".") for part in said if part))
    entered = "" if own.entered_before_ranking is None else say(ENTERED[own.entered_before_ranking])
    return Line(say(LABELS["impression"]), f"{_ended(words)} {entered}".rstrip() if words else say("None entered."))


def plan_line(record: ExamRecord) -> Line:
    """What is planned, whether safety-net advice was given, and when the patient is seen again, in one line."""
    plan = record.plan
    weeks, given = plan.review_in_weeks, plan.safety_net_given
    review = say("Review in {weeks}.").format(weeks=review_label(weeks)) if weeks is not None else ""
    advice = say(GIVEN[given]) if given is not None else ""
    parts = (_ended(shortened(plan.text or "")), review, advice)
    return Line(say(LABELS["plan"]), " ".join(part for part in parts if part))


def suggested_line(assessment: Assessment) -> Line:
    """Which studies and tests the sources suggest, and when: what comes later is left to its own part."""
    everything: tuple[Study | SuggestedTest, ...] = (*assessment.imaging, *assessment.other_tests)
    studies = [one for one in everything if not is_later(one, assessment.urgency)]
    words = [study_heading(study).rstrip(".") for study in studies]
    first, more = "; ".join(words[:MOST_STUDIES]), len(words) - MOST_STUDIES
    if more > 0:
        first = say("{studies}; {number} more below").format(studies=first, number=more)
    return Line(say(LABELS["suggested"]), f"{first}." if first else "")


def shortened(text: str, longest: int = LONGEST) -> str:
    """A text in one line, cut after a word where it is too long."""
    line = one_line(text)
    return line if len(line) <= longest else f"{line[:longest].rsplit(' ', 1)[0]} ... {say(LABELS['in_full_below'])}"


def is_whole(lines: Sequence[Line], id: str, labels: Mapping[str, str]) -> bool:
    """Whether the line with this label has the whole text; `labels` are those of its note."""
    return not any(line.head == labels[id] and labels["in_full_below"] in line.text for line in lines)


def _ended(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?", ")")) else f"{text}."
