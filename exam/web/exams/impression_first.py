"""The mode "my impression first": the ranking stays hidden until the clinician has entered their own impression.

The choice belongs to the browser's session, for every examination; which rankings it has shown is stored
there too, so that an impression is called the first one only when it was.
"""

from __future__ import annotations

from flask import session

from exam.domain.reasoning.conclusions import Assessment
from exam.steps.assessment import has_impression
from exam.store.stored import StoredExam

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
    return chosen() and not exam.reading and exam.status == "draft" and not has_impression(exam.record)


def ranking_seen(exam_id: str) -> bool:
    """Whether this session has shown the ranking of this examination."""
    return exam_id in session.get(SEEN, ())


def note_shown(exam_id: str, assessment: Assessment, *, hidden: bool) -> None:
    """Remember that a ranking was shown, where there was one to show."""
    if not hidden and assessment.statement != "not_enough_examined" and not ranking_seen(exam_id):
        session[SEEN] = [*session.get(SEEN, ()), exam_id][-MOST_KEPT:]
