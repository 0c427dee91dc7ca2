"""A signed examination, and what it turned out to be."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store.outcomes.entries import Outcomes

VESALIUS = Examiner("Andreas Vesalius")
L5 = {"cause": "root.L5", "side": "left", "known_by": "mri", "known_on": "2026-11-21"}
NO_LESION = {"cause": "no_neurological_lesion", "side": "none", "known_by": "course", "known_on": "2026-11-28"}


def now():
    return datetime(2026, 11, 28, 23, 30, tzinfo=ZoneInfo("Europe/Rome"))


@pytest.fixture
def outcomes(engine):
    return Outcomes(engine, now)


@pytest.fixture
def sign(exams, me):
    """Begins and signs an examination of 20 November 2026; returns its id."""

    def sign(reference, account_id=me):
        exam_id = exams.create(reference, account_id)
        exams.append(exam_id, account_id, [Answer("examined_at", "2026-11-20T23:30:00+01:00")])
        exams.sign(exam_id, account_id, VESALIUS)
        return exam_id

    return sign


@pytest.fixture
def signed(sign):
    return sign("A-1")


@pytest.fixture
def shown(outcomes, me):
    """What is shown of an examination: by whom what was entered, the last first."""

    def shown(exam_id, account_id=me):
        entries = outcomes.history(exam_id, account_id)
        return [
            (
                one.author,
                "will not be known"
                if one.will_not_be_known
                else one.outcome and (one.outcome.cause, one.outcome.known_on),
            )
            for one in entries
        ]

    return shown


LAST, FIRST = date(2026, 11, 28), date(2026, 11, 21)
