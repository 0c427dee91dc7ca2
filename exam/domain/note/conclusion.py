"""What the clinician concludes, as the note gives it: the impression, the plan and the safety net."""

from __future__ import annotations

from exam.domain.language import mark, say, say_count
from exam.domain.note.headings import LABELS
from exam.domain.note.history import Line, filled
from exam.domain.record.model import ExamRecord
from exam.domain.words.causes import cause_label
from exam.domain.words.values import diagnoses_label, review_label, value_label

WHEN_ENTERED = {
    True: mark("before the program's ranking was shown"),
    False: mark("after the program's ranking was shown"),
}
ENTERED = {
    True: mark("Entered before the program's ranking was shown."),
    False: mark("Entered after the program's ranking was shown."),
}
"""The same as a sentence."""


def impression_lines(record: ExamRecord) -> tuple[Line, ...]:
    """The clinician's own conclusion; none where none was entered."""
    own = record.impression
    said = (
        Line(say("Cause"), cause_label(own.cause, own.side or "none") if own.cause else ""),
        Line(say_count("Diagnosis", "Diagnoses", len(own.diagnoses or ())), diagnoses_label(own.diagnoses or ())),
        Line(say(LABELS["impression"]), own.text or ""),
    )
    lines = filled(said)
    entered = own.entered_before_ranking
    return (*lines, Line(say("Entered"), say(WHEN_ENTERED[entered]))) if lines and entered is not None else lines


def plan_lines(record: ExamRecord) -> tuple[Line, ...]:
    """What is planned, the advice that was given in its words, and when the patient is seen again."""
    plan = record.plan
    weeks = plan.review_in_weeks
    lines = (
        Line(say(LABELS["plan"]), plan.text or ""),
        Line(say(LABELS["safety_net"]), _given(plan.safety_net_given, plan.safety_net_text)),
        Line(say("Review"), say("in {weeks}").format(weeks=review_label(weeks)) if weeks is not None else ""),
    )
    return filled(lines)


def _given(given: bool | None, words: str | None) -> str:
    """Whether advice was given, and what was said; empty where it was not answered."""
    answer = "" if given is None else value_label("plan.safety_net_given", given)
    return f"{answer}: {words}" if words else answer
