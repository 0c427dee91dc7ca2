"""The review form to be filled in: the figures that matter most for the ranking, each as a claim with its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exam.domain.language import mark, say
from exam.domain.record.model import ExamRecord
from exam.domain.review.claims import claim, reason, sources, span
from exam.domain.review.influence import influences
from exam.domain.review.words import all_reviewed, count_words, in_hundred, reviews_words
from exam.domain.words.sources import BASIS_WORDS
from reference import load_reference
from reference.figures import Figure, figures_of, reviews_of

PUBLISHED = mark("published")


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure on the form. `moves` is how much of the probability changes place over its range, in per cent."""

    id: str
    p: float
    sentence: str
    span: str
    moves: str
    basis: str
    reason: str
    sources: tuple[str, ...]
    reviewed: str


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A review form: its claims, the version of the reference, and how many figures have been reviewed so far."""

    reference: str
    claims: tuple[Claim, ...]
    state: tuple[str, ...]


def worksheet(rows: int, examinations: Sequence[ExamRecord]) -> Worksheet:
    """The form of the `rows` figures with the greatest influence on these examinations, the greatest first."""
    reference = load_reference()
    found = influences(examinations)
    figures = figures_of(reference)
    chosen = sorted(figures, key=lambda id: -found[id])[:rows]
    return Worksheet(
        reference.version,
        tuple(_claim(figures[id], found[id]) for id in chosen),
        tuple(_state(chosen)),
    )


def _state(chosen: Sequence[str]) -> Iterator[str]:
    """How much has been reviewed, on this form and altogether."""
    reviews = load_reference().reviews
    yield count_words(sum(id in reviews for id in chosen), say("these {number} figures").format(number=len(chosen)))
    yield all_reviewed()


def _claim(figure: Figure, influence: float) -> Claim:
    return Claim(
        id=figure.id,
        p=figure.of.p,
        sentence=claim(figure),
        span=span(figure),
        moves=in_hundred(influence),
        basis=say(BASIS_WORDS[figure.of.basis] or PUBLISHED),
        reason=reason(figure),
        sources=sources(figure),
        reviewed=reviews_words(reviews_of(load_reference(), figure.id), figure.of.p),
    )
