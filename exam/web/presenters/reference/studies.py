"""Imaging and other tests as rows of the reference pages: when each is suggested, and what to consider before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exam.domain.words.grammar import heading, joined
from exam.domain.words.rules import rule_words
from exam.web.presenters.reference.rows import Entry, differing
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
    caution = f"{row.caution} ({cautioned})" if cautioned else row.caution
    lines = (
        ("Priority", heading(row.priority)),
        ("Verdict", _sentence(row.verdict)),
        ("Verdict with the caution", _sentence(row.verdict_with_caution)),
        ("Purpose", row.purpose),
        ("Suggested when", rule_words(row.when)),
        ("Caution", caution),
        ("The caution is not shown for", rule_words(row.caution_unless) if row.caution_unless else ""),
        ("Not listed beside it", _labels(row.includes)),
    )
    return differing(row, f"imaging-{row.id}", row.label, lines, "Imaging")


def _alternative(row: Alternative) -> Entry:
    lines = (
        ("Instead of", _labels(row.of)),
        ("When", rule_words(row.when)),
        ("Caution", row.caution),
    )
    return differing(row, f"alternative-{row.id}", row.label, lines, "Instead of a contraindicated study")


def _precaution(row: Precaution) -> Entry:
    lines = (
        ("Before", _labels(row.studies)),
        ("When", _whenever(row.when)),
        ("Routine studies", "Not suggested then." if row.routine_waits else ""),
    )
    return differing(row, f"precaution-{row.id}", row.caution, lines, "Before a study")


def _whenever(when: When) -> str:
    """A rule in words; one that only excludes is an exception from always."""
    return rule_words(when) if when.all or when.any else f"Always. {rule_words(when)}"


def _other_test(row: OtherTest) -> Entry:
    lines = (
        ("Priority", heading(row.priority)),
        ("Verdict", _sentence(row.verdict)),
        ("Purpose", row.purpose),
        ("Suggested when", rule_words(row.when)),
    )
    return differing(row, f"other-{row.id}", row.label, lines, "Other tests")


def _sentence(verdict: str) -> str:
    return f"{heading(verdict)}." if verdict else ""


def _labels(studies: Iterable[str]) -> str:
    reference = load_reference()
    labels = {row.study: row.label for row in reference.imaging.values()}
    labels |= {row.study: row.label for row in reference.alternatives.values()}
    return "; ".join(labels[study] for study in studies)
