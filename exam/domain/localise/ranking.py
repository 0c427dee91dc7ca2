"""Candidates: hypotheses added up by cause and side, ranked by probability."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from exam.domain.causes import roots_of
from exam.domain.localise.hypotheses import hypotheses
from exam.domain.localise.normal import Array


class Name(NamedTuple):
    """What a candidate is called: its cause and its side."""

    cause: str
    side: str


@cache
def names() -> tuple[Name, ...]:
    """Every candidate the model can name."""
    return tuple(dict.fromkeys(Name(found.cause, found.side) for found in hypotheses()))


@cache
def _members() -> Array:
    """[hypothesis, candidate]: 1 where the hypothesis counts towards the candidate."""
    places = {name: place for place, name in enumerate(names())}
    members = np.zeros((len(hypotheses()), len(places)))
    for row, found in enumerate(hypotheses()):
        members[row, places[Name(found.cause, found.side)]] = 1.0
    return members


def by_candidate(weights: Array) -> Array:
    """The same weights added up by candidate, [..., candidate]."""
    added: Array = weights @ _members()
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
    """Candidates from the likeliest to the least likely; ties in the order of their names, whatever the side."""
    return sorted(range(len(names())), key=lambda place: (-round(float(probabilities[place]), 12), place))
