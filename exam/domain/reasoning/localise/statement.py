"""Which statement a ranking allows, from the probabilities of its first candidates and how much was examined."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from exam.domain.reasoning.conclusions import Candidate
from exam.domain.reasoning.localise.observe import NORMAL, Complaint, Observation
from exam.domain.record.causes import NO_LESION, OTHER_LESION, roots_of
from reference import load_reference
from reference.model import Family
from reference.vocabulary import SIDES, HeldBack, Side, Statement

ENOUGH = 2
"""Number of objective findings, normal or not, below which no statement is made (judgement).

It is also the number of abnormal ones below which no root is said to fit.
"""

FITS = 0.6
"""Probability from which one cause is said to fit, if the next is half as likely or less.

In cohorts simulated from our table, a root that is said to fit is the true one in 8 of 10; from the tables of three
other authors, in 7 to 8 of 10 (`bench.calibration`).
"""


def statement(
    candidates: Sequence[Candidate], observations: Sequence[Observation], complaint: Complaint, *, may_fit: bool
) -> Statement:
    """One of the six statements of the assessment; a root fits only if it `may_fit`, see `why_no_root_fits`."""
    first, second = candidates[:2]
    if examined(observations) < ENOUGH or _unexamined(first, observations, complaint):
        return "not_enough_examined"
    if first.cause == OTHER_LESION:
        return "fits_none"
    if not fits(first.probability, second.probability):
        return "cannot_separate"
    if first.cause == NO_LESION:
        return "no_lesion_found"
    if not roots_of(first.cause):
        return "fits_non_root"
    return "fits_one" if may_fit else "cannot_separate"


def why_no_root_fits(first: Candidate, observations: Sequence[Observation], *, not_a_root: bool) -> HeldBack | None:
    """Why no root may be said to fit, or None where one may: a single mild finding shows none.

    With `not_a_root` an alert is raised that speaks for something else than a root.
    """
    if not_a_root:
        return "alert"
    legs = SIDES if first.side == "both" else (first.side,)
    return None if all(_signs(leg, observations) >= ENOUGH for leg in legs) else "findings"


def _signs(leg: str, observations: Sequence[Observation]) -> int:
    """How many tests that point to roots are abnormal on this leg, and not only because pain limited them."""
    family_of = load_reference().family_of
    return sum(
        one.side == leg
        and family_of(one.item.row.finding).charted
        and one.weight >= one.item.row.weight
        and any(result.depth > NORMAL for result in one.results)
        for one in observations
    )


def _unexamined(first: Candidate, observations: Sequence[Observation], complaint: Complaint) -> bool:
    """Whether the leg to be judged has no usable finding: that of the root that leads, or the one that complains."""
    legs = [side for side in SIDES if not is_examined(side, observations)]
    if roots_of(first.cause):
        return any(first.side in (side, "both") for side in legs)
    return first.cause == NO_LESION and any(complaint.of(side) for side in legs)


def is_examined(side: Side, observations: Sequence[Observation]) -> bool:
    """Whether a test that points to roots was done on this leg: reflex, sensation, strength, function or tension."""
    return any(found.side == side and _family_of(found.item.row.finding).charted for found in observations)


def fits(first: float, second: float) -> bool:
    """Whether the first of two probabilities is enough to say that one cause fits."""
    return first >= FITS and second <= first / 2


def examined(observations: Sequence[Observation]) -> int:
    """How many objective items were tested, a dermatome or muscle counted once for each leg."""
    return sum(_family_of(observation.item.row.finding).objective for observation in observations)


@cache
def _family_of(finding: str) -> Family:
    return load_reference().family_of(finding)
