"""Imaging and other tests as rows of the reference pages: when each is suggested, and what to consider before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exam.domain.language import say
from exam.domain.words.grammar import heading, joined
from exam.domain.words.rules import rule_words
from exam.web.presenters.reference.citations import row_text
from exam.web.presenters.reference.rows import URGENCY, Entry, differing
from reference import load_reference
from reference.model import Alternative, Imaging, OtherTest, Precaution, When


def imaging() -> Iterator[Entry]:
    """Imaging and other tests: what suggests each, what is done instead, and what to consider first."""
    reference = load_reference()
    yield from map(_study, reference.imaging.values())
    yield from map(_alternative, reference.alternatives.values())
    yield from map(_precaution, reference.precautions.values())
    yield from map(_other_test, reference.other_tests.values())


def _study(row: Imaging) -> Entry:
    cautioned = joined(load_reference().sources[source].short for source in row.caution_sources)
    caution = row_text(row.caution)
    lines = (
        (say("Priority"), say(URGENCY[row.priority])),
        (say("Verdict"), _sentence(row.verdict)),
        (say("Verdict with the caution"), _sentence(row.verdict_with_caution)),
        (say("Purpose"), row_text(row.purpose)),
        (say("Suggested when"), rule_words(row.when)),
        (say("Caution"), f"{caution} ({cautioned})" if cautioned else caution),
        (say("The caution is not shown for"), rule_words(row.caution_unless) if row.caution_unless else ""),
        (say("Not listed beside it"), _labels(row.includes)),
    )
    return differing(row, f"imaging-{row.id}", say(row.label), lines, say("Imaging"))


def _alternative(row: Alternative) -> Entry:
    lines = (
        (say("Instead of"), _labels(row.of)),
        (say("When"), rule_words(row.when)),
        (say("Caution"), row_text(row.caution)),
    )
    return differing(row, f"alternative-{row.id}", say(row.label), lines, say("Instead of a contraindicated study"))


def _precaution(row: Precaution) -> Entry:
    lines = (
        (say("Before"), _labels(row.studies)),
        (say("When"), _whenever(row.when)),
        (say("Routine studies"), say("Not suggested then.") if row.routine_waits else ""),
    )
    return differing(row, f"precaution-{row.id}", say(row.caution), lines, say("Before a study"))


def _whenever(when: When) -> str:
    """A rule in words; one that only excludes is an exception from always."""
    return rule_words(when) if when.all or when.any else say("Always. {rule}").format(rule=rule_words(when))


def _other_test(row: OtherTest) -> Entry:
    lines = (
        (say("Priority"), say(URGENCY[row.priority])),
        (say("Verdict"), _sentence(row.verdict)),
        (say("Purpose"), row_text(row.purpose)),
        (say("Suggested when"), rule_words(row.when)),
    )
    return differing(row, f"other-{row.id}", say(row.label), lines, say("Other tests"))


def _sentence(verdict: str) -> str:
    return f"{heading(say(verdict))}." if verdict else ""


def _labels(studies: Iterable[str]) -> str:
    reference = load_reference()
    labels = {row.study: row.label for row in reference.imaging.values()}
    labels |= {row.study: row.label for row in reference.alternatives.values()}
    return "; ".join(say(labels[study]) for study in studies)
