"""Which statement a ranking allows, from the probabilities of its first candidates and how much was examined."""

from __future__ import annotations

from collections.abc import Sequence

from exam.domain.reasoning.conclusions import Candidate
from exam.domain.reasoning.localise.observe import Observation
from exam.domain.record.causes import NO_LESION, roots_of
from reference import load_reference
from reference.vocabulary import Statement

ENOUGH = 2
"""Number of objective findings, normal or not, below which no statement is made (judgement)."""

FITS = 0.6
"""Probability from which one cause is said to fit, if the next is half as likely or less.

In cohorts simulated from our table, a root that is said to fit is the true one in 8 of 10; from the tables of three
other authors, in 7 to 8 of 10 (`bench.calibration`).
"""


def statement(candidates: Sequence[Candidate], observations: Sequence[Observation]) -> Statement:
    """One of the five statements of the assessment."""
    if examined(observations) < ENOUGH:
        return "not_enough_examined"
    first, second = candidates[:2]
    if not fits(first.probability, second.probability):
        return "cannot_separate"
    if first.cause == NO_LESION:
        return "no_lesion_found"
    return "fits_one" if roots_of(first.cause) else "fits_non_root"


def fits(first: float, second: float) -> bool:
    """Whether the first of two probabilities is enough to say that one cause fits."""
    return first >= FITS and second <= first / 2


def examined(observations: Sequence[Observation]) -> int:
    """How many objective items were tested, a dermatome or muscle counted once for each leg."""
    reference = load_reference()
    return sum(reference.family_of(observation.item.row.finding).objective for observation in observations)
