"""The conditions that the sources associate with a record, each with what in it supports and opposes it."""

from __future__ import annotations

from dataclasses import dataclass

from exam.domain.language import say
from exam.domain.reasoning.conclusions import Argument, Assessment, SupportedCondition
from exam.domain.record.model import ExamRecord
from exam.web.presenters.assessment.studies import because_of
from exam.web.presenters.reference.citations import Citation, basis_words, citations
from reference import load_reference


@dataclass(frozen=True, slots=True)
class ShownArgument:
    """One sentence for or against, what in the record it is based on, and its sources."""

    sentence: str
    because: str
    basis: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class ShownCondition:
    """One condition; `id` is its row in the reference and its place on the page."""

    id: str
    label: str
    rule_out: bool
    supports: tuple[ShownArgument, ...]
    against: tuple[ShownArgument, ...]


def conditions(assessment: Assessment, record: ExamRecord) -> tuple[ShownCondition, ...]:
    """Those that the record supports, in their order."""
    return tuple(_condition(condition, record, assessment) for condition in assessment.conditions)


def _condition(condition: SupportedCondition, record: ExamRecord, assessment: Assessment) -> ShownCondition:
    row = load_reference().conditions[condition.id]
    supports, against = (
        tuple(_argument(one, because_of(one.because, record, assessment)) for one in arguments)
        for arguments in (condition.for_, condition.against)
    )
    return ShownCondition(f"condition-{row.id}", say(row.label), row.rule_out, supports, against)


def _argument(argument: Argument, because: str) -> ShownArgument:
    return ShownArgument(say(argument.sentence), because, basis_words(argument.basis), citations(argument.sources))
