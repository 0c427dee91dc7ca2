"""The outcome of an examination as the note's page and its own page show it."""

from __future__ import annotations

from exam.store.stored import StoredExam
from exam.web.http.current import is_demonstration, services, settings, user_id
from exam.web.presenters.outcomes.entries import ShownOutcome, shown_outcome


def outcome_shown(exam: StoredExam) -> ShownOutcome | None:
    """What was entered; None for a draft and in a demonstration, which have no outcome."""
    if exam.signature is None or is_demonstration():
        return None
    return shown_outcome(services().outcomes.history(exam.id, user_id()), settings().clinic().by_clock)


def takes_outcome(exam: StoredExam) -> bool:
    """Whether whoever reads this enters an outcome: the examiner, for what is signed and counts."""
    return exam.reading is None and exam.signature is not None and not (exam.void or exam.corrected_by)
