"""What comes first on the note, in one frame: what to do now, what was concluded, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from exam.domain.note.conclusion import WHEN_ENTERED
from exam.domain.note.history import Line
from exam.domain.reasoning.conclusions import Assessment, RaisedAlert, Study, SuggestedTest
from exam.domain.record.model import ExamRecord
from exam.domain.words.causes import cause_label
from exam.domain.words.grammar import inside
from exam.domain.words.statements import action_words, alert_label, alerts_by_urgency
from exam.domain.words.studies import is_later, study_heading
from exam.domain.words.values import NOT_ANSWERED, diagnoses_label, one_line, review_label, review_words

DO = {"emergency": "Do now", "urgent": "Urgent"}
BELOW = "(in full below)"
"""After a text of the clinician that is too long to come first."""

LONGEST = 240
"""Of a text of the clinician, in characters: two lines of the page."""

MOST_STUDIES = 3


def do_now(assessment: Assessment, record: ExamRecord) -> tuple[Line, ...]:
    """What is to be done, of the most urgent alert, and which other alerts are as urgent; nothing below urgent."""
    levels = alerts_by_urgency(assessment)
    if not levels or levels[0][0].urgency not in DO:
        return ()
    (first, *others), *lower = levels
    also = "; ".join(inside(alert_label(alert.id, record)) for alert in others)
    more = sum(len(level) for level in lower if level[0].urgency in DO)
    said = (
        f"{alert_label(first.id, record).rstrip('.')}.",
        action_words(first, record),
        answer_words(first, record),
        f"Also: {also}." if also else "",
        f"{more} less urgent below." if more else "",
    )
    return (Line(DO[first.urgency], " ".join(part for part in said if part)),)


def answer_words(alert: RaisedAlert, record: ExamRecord) -> str:
    """The clinician's answer; of an emergency without one, that it has none."""
    if alert.answer:
        return f"{review_words(alert.answer, record.examined_at)}."
    return f"{NOT_ANSWERED} by a clinician." if alert.urgency == "emergency" else ""


def impression_line(record: ExamRecord) -> Line:
    """The clinician's own conclusion in one line."""
    own = record.impression
    said = (
        cause_label(own.cause, own.side or "none") if own.cause else "",
        diagnoses_label(own.diagnoses or ()),
        own.text or "",
    )
    words = shortened(". ".join(part.rstrip(".") for part in said if part))
    entered = "" if own.entered_before_ranking is None else f"Entered {WHEN_ENTERED[own.entered_before_ranking]}."
    return Line("Impression", f"{_ended(words)} {entered}".rstrip() if words else "None entered.")


def plan_line(record: ExamRecord) -> Line:
    """What is planned, whether safety-net advice was given, and when the patient is seen again, in one line."""
    plan = record.plan
    given = {None: "", True: "Safety-net advice given.", False: "Safety-net advice not given."}
    review = f"Review in {review_label(plan.review_in_weeks)}." if plan.review_in_weeks is not None else ""
    parts = (_ended(shortened(plan.text or "")), review, given[plan.safety_net_given])
    return Line("Plan", " ".join(part for part in parts if part))


def suggested_line(assessment: Assessment) -> Line:
    """Which studies and tests the sources suggest, and when: what comes later is left to its own part."""
    everything: tuple[Study | SuggestedTest, ...] = (*assessment.imaging, *assessment.other_tests)
    studies = [one for one in everything if not is_later(one, assessment.urgency)]
    words = [study_heading(study).rstrip(".") for study in studies]
    more = f"; {len(words) - MOST_STUDIES} more below" if len(words) > MOST_STUDIES else ""
    return Line("Suggested", f"{'; '.join(words[:MOST_STUDIES])}{more}." if words else "")


def shortened(text: str, longest: int = LONGEST) -> str:
    """A text in one line, cut after a word where it is too long."""
    line = one_line(text)
    return line if len(line) <= longest else f"{line[:longest].rsplit(' ', 1)[0]} ... {BELOW}"


def is_whole(lines: Sequence[Line], head: str) -> bool:
    """Whether the line of this head has the whole text."""
    return not any(line.head == head and BELOW in line.text for line in lines)


def _ended(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?", ")")) else f"{text}."
