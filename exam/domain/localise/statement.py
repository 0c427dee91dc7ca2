"""What may be said of a ranking, from the probabilities of its first candidates and how much was examined."""

from __future__ import annotations

from collections.abc import Sequence

from exam.domain.causes import NO_LESION, roots_of
from exam.domain.conclusions import Candidate, Statement
from exam.domain.localise.observe import Observation

ENOUGH = 2
"""Objective findings, normal or not, below which nothing is said (judgement)."""

FITS = 0.5
"""Probability from which one cause is said to fit; the rival must be half as likely or less (judgement)."""

OBJECTIVE = ("reflexes.", "dermatome.", "strength.", "tension.", "long_tract.", "saddle.", "other.")


def statement(candidates: Sequence[Candidate], observations: Sequence[Observation]) -> Statement:
    """One of the five statements of the assessment."""
    if examined(observations) < ENOUGH:
        return "not_enough_examined"
    first, second = candidates[:2]
    if first.probability < FITS or second.probability > first.probability / 2:
        return "cannot_separate"
    if first.cause == NO_LESION:
        return "no_lesion_found"
    return "fits_one" if roots_of(first.cause) else "fits_non_root"


def examined(observations: Sequence[Observation]) -> int:
    """How many objective things were looked at, a dermatome or muscle counted once for each leg."""
    return sum(seen.item.row.finding.startswith(OBJECTIVE) for seen in observations)
