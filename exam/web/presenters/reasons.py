"""Why a cause fits or does not: each reason with its weight in words, its standing and its sources."""

from __future__ import annotations

from dataclasses import dataclass

from exam.domain.conclusions import Assessment, Candidate, Reason
from exam.domain.wording import cause_label, chance_words, reason_label, rival_sentences
from exam.web.presenters.citations import Citation, basis_words, citations
from exam.web.presenters.strip import THINNEST

# Ten decibans make a cause ten times as likely against the rest, five about three times.
STRONG, MODERATE = 10.0, 5.0
ROBUST_WORDS = {
    True: "Stays first when the judged figures are varied over their ranges.",
    False: "May lose the first place when the judged figures are varied over their ranges.",
    None: "",
}


@dataclass(frozen=True, slots=True)
class ShownReason:
    """One reason; `figure` is shown one tap away."""

    label: str
    weight: str
    figure: str
    basis: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class ShownCause:
    """A ranked cause with what speaks for it and against it, the weightiest first.

    `beaten` is the sentence that says what tells the leading cause from this one.
    """

    label: str
    width: int
    leads: bool
    chance: str
    figure: str
    robust: str
    beaten: str
    supports: tuple[ShownReason, ...]
    against: tuple[ShownReason, ...]


def shown_causes(assessment: Assessment) -> tuple[ShownCause, ...]:
    """The causes in their order."""
    beaten = rival_sentences(assessment)
    return tuple(
        _cause(candidate, beaten.get((candidate.cause, candidate.side), ""), leads=place == 0)
        for place, candidate in enumerate(assessment.candidates)
    )


def _cause(candidate: Candidate, beaten: str, *, leads: bool) -> ShownCause:
    weighty = sorted(candidate.reasons, key=lambda reason: -abs(reason.decibans))
    return ShownCause(
        label=cause_label(candidate.cause, candidate.side),
        width=max(THINNEST, round(100 * candidate.probability)),
        leads=leads,
        chance=chance_words(candidate.probability),
        figure=f"{candidate.probability:.3f}",
        robust=ROBUST_WORDS[candidate.robust] if leads else "",
        beaten=beaten,
        supports=tuple(_reason(reason) for reason in weighty if reason.direction == "supports"),
        against=tuple(_reason(reason) for reason in weighty if reason.direction == "against"),
    )


def _reason(reason: Reason) -> ShownReason:
    return ShownReason(
        reason_label(reason),
        _weight(abs(reason.decibans)),
        f"{abs(reason.decibans):.1f} decibans",
        basis_words(reason.basis),
        citations(reason.sources),
    )


def _weight(decibans: float) -> str:
    return "strong" if decibans >= STRONG else "moderate" if decibans >= MODERATE else "slight"
