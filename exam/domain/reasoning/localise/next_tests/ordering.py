"""The order of the informative tests: as a neurologist would do them, where none tells much more than the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from exam.domain.reasoning.localise.next_tests.possible import Possible

WORTH = {1: 1.0, 2: 0.85, 3: 0.5}
"""Bits are discounted by effort (judgement)."""

NEARLY_EQUAL = 1.5
"""Tests whose worth differs by less than this factor count as equally informative (judgement)."""

LISTED = 3.0
"""A listed test comes before a later one of its list unless that is worth more than this factor (judgement)."""


class Weighed(NamedTuple):
    """A test with its expected information.

    `row` is its place among the possible tests, `listed` its place in the list of tests that distinguish the first
    two causes, None where it is not in it; `worth` is its information in bits, less for effort, and less on the
    leg without symptoms (`second_leg`).
    """

    test: Possible
    row: int
    listed: int | None
    second_leg: bool
    worth: float


def weighed(test: Possible, row: int, bits: float, listed: int | None, *, second_leg: bool) -> Weighed:
    """A test with its worth."""
    worth = bits * WORTH[test.manner.effort]
    return Weighed(test, row, listed, second_leg, round(worth / NEARLY_EQUAL if second_leg else worth, 9))


def in_order(tests: Sequence[Weighed]) -> list[Weighed]:
    """The most informative first; of those nearly equal, the listed, the standard and the easy ones first."""
    worths = _worths(tests)
    rest = sorted(tests, key=lambda test: (-worths[test.row], -test.worth))
    ordered: list[Weighed] = []
    while rest:
        most = worths[rest[0].row]
        near = [test for test in rest if worths[test.row] * NEARLY_EQUAL >= most]
        ordered += sorted(near, key=_as_a_neurologist)
        rest = rest[len(near) :]
    return ordered


def _as_a_neurologist(test: Weighed) -> tuple[bool, int, bool, int, int, float]:
    manner = test.test.manner
    standard = 0 if manner.core else 1 if manner.standard else 2
    return test.listed is None, test.listed or 0, test.second_leg, standard, manner.effort, -test.worth


def _worths(tests: Sequence[Weighed]) -> dict[int, float]:
    """The worth of each test; a listed one is worth as much as a later one of its list, if that is not much more."""
    listed = [(test.listed, test.worth) for test in tests if test.listed is not None]
    return {test.row: test.worth if test.listed is None else _worth_in_list(test, listed) for test in tests}


def _worth_in_list(test: Weighed, listed: Sequence[tuple[int, float]]) -> float:
    later = (worth for place, worth in listed if place > (test.listed or 0) and worth <= LISTED * test.worth)
    return max(test.worth, max(later, default=0.0))
