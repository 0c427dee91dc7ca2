"""The causes that look most like one, and the tests that distinguish them best, by the figures of the likelihoods."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from exam.domain.appearance.rates import NO_LESION, Rate, examined, forms_of, rates_of
from exam.domain.record.causes import NO_LESION as NO_CAUSE
from reference import load_reference

MOST_CAUSES, MOST_TESTS = 5, 3
LEAST_ALIKE = 0.03
"""Causes that have less than this in common do not imitate each other; judgement, 0.02 to 0.1."""
SEEN_OFTEN = 0.2
"""A test counts where the more frequent of the two shows it at least so often; judgement, 0.1 to 0.3."""
DISTINGUISHES = 1.5
"""The least ratio of the two figures; the same as for a pair of next tests."""
UNNAMED = "other_lesion"


@dataclass(frozen=True, slots=True)
class Distinction:
    """One test: how often it is abnormal here and with the other, or too strong if `raised`."""

    finding: str
    raised: bool
    here: float
    there: float

    @property
    def ratio(self) -> float:
        """How many times more often one of the two shows it."""
        low, high = sorted((self.here, self.there))
        return high / low if low else float("inf")


@dataclass(frozen=True, slots=True)
class Imitation:
    """A cause that looks like another in this form, and up to three tests, the most different first."""

    cause: str
    form: str
    tests: tuple[Distinction, ...]


@cache
def imitations(form: str) -> tuple[Imitation, ...]:
    """Up to five other causes that have most of their abnormal findings in common with this form, each in its form
    that is most alike. No lesion and a lesion without a name imitate nothing.
    """
    cause = form.partition(":")[0]
    others = [other for other in load_reference().causes if other not in (cause, NO_CAUSE, UNNAMED)]
    nearest = [max(forms_of(other), key=lambda one: in_common(form, one)) for other in others]
    first = sorted(nearest, key=lambda one: -in_common(form, one))[:MOST_CAUSES]
    return tuple(
        Imitation(one.partition(":")[0], one, _distinctions(form, one))
        for one in first
        if in_common(form, one) >= LEAST_ALIKE
    )


@cache
def in_common(one: str, other: str) -> float:
    """How much two forms have in common of what the examination shows beyond a leg without a lesion: 0 to 1.

    The sum of the smaller excess of each finding over the sum of the larger.
    """
    pairs = [
        pair for finding in examined() for pair in zip(_excess(one, finding), _excess(other, finding), strict=True)
    ]
    either = sum(map(max, pairs))
    return sum(map(min, pairs)) / either if either else 0.0


def _excess(form: str, finding: str) -> tuple[float, float]:
    rate, none = rates_of(form)[finding], rates_of(NO_LESION)[finding]
    return max(0.0, rate.abnormal - none.abnormal), max(0.0, rate.raised - none.raised)


def _distinctions(form: str, other: str) -> tuple[Distinction, ...]:
    found = [
        best for finding in examined() if (best := _best(finding, rates_of(form)[finding], rates_of(other)[finding]))
    ]
    return tuple(sorted(found, key=lambda one: (-one.ratio, -max(one.here, one.there)))[:MOST_TESTS])


def _best(finding: str, here: Rate, there: Rate) -> Distinction | None:
    """A finding as it distinguishes more, lost or too strong; None where neither does."""
    ways = (
        Distinction(finding, False, here.abnormal, there.abnormal),
        Distinction(finding, True, here.raised, there.raised),
    )
    counted = (one for one in ways if max(one.here, one.there) >= SEEN_OFTEN and one.ratio >= DISTINGUISHES)
    return max(counted, key=lambda one: one.ratio, default=None)
