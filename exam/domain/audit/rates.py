"""Rates with their 95 % confidence intervals, and none where there are too few to say."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from exam.domain.audit.counts import Rate, Tenth, added

FEWEST = 20
"""Of fewer no rate is given."""

TWO_SIDED_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share with its confidence interval, each from 0 to 1."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Step:
    """What was stated with figures of some neighbouring tenths: their mean, from 0 to 1, and how often it was right."""

    stated: float
    of: int
    right: Estimate


def estimate(rate: Rate) -> Estimate | None:
    """The share and its Wilson interval; None of fewer than 20."""
    return Estimate(rate.right / rate.of, *wilson(rate)) if rate.of >= FEWEST else None


def wilson(rate: Rate) -> tuple[float, float]:
    """The 95 % interval of a share that Wilson's score gives: never below 0 or above 1, also where none was right."""
    share, square = rate.right / rate.of, TWO_SIDED_95**2
    middle = (share + square / (2 * rate.of)) / (1 + square / rate.of)
    spread = (
        TWO_SIDED_95 * math.sqrt(share * (1 - share) / rate.of + square / (4 * rate.of**2)) / (1 + square / rate.of)
    )
    return max(0.0, middle - spread), min(1.0, middle + spread)


def reliability(tenths: Sequence[Tenth]) -> tuple[Step, ...]:
    """The steps of the curve, the lowest first: neighbouring tenths are joined until each step has 20 or more.

    What is left at the upper end is joined to the step before. Empty where there are fewer than 20 in all.
    """
    steps: list[Tenth] = []
    waiting = Tenth(0, 0, 0)
    for tenth in tenths:
        waiting = added(waiting, tenth)
        if waiting.of >= FEWEST:
            steps.append(waiting)
            waiting = Tenth(0, 0, 0)
    if steps:
        steps[-1] = added(steps[-1], waiting)
    return tuple(_step(one) for one in steps)


def _step(tenth: Tenth) -> Step:
    rate = Rate(tenth.of, tenth.right)
    return Step(tenth.percents / tenth.of / 100, tenth.of, Estimate(rate.right / rate.of, *wilson(rate)))
