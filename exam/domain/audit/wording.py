"""The names of the rows of an audit, in words."""

from __future__ import annotations

from exam.domain.audit.counts import RARER
from exam.domain.language import mark, say
from exam.domain.outcomes.outcome import OTHER
from exam.domain.record.causes import is_cause
from exam.domain.words.causes import cause_label
from exam.domain.words.findings import finding_label
from reference import load_reference

STATEMENTS = {
    "fits_one": mark("One cause fits best"),
    "cannot_separate": mark("Two causes cannot be distinguished"),
    "fits_non_root": mark("Something other than a root fits best"),
    "fits_none": mark("No single lesion fits"),
    "no_lesion_found": mark("Nothing points to one root"),
    "not_enough_examined": mark("Not enough examined"),
}
CHANCES = {"likely": mark("likely"), "possible": mark("possible"), "not_excluded": mark("not excluded")}
ANSWERS = {
    "acted_on": mark("acted on"),
    "known_and_old": mark("known and old"),
    "other_explanation": mark("another explanation"),
    "none": mark("not answered"),
}
URGENCY = {"emergency": mark("Emergency"), "urgent": mark("Urgent"), "routine": mark("Routine")}
WHEN = {
    "before": mark("Entered before the ranking was shown"),
    "after": mark("Entered after the ranking was shown"),
    "unknown": mark("Not recorded when"),
}


def cause_words(cause: str) -> str:
    """What an examination turned out to be, without a side. A cause that this version does not know is named as it is.

    The outcome `other` is a lesion for which the reference has no cause.
    """
    if cause == RARER:
        return say("Rarer causes together")
    if cause == OTHER:
        return say("Another lesion")
    return cause_label(cause, "none") if is_cause(cause) else cause


def alert_words(id: str) -> str:
    """The label of an alert; one that this version does not have is named by its id."""
    if id == RARER:
        return say("Rarer alerts together")
    row = load_reference().alerts.get(id)
    return say(row.label) if row else id


def alert_urgency(id: str) -> str:
    """How urgent an alert is; empty where this version does not have it, and of the rarer ones."""
    row = load_reference().alerts.get(id)
    return row.urgency if row else ""


def test_words(test: str) -> str:
    """The label of a test; one that this version does not have is named by its id."""
    return finding_label(test) if test in load_reference().tests else test


def words_in(table: dict[str, str], key: str) -> str:
    """The words for a key of a table; one from a later version is named as it is."""
    return say(table[key]) if key in table else key
