"""Imaging and other tests that the sources suggest, each with why, source and caution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exam.domain.conclusions import Assessment, Study, SuggestedTest
from exam.domain.fact_lines import facts_line
from exam.domain.labels import heading
from exam.domain.record import ExamRecord
from exam.web.presenters.citations import Citation, citations
from reference import load_reference

PRIORITY_WORDS = {"emergency": "As an emergency", "urgent": "Urgent", "routine": "Routine", "": ""}


@dataclass(frozen=True, slots=True)
class ShownStudy:
    """One study or other test."""

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
    labels = {row.study: row.label for row in load_reference().imaging.values()}
    return tuple(_study(study, labels[study.study], record) for study in assessment.imaging)


def other_tests(assessment: Assessment, record: ExamRecord) -> tuple[ShownStudy, ...]:
    """The tests other than imaging that the sources suggest for this record."""
    labels = {row.test: row.label for row in load_reference().other_tests.values()}
    return tuple(_other(test, labels[test.test], record) for test in assessment.other_tests)


def _study(study: Study, label: str, record: ExamRecord) -> ShownStudy:
    return ShownStudy(
        label,
        study.priority,
        PRIORITY_WORDS[study.priority],
        study.purpose,
        because_of(study.because, record),
        citations(study.sources),
        study.caution or "",
        citations(study.caution_sources),
    )


def _other(test: SuggestedTest, label: str, record: ExamRecord) -> ShownStudy:
    because = because_of(test.because, record)
    return ShownStudy(label, "", "", test.purpose, because, citations(test.sources), "", ())


def because_of(paths: Sequence[str], record: ExamRecord) -> str:
    """What in the record led to it, all of it."""
    return heading(facts_line(paths, record, most=len(paths)))
