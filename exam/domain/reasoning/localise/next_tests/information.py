"""What each test is expected to tell: its information in bits, and how often it is abnormal with each cause."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from exam.domain.reasoning.localise.evidence import SMALLEST
from exam.domain.reasoning.localise.normal import Array
from exam.domain.reasoning.localise.ranking import names
from exam.domain.record.causes import NO_LESION, OTHER_LESION
from reference import load_reference

SEPARATES = 1.5
"""The least ratio of P(abnormal), or of P(normal), at which a test distinguishes two causes (judgement)."""


@dataclass(frozen=True, slots=True, eq=False)
class Expected:
    """What the tests are expected to tell after what was found.

    `bits` is the expected decrease in entropy over the candidates, [test]; `shares` the probability of each cause on
    any side, [cause]; `abnormal` P(abnormal | cause, findings), [test, cause]. Causes are in the order of `causes`.
    `before` and `if_abnormal` are the shares of the candidates, [candidate] and [test, candidate].
    """

    bits: Array
    shares: Array
    abnormal: Array
    before: Array
    if_abnormal: Array

    def ratio(self, test: int, one: str, other: str) -> float:
        """How much oftener the test is abnormal, or normal, with one cause than with the other: at least 1."""
        first, second = (float(self.abnormal[test, _place(cause)]) for cause in (one, other))
        return max(_ratio(first, second), _ratio(1.0 - first, 1.0 - second))

    def contrast(self, test: int, one: str, other: str) -> float:
        """How much of the uncertainty between two causes the test is expected to resolve; to compare pairs with."""
        first, second = _place(one), _place(other)
        difference = self.abnormal[test, first] - self.abnormal[test, second]
        return float(self.shares[first] * self.shares[second] * difference**2)

    def asks_which_side(self, test: int, leading: int) -> bool:
        """Whether the test distinguishes the leading candidate above all from the same cause on another side."""
        rates = self.if_abnormal[test] / np.maximum(self.before, SMALLEST)
        contrasts = self.before * (rates - rates[leading]) ** 2
        return names()[int(contrasts.round(12).argmax())].cause == names()[leading].cause

    def gains(self, test: int) -> str:
        """The lesion whose probability rises most if the test is abnormal; one root rather than several together."""
        joint = self.shares * self.abnormal[test]
        rises = joint / max(float(joint.sum()), SMALLEST) - self.shares
        return causes()[int(np.where(_is_single(), rises.round(12), -1.0).argmax())]


def expected(before: Array, normal: Array) -> Expected:
    """From the weights of the candidates now, [candidate], and if each test were normal, [test, candidate]."""
    whole = before.sum()
    before, normal = before / whole, normal / whole
    abnormal = np.maximum(before[None] - normal, 0.0)
    chance = normal.sum(axis=-1)
    after = chance * _entropy(normal) + (1.0 - chance) * _entropy(abnormal)
    bits = np.maximum(_entropy(before[None])[0] - after, 0.0)
    shares = before @ _members()
    rates = abnormal @ _members() / np.maximum(shares, SMALLEST)
    return Expected(bits, shares, rates, before, abnormal)


@cache
def causes() -> tuple[str, ...]:
    """Every cause that a candidate names, each once."""
    return tuple(dict.fromkeys(name.cause for name in names()))


@cache
def _is_single() -> NDArray[np.bool_]:
    """[cause]: whether it is one lesion, with a name, of one root, nerve or other part."""
    unnamed = (NO_LESION, OTHER_LESION)
    return np.array([cause in load_reference().causes and cause not in unnamed for cause in causes()])


@cache
def _place(cause: str) -> int:
    return causes().index(cause)


@cache
def _members() -> Array:
    """[candidate, cause]: 1 where the candidate names the cause."""
    return np.array([[float(name.cause == cause) for cause in causes()] for name in names()])


def _ratio(one: float, other: float) -> float:
    larger, smaller = max(one, other), min(one, other)
    return larger / smaller if smaller > SMALLEST else 1.0 if larger <= SMALLEST else 1.0 / SMALLEST


def _entropy(weights: Array) -> Array:
    share = weights / np.maximum(weights.sum(axis=-1, keepdims=True), SMALLEST)
    bits: Array = -(share * np.log2(np.maximum(share, SMALLEST))).sum(axis=-1)
    return bits
