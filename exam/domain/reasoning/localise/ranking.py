"""Candidates: hypotheses added up by cause and side, ranked by probability."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from exam.domain.reasoning.localise.hypotheses import hypotheses
from exam.domain.reasoning.localise.normal import Array
from exam.domain.record.causes import roots_of


class Name(NamedTuple):
    """What a candidate is called: its cause and its side."""

    cause: str
    side: str

    @property
    def roots(self) -> tuple[str, ...]:
        """The roots it names; none unless it is a root lesion."""
        return _roots(self.cause)


_roots = cache(roots_of)


@cache
def names() -> tuple[Name, ...]:
    """Every candidate the model can name."""
    return tuple(dict.fromkeys(Name(found.cause, found.side) for found in hypotheses()))


@cache
def candidate_of() -> NDArray[np.int64]:
    """The index of the candidate that each hypothesis counts towards."""
    places = {name: place for place, name in enumerate(names())}
    return np.array([places[Name(found.cause, found.side)] for found in hypotheses()])


@cache
def members() -> Array:
    """[hypothesis, candidate]: 1 where the hypothesis counts towards the candidate."""
    return np.eye(len(names()))[candidate_of()]


def by_candidate(weights: Array) -> Array:
    """The same weights added up by candidate, [..., candidate]."""
    added: Array = weights @ members()
    return added


@cache
def containing() -> Array:
    """[candidate, candidate]: 1 where the second contains the first, with more roots or in both legs."""
    return np.array([[float(_contains(other, one)) for other in names()] for one in names()])


def _contains(whole: Name, part: Name) -> bool:
    roots, own = set(roots_of(whole.cause)), set(roots_of(part.cause))
    alike = roots >= own if own else whole.cause == part.cause
    return alike and whole.side in (part.side, "both")


def order(probabilities: Array) -> list[int]:
    """Candidates from the likeliest to the least likely; ties in the order of their names."""
    ranked: list[int] = np.argsort(-probabilities.round(12), kind="stable").tolist()
    return ranked
