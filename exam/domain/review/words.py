"""Who has reviewed a figure, in words; a figure that nobody has reviewed says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reference import load_reference
from reference.figures import reviewed_count
from reference.model import Review

# From this percentage on, a decimal would suggest more precision than an estimated figure has.
WHOLE_FROM = 10.0
NOT_REVIEWED = "Not reviewed by a clinician"
VERDICT_WORDS = {"agree": "agrees", "too_high": "finds it too high", "too_low": "finds it too low"}


def in_hundred(share: float) -> str:
    """A share as a number in a hundred: 0.58 as "58", 0.017 as "1.7"."""
    hundredfold = 100 * share
    return f"{hundredfold:.0f}" if hundredfold >= WHOLE_FROM else f"{hundredfold:.1f}".removesuffix(".0")


def day_words(day: date) -> str:
    """A date: "28 November 2026"."""
    return f"{day.day} {day:%B %Y}"


def reviews_words(reviews: Sequence[Review], p: float) -> str:
    """Who has reviewed a figure that is now `p`, with each reader's verdict and the figure it was about."""
    if not reviews:
        return NOT_REVIEWED
    return f"Reviewed by {'; '.join(_review_words(review, p) for review in reviews)}"


def _review_words(review: Review, p: float) -> str:
    """One review: "A. Vesalius (neurologist, 28 November 2026): agrees"."""
    about = "" if review.p == p else f", when it was {in_hundred(review.p)} in 100"
    return f"{review.by} ({review.role}, {day_words(review.on)}): {VERDICT_WORDS[review.verdict]}{about}"


def count_words(reviewed: int, figures: str) -> str:
    """How many of these figures were reviewed: "No clinician has reviewed any of these 40 figures yet."."""
    if not reviewed:
        return f"No clinician has reviewed any of {figures} yet."
    return f"{reviewed} of {figures} {'has' if reviewed == 1 else 'have'} been reviewed by a clinician."


def all_reviewed() -> str:
    """How many of all figures were reviewed."""
    reviewed, figures = reviewed_count(load_reference())
    return count_words(reviewed, f"the {figures} figures of the ranking")
