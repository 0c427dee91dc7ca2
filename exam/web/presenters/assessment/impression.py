"""The clinician's own impression: text, cause and side, and when it was entered."""

from __future__ import annotations

from dataclasses import dataclass

from exam.domain.record.model import ExamRecord
from exam.domain.words.causes import cause_label
from exam.steps.assessment import has_impression, offered_causes
from exam.web.presenters.step.options import SIDE_WORDS

ORDER = {
    True: "Entered before the ranking was shown.",
    False: "Entered after the ranking was shown.",
    None: "",
}


@dataclass(frozen=True, slots=True)
class ShownImpression:
    """The current state of the impression form; choices are (value, words, chosen)."""

    text: str
    causes: tuple[tuple[str, str, bool], ...]
    sides: tuple[tuple[str, str, bool], ...]
    entered: bool
    order: str


def impression(record: ExamRecord) -> ShownImpression:
    """The impression of a record."""
    own = record.impression
    named = (("", "No cause named", own.cause is None),)
    return ShownImpression(
        own.text or "",
        named + tuple((cause, cause_label(cause, "none"), cause == own.cause) for cause in _causes(own.cause)),
        tuple((side, words, side == own.side) for side, words in SIDE_WORDS.items()),
        has_impression(record),
        ORDER[own.entered_before_ranking],
    )


def _causes(chosen: str | None) -> tuple[str, ...]:
    """The causes offered, and one chosen elsewhere that is not among them."""
    offered = offered_causes()
    return offered if chosen is None or chosen in offered else (*offered, chosen)
