"""Imaging and other tests that the sources suggest, each with why, source and caution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exam.domain.reasoning.conclusions import Assessment, Study, SuggestedTest
from exam.domain.record.model import ExamRecord
from exam.domain.words.facts import facts_line
from exam.domain.words.grammar import heading
from exam.domain.words.statements import fits_words
from exam.web.presenters.reference.citations import Citation, citations
from reference import load_reference

PRIORITY_WORDS = {"emergency": "As an emergency", "urgent": "Urgent", "routine": "Routine", "": ""}


@dataclass(frozen=True, slots=True)
class ShownStudy:
    """One study or other test; `row` is its row in the reference."""

    id: str
    row: str
    label: str
    priority: str
    priority_words: str
    purpose: str
    because: str
    citations: tuple[Citation, ...]
    caution: str
    caution_citations: tuple[Citation, ...]


def imaging(assessment: Assessment, record: ExamRecord) -> tuple[ShownStudy, ...]:
    """The imaging that the sources suggest for this record."""
    return tuple(_study(study, because_of(study.because, record, assessment)) for study in assessment.imaging)


def other_tests(assessment: Assessment, record: ExamRecord) -> tuple[ShownStudy, ...]:
    """The tests other than imaging that the sources suggest for this record."""
    return tuple(_other(test, because_of(test.because, record, assessment)) for test in assessment.other_tests)


def _study(study: Study, because: str) -> ShownStudy:
    rows = load_reference().imaging.values()
    row = next(row for row in rows if (row.study, row.purpose) == (study.study, study.purpose))
    return ShownStudy(
        f"study-{study.study}",
        f"imaging-{row.id}",
        row.label,
        study.priority,
        PRIORITY_WORDS[study.priority],
        study.purpose,
        because,
        citations(study.sources),
        study.caution or "",
        citations(study.caution_sources),
    )


def _other(test: SuggestedTest, because: str) -> ShownStudy:
    rows = load_reference().other_tests.values()
    row = next(row for row in rows if (row.test, row.purpose) == (test.test, test.purpose))
    return ShownStudy(
        f"test-{test.test}",
        f"other-{row.id}",
        row.label,
        "",
        "",
        test.purpose,
        because,
        citations(test.sources),
        "",
        (),
    )


def because_of(paths: Sequence[str], record: ExamRecord, assessment: Assessment) -> str:
    """Everything that led to it: answers and findings of the record, and what the findings fit."""
    return heading(facts_line(paths, record, most=len(paths), fits=fits_words(assessment)))
