"""The tests that would tell most: expected information about the cause, in bits, for each test not yet done."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from exam.domain.conclusions import NextTest
from exam.domain.localise.evidence import SMALLEST, log_likelihood
from exam.domain.localise.normal import Array
from exam.domain.localise.observe import NORMAL, STATED_NORMAL, Observation, Seen, split_side
from exam.domain.localise.posterior import Evidence, is_quiet, masses
from exam.domain.localise.ranking import by_candidate, names, order
from exam.domain.localise.tables import Item, Tables
from exam.domain.record import SIDES, ExamRecord, FindingKey
from reference import load_reference

MOST = 5
LEAST_BITS = 0.02
RIVALS = 5
WORTH = {1: 1.0, 2: 0.85, 3: 0.5}
"""Among tests that tell about as much, the easier one first: bits are discounted by effort (judgement)."""


@dataclass(frozen=True, slots=True)
class Possible:
    """A test not yet done, by its first look: whose it is (a leg's, or the person's), and on which side it is tried."""

    item: Item
    whose: str
    finding: str
    side: str
    looks: frozenset[FindingKey]


def next_tests(evidence: Evidence, record: ExamRecord) -> tuple[NextTest, ...]:
    """At most five tests, the most telling first; one that was tried and could not be done is not asked for again."""
    looked = _looked(record)
    possible = [test for test in _askable(evidence.tables) if not looked & test.looks]
    if not possible:
        return ()
    before = by_candidate(masses(evidence))[0]
    normal = np.concatenate([_if_normal(evidence, of, tests) for of, tests in _by_leg(possible).items()])
    return _best([test for tests in _by_leg(possible).values() for test in tests], before, normal)


def _by_leg(possible: list[Possible]) -> dict[str, list[Possible]]:
    legs = dict.fromkeys(test.whose for test in possible)
    return {whose: [test for test in possible if test.whose == whose] for whose in legs}


@cache
def _askable(tables: Tables) -> tuple[Possible, ...]:
    """Every test of the table that can be examined, on both sides."""
    tests = load_reference().tests
    items = [item for item in tables.items.values() if split_side(item.looks[0].finding)[0] in tests]
    return tuple(test for item in items for test in _both_sides(item))


def _both_sides(item: Item) -> list[Possible]:
    finding, of = split_side(item.looks[0].finding)
    if item.row.of == "person":
        looks = frozenset(FindingKey(*split_side(look.finding)) for look in item.looks)
        return [Possible(item, "none", finding, of or "none", looks)]
    legs = {side: frozenset(FindingKey(look.finding, side) for look in item.looks) for side in SIDES}
    return [Possible(item, side, finding, side, legs[side]) for side in SIDES]


def _looked(record: ExamRecord) -> frozenset[FindingKey]:
    """Every look taken, tried or stated to be normal; no other look at the same thing is asked for."""
    stated = [
        test for test in load_reference().tests if record.stated_otherwise_normal and test.startswith(STATED_NORMAL)
    ]
    return frozenset(record.findings) | {FindingKey(test, side) for test in stated for side in SIDES}


def _if_normal(evidence: Evidence, whose: str, tests: list[Possible]) -> Array:
    """The masses by candidate as they would be with each test of one leg (or of the person) found normal."""
    changes = [_change(evidence, test) for test in tests]
    if whose == "none":
        person = np.stack([change[:, :, 0, 0] for change in changes])
        return by_candidate(masses(evidence, person=person))[:, 0]
    leg = np.exp(np.stack(np.broadcast_arrays(*changes)))
    changed = masses(evidence, right=leg) if whose == "right" else masses(evidence, left=leg)
    return by_candidate(changed)[:, 0]


def _change(evidence: Evidence, test: Possible) -> Array:
    normal = Observation(test.item, test.whose, (Seen(test.finding, test.side, "", 0, NORMAL),), 1.0)
    return log_likelihood(evidence.tables, normal, quiet=is_quiet(evidence.complaint, test.whose))


def _best(possible: list[Possible], before: Array, normal: Array) -> tuple[NextTest, ...]:
    whole = before.sum()
    abnormal = np.maximum(before[None] - normal, 0.0)
    chance = normal.sum(axis=-1) / whole
    after = chance * _entropy(normal) + (1.0 - chance) * _entropy(abnormal)
    bits = np.maximum(_entropy(before[None])[0] - after, 0.0)
    rivals = order(before / whole)[:RIVALS]
    worth = [bits[row] * WORTH[load_reference().tests[test.finding].effort] for row, test in enumerate(possible)]
    ranked = sorted(range(len(possible)), key=lambda row: (-round(float(worth[row]), 9), row))
    chosen = [row for row in ranked[:MOST] if bits[row] >= LEAST_BITS]
    return tuple(_next(possible[row], float(bits[row]), _separates(before, abnormal[row], rivals)) for row in chosen)


def _next(test: Possible, bits: float, separates: tuple[str, str]) -> NextTest:
    return NextTest(test.finding, test.side, round(bits, 3), separates)


def _entropy(weights: Array) -> Array:
    share = weights / np.maximum(weights.sum(axis=-1, keepdims=True), SMALLEST)
    bits: Array = -(share * np.log2(np.maximum(share, SMALLEST))).sum(axis=-1)
    return bits


def _separates(before: Array, abnormal: Array, rivals: list[int]) -> tuple[str, str]:
    """The two likely causes between which the test is most likely to decide."""
    expected = {rival: float(abnormal[rival] / max(before[rival], SMALLEST)) for rival in rivals}
    pairs = [(a, b) for a in rivals for b in rivals if a < b and names()[a].cause != names()[b].cause]
    one, other = max(pairs, key=lambda pair: _contrast(before, expected, *pair))
    first, second = sorted((one, other), key=lambda rival: -before[rival])
    return names()[first].cause, names()[second].cause


def _contrast(before: Array, expected: dict[int, float], one: int, other: int) -> float:
    return float(before[one] * before[other] * (expected[one] - expected[other]) ** 2)
