"""The tests that may come next, and the weights of the candidates if each of them were normal."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np

from exam.domain.reasoning.localise.evidence import log_likelihood
from exam.domain.reasoning.localise.normal import Array
from exam.domain.reasoning.localise.observe import NORMAL, Observation, Result, is_explained, stated_normal
from exam.domain.reasoning.localise.posterior import Evidence, if_leg_changed, if_person_changed
from exam.domain.reasoning.localise.tables import Item, Tables
from exam.domain.record.model import ExamRecord, FindingKey, as_side, split_side
from reference import load_reference
from reference.model import Test
from reference.vocabulary import SIDES, Side

WHOSE = ("right", "left", "none")


@dataclass(frozen=True, slots=True)
class Possible:
    """A test not yet done, by its first modality.

    `manner` is its row of the reference; `whose` a leg, or none for the person; `side` the side that is tested; `keys`
    all findings of its item, and `elsewhere` the same findings of the other leg.
    """

    item: Item
    manner: Test
    whose: str
    side: str
    keys: frozenset[FindingKey]
    elsewhere: frozenset[FindingKey] = frozenset()

    @property
    def finding(self) -> str:
        """The id of the test."""
        return self.manner.id


class LegSetting(NamedTuple):
    """Whether a leg has no symptoms, and the items that its painful joints would weaken."""

    asymptomatic: bool
    explained: frozenset[str]


def tried(record: ExamRecord) -> frozenset[FindingKey]:
    """Every test done, tried or stated to be normal; no other test of the same item is suggested."""
    return frozenset(record.findings) | (_stated() if record.stated_otherwise_normal else frozenset())


@cache
def _stated() -> frozenset[FindingKey]:
    return frozenset(FindingKey(test, side) for test in stated_normal() for side in SIDES)


def possible_tests(evidence: Evidence, record: ExamRecord) -> tuple[tuple[Possible, ...], Array | None]:
    """Every test that may be suggested, and the weights of the candidates if it were normal, [test, candidate].

    The good leg is tested after the bad one, a test that follows another one only when that was normal, or abnormal,
    and wasting only after weeks: until then it is not suggested.
    """
    done = tried(record)
    possible: list[Possible] = []
    weights: list[Array] = []
    for whose in WHOSE:
        second = whose == second_leg(evidence, record)
        stacks = []
        for tests, normal in _askable(evidence.tables, whose, _setting(evidence, record, whose)):
            rows = [row for row, test in enumerate(tests) if _may_be_asked(test, record, done, second=second)]
            possible += [tests[row] for row in rows]
            stacks += [normal if len(rows) == len(tests) else normal[rows]] if rows else []
        weights += [_if_normal(evidence, whose, stacks)] if stacks else []
    return tuple(possible), np.concatenate(weights) if weights else None


def second_leg(evidence: Evidence, record: ExamRecord) -> Side | None:
    """The leg that is tested after the other: the one not complained of, or that has no symptoms if only one has."""
    named = record.presentation.symptom_side
    if named in SIDES:
        return "left" if named == "right" else "right"
    legs = [side for side in SIDES if evidence.complaint.is_asymptomatic(side)]
    return legs[0] if len(legs) == 1 else None


def _may_be_asked(test: Possible, record: ExamRecord, done: AbstractSet[FindingKey], *, second: bool) -> bool:
    if not done.isdisjoint(test.keys) or (second and done.isdisjoint(test.elsewhere)):
        return False
    manner, weeks = test.manner, record.presentation.duration_weeks
    if weeks is not None and weeks < manner.from_weeks:
        return False
    if manner.after:
        return record.grade(manner.after, as_side(test.side)) == _normal_grade(manner.after)
    first = manner.after_abnormal
    return not first or record.grade(first, as_side(test.side)) not in (None, _normal_grade(first))


@cache
def _normal_grade(test: str) -> str | int | None:
    scale = load_reference().scales[load_reference().tests[test].scale]
    return next((grade.value for grade in scale.grades if grade.level == "normal"), None)


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
    manner = load_reference().tests[finding]
    if whose == "none":
        keys = frozenset(FindingKey(*split_side(modality.finding)) for modality in item.modalities)
        return Possible(item, manner, whose, of or "none", keys)
    side = as_side(whose)
    keys, elsewhere = (
        frozenset(FindingKey(modality.finding, leg) for modality in item.modalities)
        for leg in (side, *(other for other in SIDES if other != side))
    )
    return Possible(item, manner, whose, side, keys, elsewhere)


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


def _if_normal(evidence: Evidence, whose: str, stacks: list[Array]) -> Array:
    """The weights of the candidates if each test were normal, [test, candidate]."""
    if whose == "none":
        return if_person_changed(evidence, np.log(np.concatenate([normal[:, :, 0, 0] for normal in stacks])))
    return if_leg_changed(evidence, as_side(whose), *stacks)
