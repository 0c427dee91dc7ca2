"""The mode "my impression first": the ranking stays hidden until the clinician has entered their own impression.

In practice it is always on, and a cause is to be named.

The choice belongs to the browser's session, for every examination; which rankings it has shown is stored
there too, so that an impression is called the first one only when it was.
"""

from __future__ import annotations

from flask import session

from exam.domain.reasoning.conclusions import Outline
from exam.domain.record.model import ExamRecord
from exam.steps.assessment import has_impression
from exam.store.stored import StoredExam
from exam.training.practice import is_practice

CHOSEN = "impression_first"
SEEN = "rankings_seen"
# The session is a cookie; older examinations are long signed.
MOST_KEPT = 30


def choose(*, on: bool) -> None:
    """Turn the mode on or off."""
    session[CHOSEN] = on


def chosen() -> bool:
    """Whether the mode is on."""
    return bool(session.get(CHOSEN))


def hides_ranking(exam: StoredExam) -> bool:
    """Whether the ranking of this examination is hidden now."""
    if exam.reading or exam.status != "draft":
        return False
    if is_practice(exam.record):
        return is_unanswered(exam.record)
    return chosen() and not has_impression(exam.record)


def is_unanswered(record: ExamRecord) -> bool:
    """Whether a learner has named no cause yet."""
    return record.impression.cause is None


def ranking_seen(exam_id: str) -> bool:
    """Whether this session has shown the ranking of this examination."""
    return exam_id in session.get(SEEN, ())


def note_shown(exam_id: str, assessment: Outline, *, hidden: bool, answered: bool = False) -> None:
    """Remember that a ranking was shown, where there was one to show, or the answer in practice (`answered`)."""
    is_ranked = answered or assessment.statement != "not_enough_examined"
    if not hidden and is_ranked and not ranking_seen(exam_id):
        session[SEEN] = [*session.get(SEEN, ()), exam_id][-MOST_KEPT:]
