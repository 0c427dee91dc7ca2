"""What the clinician concludes, as the note gives it: the impression, the plan and the safety net."""

from __future__ import annotations

from exam.domain.note.history import Line, filled
from exam.domain.record.model import ExamRecord
from exam.domain.words.causes import cause_label
from exam.domain.words.values import diagnoses_label, review_label, value_label

WHEN_ENTERED = {True: "before the program's ranking was shown", False: "after the program's ranking was shown"}


def impression_lines(record: ExamRecord) -> tuple[Line, ...]:
    """The clinician's own conclusion; none where none was entered."""
    own = record.impression
    said = (
        Line("Cause", cause_label(own.cause, own.side or "none") if own.cause else ""),
        Line("Diagnosis" if len(own.diagnoses or ()) == 1 else "Diagnoses", diagnoses_label(own.diagnoses or ())),
        Line("Impression", own.text or ""),
    )
    lines = filled(said)
    entered = own.entered_before_ranking
    return (*lines, Line("Entered", WHEN_ENTERED[entered])) if lines and entered is not None else lines


def plan_lines(record: ExamRecord) -> tuple[Line, ...]:
    """What is planned, the advice that was given in its words, and when the patient is seen again."""
    plan = record.plan
    weeks = plan.review_in_weeks
    lines = (
        Line("Plan", plan.text or ""),
        Line("Safety-net advice given", _given(plan.safety_net_given, plan.safety_net_text)),
        Line("Review", f"in {review_label(weeks)}" if weeks is not None else ""),
    )
    return filled(lines)


def _given(given: bool | None, words: str | None) -> str:
    """Whether advice was given, and what was said; empty where it was not answered."""
    answer = "" if given is None else value_label("plan.safety_net_given", given)
    return f"{answer}: {words}" if words else answer
