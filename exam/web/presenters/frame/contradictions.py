"""The contradictions of a record, each with the place to look at first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exam.domain.note.parts.contradictory import contradiction_words
from exam.domain.reasoning.conclusions import Contradiction
from exam.domain.record.model import ExamRecord, split_side
from exam.domain.words.grammar import heading
from exam.steps.sequence import asking
from exam.web.presenters.step.cells import element_id

IMPRESSION = "impression-title"


@dataclass(frozen=True, slots=True)
class ShownContradiction:
    """One contradiction: what it is, what the record says there, and the row of the step that a tap leads to."""

    id: str
    label: str
    because: str
    slug: str
    anchor: str


def shown_contradictions(found: Iterable[Contradiction], record: ExamRecord) -> tuple[ShownContradiction, ...]:
    """The contradictions in their order."""
    return tuple(_shown(one, record) for one in found)


def _shown(one: Contradiction, record: ExamRecord) -> ShownContradiction:
    place = one.because[0]
    step, said = asking(place), contradiction_words(one, record)
    return ShownContradiction(
        one.id,
        said.label,
        heading(said.because),
        step.slug if step else "",
        _anchor(place),
    )


def _anchor(place: str) -> str:
    """The row of a test or of a question, or the heading of the impression."""
    if place.startswith("impression."):
        return IMPRESSION
    return element_id(split_side(place)[0] if place.startswith("findings.") else place)
