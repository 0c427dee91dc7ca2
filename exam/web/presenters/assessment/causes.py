"""Why a cause fits or does not fit: each reason with its weight in words, its basis and its sources."""

from __future__ import annotations

from dataclasses import dataclass

from exam.domain.reasoning.conclusions import Assessment, Candidate, Reason
from exam.domain.words.causes import cause_label
from exam.domain.words.chance import chance_words, figure_meaning
from exam.domain.words.facts import reason_label
from exam.domain.words.statements import ROBUST, rival_sentences
from exam.web.presenters.frame.strip import width_of
from exam.web.presenters.reference.citations import Citation, basis_words, citations
from exam.web.presenters.reference.figures import likelihood_row

# Ten decibans make a cause ten times as likely against the rest, five about three times.
STRONG, MODERATE = 10.0, 5.0


@dataclass(frozen=True, slots=True)
class ShownReason:
    """One reason; `figure` is shown one tap away, `row` names the likelihoods that it was computed from."""

    label: str
    weight: str
    figure: str
    basis: str
    citations: tuple[Citation, ...]
    row: str


@dataclass(frozen=True, slots=True)
class ShownCause:
    """A ranked cause with the reasons for and against it, the strongest first.

    `chance` is its probability in a word; `figure`, one tap away, is the number, with what such a number means.
    `comparison` is the sentence on what distinguishes the leading cause from this one.
    """

    label: str
    width: int
    leads: bool
    chance: str
    figure: str
    figure_means: str
    figure_sources: tuple[Citation, ...]
    robust: str
    comparison: str
    supports: tuple[ShownReason, ...]
    against: tuple[ShownReason, ...]


def shown_causes(assessment: Assessment) -> tuple[ShownCause, ...]:
    """The causes in their order."""
    comparison = rival_sentences(assessment)
    return tuple(
        _cause(candidate, comparison.get((candidate.cause, candidate.side), ""), leads=place == 0)
        for place, candidate in enumerate(assessment.candidates)
    )


def _cause(candidate: Candidate, comparison: str, *, leads: bool) -> ShownCause:
    means, source = figure_meaning()
    return ShownCause(
        label=cause_label(candidate.cause, candidate.side),
        width=width_of(candidate.probability),
        leads=leads,
        chance=chance_words(candidate.probability),
        figure=f"{candidate.probability:.3f}",
        figure_means=means,
        figure_sources=citations((source,)),
        robust=ROBUST[candidate.robust] if leads else "",
        comparison=comparison,
        supports=tuple(_reason(reason) for reason in candidate.supports),
        against=tuple(_reason(reason) for reason in candidate.against),
    )


def _reason(reason: Reason) -> ShownReason:
    return ShownReason(
        reason_label(reason),
        _weight(reason.decibans),
        f"{reason.decibans:.1f} decibans",
        basis_words(reason.basis),
        citations(reason.sources),
        likelihood_row(reason.finding, reason.value),
    )


def _weight(decibans: float) -> str:
    return "strong" if decibans >= STRONG else "moderate" if decibans >= MODERATE else "slight"
