"""The most informative next tests: expected information about the cause, in bits, for each test not yet done."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np

from exam.domain.reasoning.conclusions import NextTest
from exam.domain.reasoning.localise.evidence import SMALLEST, log_likelihood
from exam.domain.reasoning.localise.normal import Array
from exam.domain.reasoning.localise.observe import NORMAL, Observation, Result, is_explained, stated_normal
from exam.domain.reasoning.localise.posterior import Evidence, current_weights, if_leg_changed, if_person_changed
from exam.domain.reasoning.localise.ranking import names, order
from exam.domain.reasoning.localise.tables import Item, Tables
from exam.domain.record.model import ExamRecord, FindingKey, as_side, split_side
from reference import load_reference
from reference.vocabulary import SIDES

WHOSE = ("right", "left", "none")
MOST = 5
LEAST_BITS = 0.02
RIVALS = 3
WORTH = {1: 1.0, 2: 0.85, 3: 0.5}
"""Among tests of about the same information, the easier one first: bits are discounted by effort (judgement)."""


@dataclass(frozen=True, slots=True)
class Possible:
    """A test not yet done, by its first modality.

    `whose` is a leg, or none for the person; `side` the side that is tested; `keys` all findings of its item.
    """

    item: Item
    whose: str
    finding: str
    side: str
    keys: frozenset[FindingKey]


class LegSetting(NamedTuple):
    """Whether a leg has no symptoms, and the items that its painful joints would weaken."""

    asymptomatic: bool
    explained: frozenset[str]


def next_tests(evidence: Evidence, record: ExamRecord) -> tuple[NextTest, ...]:
    """At most five tests, the most informative first; a test that could not be done is not suggested again."""
    tried = _tried(record)
    possible: list[Possible] = []
    weights: list[Array] = []
    for whose in WHOSE:
        stacks = []
        for tests, normal in _askable(evidence.tables, whose, _setting(evidence, record, whose)):
            rows = [row for row, test in enumerate(tests) if tried.isdisjoint(test.keys)]
            possible += [tests[row] for row in rows]
            stacks += [normal[rows]] if rows else []
        weights += [_if_normal(evidence, whose, stacks)] if stacks else []
    if not possible:
        return ()
    return _best(possible, current_weights(evidence), np.concatenate(weights))


@cache
def _askable(tables: Tables, whose: str, setting: LegSetting) -> tuple[tuple[tuple[Possible, ...], Array], ...]:
    """Every test of one leg, or of the person, with P(normal) of each, [test, column, constitution, node].

    Reflexes depend on the constitution and are stacked separately: the arrays of the other tests are smaller.
    """
    known = load_reference().tests
    items = [item for item in tables.items.values() if split_side(item.modalities[0].finding)[0] in known]
    tests = [_possible(item, whose) for item in items if (item.row.of == "person") == (whose == "none")]
    logs = [log_likelihood(tables, _normal(test, setting)) for test in tests]
    widths = dict.fromkeys(log.shape[2] for log in logs)
    return tuple(_stack(tests, logs, width) for width in widths)


def _stack(tests: list[Possible], logs: list[Array], width: int) -> tuple[tuple[Possible, ...], Array]:
    rows = [row for row, log in enumerate(logs) if log.shape[2] == width]
    normal = np.exp(np.concatenate(np.broadcast_arrays(*(logs[row] for row in rows))))
    return tuple(tests[row] for row in rows), normal


def _possible(item: Item, whose: str) -> Possible:
    finding, of = split_side(item.modalities[0].finding)
    if whose == "none":
        keys = frozenset(FindingKey(*split_side(modality.finding)) for modality in item.modalities)
        return Possible(item, whose, finding, of or "none", keys)
    side = as_side(whose)
    keys = frozenset(FindingKey(modality.finding, side) for modality in item.modalities)
    return Possible(item, whose, finding, side, keys)


def _normal(test: Possible, setting: LegSetting) -> Observation:
    result = Result(test.finding, test.side, "", 0, NORMAL)
    explained = test.item.row.finding in setting.explained
    return Observation(test.item, test.whose, (result,), 1.0, setting.asymptomatic, explained)


def _setting(evidence: Evidence, record: ExamRecord, whose: str) -> LegSetting:
    movements = _explainable(evidence.tables)
    explained = frozenset(item.row.finding for item in movements if is_explained(record, item, whose))
    return LegSetting(evidence.complaint.is_asymptomatic(whose), explained)


@cache
def _explainable(tables: Tables) -> tuple[Item, ...]:
    return tuple(item for item in tables.items.values() if item.row.explained)


def _tried(record: ExamRecord) -> frozenset[FindingKey]:
    """Every test done, tried or stated to be normal; no other test of the same item is suggested."""
    stated = stated_normal() if record.stated_otherwise_normal else ()
    return frozenset(record.findings) | {FindingKey(test, side) for test in stated for side in SIDES}


def _if_normal(evidence: Evidence, whose: str, stacks: list[Array]) -> Array:
    """The weights of the candidates if each test were normal, [test, candidate]."""
    if whose == "none":
        return if_person_changed(evidence, np.log(np.concatenate([normal[:, :, 0, 0] for normal in stacks])))
    return if_leg_changed(evidence, as_side(whose), *stacks)


def _best(possible: list[Possible], before: Array, normal: Array) -> tuple[NextTest, ...]:
    whole = before.sum()
    abnormal = np.maximum(before[None] - normal, 0.0)
    chance = normal.sum(axis=-1) / whole
    after = chance * _entropy(normal) + (1.0 - chance) * _entropy(abnormal)
    bits = np.maximum(_entropy(before[None])[0] - after, 0.0)
    rivals = _rivals(order(before / whole))
    worth = bits * np.array([WORTH[load_reference().tests[test.finding].effort] for test in possible])
    ranked = np.argsort(-worth.round(9), kind="stable").tolist()
    chosen = [row for row in ranked[:MOST] if bits[row] >= LEAST_BITS]
    return tuple(_next(possible[row], float(bits[row]), _separates(before, abnormal[row], rivals)) for row in chosen)


def _next(test: Possible, bits: float, separates: tuple[str, str]) -> NextTest:
    return NextTest(test.finding, test.side, round(bits, 3), separates)


def _entropy(weights: Array) -> Array:
    share = weights / np.maximum(weights.sum(axis=-1, keepdims=True), SMALLEST)
    bits: Array = -(share * np.log2(np.maximum(share, SMALLEST))).sum(axis=-1)
    return bits


def _rivals(ranked: list[int]) -> list[int]:
    """The likeliest candidates; at least one has another cause, even if one cause leads on every side."""
    other = next(place for place in ranked if names()[place].cause != names()[ranked[0]].cause)
    return list(dict.fromkeys([*ranked[:RIVALS], other]))


def _separates(before: Array, abnormal: Array, rivals: list[int]) -> tuple[str, str]:
    """The two likely causes between which the test is most likely to decide."""
    expected = {rival: float(abnormal[rival] / max(before[rival], SMALLEST)) for rival in rivals}
    pairs = [(a, b) for a in rivals for b in rivals if a < b and names()[a].cause != names()[b].cause]
    one, other = max(pairs, key=lambda pair: _contrast(before, expected, *pair))
    first, second = sorted((one, other), key=lambda rival: -before[rival])
    return names()[first].cause, names()[second].cause


def _contrast(before: Array, expected: dict[int, float], one: int, other: int) -> float:
    return float(before[one] * before[other] * (expected[one] - expected[other]) ** 2)
