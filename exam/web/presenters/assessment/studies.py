"""Imaging and other tests that the sources suggest: whether and when, why, source and caution."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exam.domain.language import say
from exam.domain.reasoning.conclusions import Assessment, Study, SuggestedTest
from exam.domain.record.model import ExamRecord
from exam.domain.words.facts import facts_line
from exam.domain.words.grammar import heading
from exam.domain.words.statements import fits_words
from exam.domain.words.studies import LATER_HEADING, caution_words, is_later, study_heading, withheld_sentences
from exam.web.presenters.reference.citations import Citation, citations
from reference import load_reference


@dataclass(frozen=True, slots=True)
class ShownStudy:
    """One study or other test; `row` is its row in the reference, `title` its label and the verdict.

    The citations are those of the caution too.
    """

    id: str
    row: str
    title: str
    purpose: str
    because: str
    citations: tuple[Citation, ...]
    caution: str


@dataclass(frozen=True, slots=True)
class ShownStudies:
    """Studies or tests: those as urgent as the patient, those that come later, and sentences about those withheld."""

    first: tuple[ShownStudy, ...]
    later: tuple[ShownStudy, ...]
    withheld: tuple[str, ...] = ()

    @property
    def later_heading(self) -> str:
        """What those that come later are listed under."""
        return say(LATER_HEADING)

    def __bool__(self) -> bool:
        return bool(self.first or self.later or self.withheld)


def imaging(assessment: Assessment, record: ExamRecord) -> ShownStudies:
    """The imaging that the sources suggest for this record."""
    return _shown(assessment.imaging, assessment, record, withheld_sentences(assessment.withheld_imaging))


def other_tests(assessment: Assessment, record: ExamRecord) -> ShownStudies:
    """The tests other than imaging that the sources suggest for this record."""
    return _shown(assessment.other_tests, assessment, record)


def _shown(
    suggested: Iterable[Study | SuggestedTest], assessment: Assessment, record: ExamRecord, withheld: Sequence[str] = ()
) -> ShownStudies:
    first: list[ShownStudy] = []
    later: list[ShownStudy] = []
    for one in suggested:
        because = because_of(one.because, record, assessment)
        shown = _study(one, because) if isinstance(one, Study) else _other(one, because)
        (later if is_later(one, assessment.urgency) else first).append(shown)
    return ShownStudies(tuple(first), tuple(later), tuple(withheld))


def _study(study: Study, because: str) -> ShownStudy:
    return ShownStudy(
        f"study-{study.study}",
        f"imaging-{study.row}",
        study_heading(study),
        say(study.purpose),
        because,
        citations(_articles_last((*study.sources, *study.caution_sources))),
        caution_words(study.caution or ""),
    )


def _articles_last(sources: Iterable[str]) -> list[str]:
    """The sources of a study and of its caution in one row."""
    rows = load_reference().sources
    return sorted(sources, key=lambda source: rows[source].kind == "article")


def _other(test: SuggestedTest, because: str) -> ShownStudy:
    return ShownStudy(
        f"test-{test.test}",
        f"other-{test.row}",
        study_heading(test),
        say(test.purpose),
        because,
        citations(test.sources),
        "",
    )


def because_of(paths: Sequence[str], record: ExamRecord, assessment: Assessment) -> str:
    """Everything that led to it: answers and findings of the record, and what the findings fit."""
    return heading(facts_line(paths, record, most=len(paths), fits=fits_words(assessment)))
