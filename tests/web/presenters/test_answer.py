"""What a learner is told of the known answer."""

import pytest

from exam.domain.reasoning.assess import assess
from exam.domain.record.answers import Answer, fold
from exam.training.practice import practice_patient
from exam.web.presenters.practice.answer import known_answer

BEGUN = "2026-11-21T09:30:00+00:00"


def answer(id, *answers):
    record = fold((*practice_patient(id).begun(BEGUN), *answers))
    return known_answer(record, assess(record, thorough=False))


@pytest.mark.parametrize(
    ("id", "title"),
    [
        ("case_103", "No nerve or root lesion (a joint or other local cause)"),
        ("case_229", "No nerve or root lesion (a joint or other local cause)"),
        ("case_115", "No nerve or root lesion (arterial disease)"),
        ("case_026", "Cauda equina"),
    ],
)
def test_the_known_cause_is_said_in_words_and_with_no_side_that_it_cannot_have(id, title):
    assert answer(id).title == title


def test_roots_of_which_some_are_those_known_are_partly_right():
    known = practice_patient("case_015").expected
    assert (known.cause, known.side) == ("root.L5", "right")
    named = answer("case_015", Answer("impression.cause", "root.L5+S1"), Answer("impression.side", "right")).named
    assert (named[0].who, named[0].words, named[0].state) == ("You", "partly right", "partly")


def test_an_alert_that_called_an_emergency_what_was_none_is_said():
    assert answer("case_106").emergency == ""
    false_alarm = answer("case_106", Answer("red_flags.saddle_numbness", value=True))
    assert false_alarm.emergency == "An alert called it an emergency. It was none."
