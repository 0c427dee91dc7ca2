"""An outcome in words."""

from __future__ import annotations

from datetime import datetime, time

from exam.domain.language import mark, say, say_day
from exam.domain.outcomes.outcome import OTHER, Outcome
from exam.domain.record.causes import OTHER_LESION
from exam.domain.words.causes import cause_label

KNOWN_BY_WORDS = {
    "mri": mark("MRI"),
    "surgery": mark("Surgery"),
    "electrodiagnosis": mark("Electrodiagnosis"),
    "injection": mark("Diagnostic injection"),
    "another_test": mark("Another test"),
    "course": mark("Clinical course"),
    "another_specialist": mark("Another specialist"),
}
KNOWN_BY_EXAMPLES = {"another_test": mark("other imaging, vascular study, laboratory, biopsy")}


def known_by_words(how: str) -> str:
    """How an outcome is known: "MRI"."""
    return say(KNOWN_BY_WORDS[how])


def known_by_examples(how: str) -> str:
    """What belongs to it, where its words alone do not say that."""
    return say(KNOWN_BY_EXAMPLES[how]) if how in KNOWN_BY_EXAMPLES else ""


def outcome_label(outcome: Outcome) -> str:
    """What it turned out to be: "Left L5 root", "Another lesion, left leg: abscess of the psoas"."""
    if outcome.cause != OTHER:
        return cause_label(outcome.cause, outcome.side)
    return say("{lesion}: {words}").format(lesion=cause_label(OTHER_LESION, outcome.side), words=outcome.other)


def known_words(outcome: Outcome) -> str:
    """How it is known, and on which day it became known: "MRI, 21 November 2026"."""
    day = say_day(datetime.combine(outcome.known_on, time()))
    return say("{how}, {day}").format(how=known_by_words(outcome.known_by), day=day)
