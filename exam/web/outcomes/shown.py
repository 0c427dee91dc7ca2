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
    is_signed = exam.reading is None and exam.signature is not None
    return is_signed and not (exam.void or exam.corrected_by or lacks_counter_signature(exam))


def lacks_counter_signature(exam: StoredExam) -> bool:
    """Whether a student signed this, and nobody has counter-signed it: it waits for that, or was sent back."""
    if exam.supervision is None:
        return False
    said = exam.supervision.said
    return said is None or said.returned is not None
