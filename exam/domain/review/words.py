"""Who has reviewed a figure, in words; a figure that nobody has reviewed says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from exam.domain.language import mark, say, say_count, say_day
from reference import load_reference
from reference.figures import reviewed_count
from reference.model import Review

# From this percentage on, a decimal would suggest more precision than an estimated figure has.
WHOLE_FROM = 10.0
NOT_REVIEWED = mark("Not reviewed by a clinician")
REVIEWED = {
    "agree": mark("{reader}: agrees"),
    "too_high": mark("{reader}: finds it too high"),
    "too_low": mark("{reader}: finds it too low"),
}


def in_hundred(share: float) -> str:
    """A share as a number in a hundred: 0.58 as "58", 0.017 as "1.7"."""
    hundredfold = 100 * share
    return f"{hundredfold:.0f}" if hundredfold >= WHOLE_FROM else f"{hundredfold:.1f}".removesuffix(".0")


def day_words(day: date) -> str:
    """A date: "28 November 2026"."""
    return say_day(datetime(day.year, day.month, day.day, tzinfo=UTC))


def reviews_words(reviews: Sequence[Review], p: float) -> str:
    """Who has reviewed a figure that is now `p`, with each reader's verdict and the figure it was about."""
    if not reviews:
        return say(NOT_REVIEWED)
    return say("Reviewed by {readers}").format(readers="; ".join(_review_words(review, p) for review in reviews))


def _review_words(review: Review, p: float) -> str:
    """One review: "A. Vesalius (neurologist, 28 November 2026): agrees"."""
    reader = f"{review.by} ({review.role}, {day_words(review.on)})"
    verdict = say(REVIEWED[review.verdict]).format(reader=reader)
    if review.p == p:
        return verdict
    return say("{verdict}, when it was {number} in 100").format(verdict=verdict, number=in_hundred(review.p))


def count_words(reviewed: int, figures: str) -> str:
    """How many of these figures were reviewed: "No clinician has reviewed any of these 40 figures yet."."""
    if not reviewed:
        return say("No clinician has reviewed any of {figures} yet.").format(figures=figures)
    return say_count(
        "{number} of {figures} has been reviewed by a clinician.",
        "{number} of {figures} have been reviewed by a clinician.",
        reviewed,
    ).format(number=reviewed, figures=figures)


def all_reviewed() -> str:
    """How many of all figures were reviewed."""
    reviewed, figures = reviewed_count(load_reference())
    return count_words(reviewed, say("the {number} figures of the ranking").format(number=figures))
