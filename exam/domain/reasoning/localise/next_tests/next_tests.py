"""The next tests: what an emergency asks for, then the most informative, then what else distinguishes the causes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations, zip_longest

import numpy as np

from exam.domain.reasoning.conclusions import NextTest
from exam.domain.reasoning.facts import Facts, facts_of
from exam.domain.reasoning.localise.next_tests.information import SEPARATES, Expected, expected
from exam.domain.reasoning.localise.next_tests.lists import first_tests, likeliest, look_alikes, tests_between
from exam.domain.reasoning.localise.next_tests.ordering import Weighed, in_order, weighed
from exam.domain.reasoning.localise.next_tests.possible import Possible, possible_tests, second_leg, tried
from exam.domain.reasoning.localise.observe import NORMAL, complaint_of, depth_of
from exam.domain.reasoning.localise.posterior import Evidence, current_weights
from exam.domain.reasoning.localise.ranking import names
from exam.domain.reasoning.localise.tables import Tables
from exam.domain.reasoning.rules import holds
from exam.domain.record.model import ExamRecord, FindingKey, keys_of, split_side
from reference import load_reference
from reference.vocabulary import Side

MOST = 5
LEAST_BITS = 0.02
UNCOMFORTABLE = 3
"""A test of this effort is suggested only for a reason."""

RIVALS = 4
"""Between how many of the likeliest causes a test may be said to distinguish."""


@dataclass(frozen=True, slots=True, eq=False)
class Situation:
    """What is known when the next test is chosen.

    `done` are the tests done or tried, `leading` is the place of the leading candidate, `leads` is whether it fits
    best, `sides` are those on which its
    cause is at least half as likely, `causes` the likeliest first.
    """

    record: ExamRecord
    tables: Tables
    done: frozenset[FindingKey]
    second_leg: Side | None
    possible: tuple[Possible, ...]
    expected: Expected
    leading: int
    leads: bool
    sides: frozenset[str]
    causes: tuple[str, ...]

    def on_leading_side(self, test: Possible) -> bool:
        """Whether the test is done where the leading cause is; on both legs where neither side is much likelier."""
        return test.whose == "none" or not {test.whose, "both", "none"}.isdisjoint(self.sides)

    def row_of(self, key: FindingKey) -> int | None:
        """The place of a finding among the possible tests."""
        return next((row for row, test in enumerate(self.possible) if key in test.keys), None)

    def bits(self, row: int) -> float:
        """The expected information of a test, rounded."""
        return round(float(self.expected.bits[row]), 3)

    def distinguishes(self, row: int, one: str, other: str) -> bool:
        """Whether the test really separates two causes."""
        return self.expected.ratio(row, one, other) >= SEPARATES


def next_tests(
    evidence: Evidence, record: ExamRecord, ranked: Sequence[int], *, leads: bool, alerts: Collection[str] = ()
) -> tuple[NextTest, ...]:
    """At most five tests, the next one first; a test that could not be done is not suggested again.

    `ranked` are the candidates, the likeliest first; `leads` says whether one cause fits best; `alerts` are raised.
    """
    now = _situation(evidence, record, ranked, leads=leads)
    undone = _undone(now) if leads and _core() <= now.done else ()
    chosen: dict[frozenset[FindingKey], NextTest] = {}
    for keys, test in chain(_first(now, alerts), _informative(now), undone):
        chosen.setdefault(keys, test)
        if len(chosen) == MOST:
            break
    return tuple(chosen.values())


def _situation(evidence: Evidence, record: ExamRecord, ranked: Sequence[int], *, leads: bool) -> Situation:
    possible, normal = possible_tests(evidence, record)
    before = current_weights(evidence)
    causes = tuple(dict.fromkeys(names()[place].cause for place in ranked))
    half = 0.5 * before[ranked[0]]
    return Situation(
        record=record,
        tables=evidence.tables,
        done=tried(record),
        second_leg=second_leg(evidence, record),
        possible=possible,
        expected=expected(before, np.empty((0, len(before))) if normal is None else normal),
        leading=ranked[0],
        leads=leads,
        sides=frozenset(names()[at].side for at in ranked if names()[at].cause == causes[0] and before[at] >= half),
        causes=causes,
    )


@cache
def _core() -> frozenset[FindingKey]:
    return frozenset(key for test in load_reference().tests.values() if test.core for key in keys_of(test))


Found = Iterator[tuple[frozenset[FindingKey], NextTest]]
"""A test, and all findings of its item: another test of the same item would tell the same."""


def _first(now: Situation, alerts: Collection[str]) -> Found:
    """What the emergency asks for, each test on the leg with symptoms first."""
    for row in first_tests(alerts, now.causes[0]):
        for test in row.tests:
            missing = [key for key in keys_of(load_reference().tests[test]) if key not in now.done]
            if missing and not _known_abnormal(now, missing[0]):
                key = min(missing, key=lambda key: key.side == now.second_leg)
                place = now.row_of(key)
                bits = 0.0 if place is None else now.bits(place)
                own = frozenset({key}) if place is None else now.possible[place].keys
                yield own, NextTest(test, key.side or "none", bits, (), row.looks_for)


def _known_abnormal(now: Situation, key: FindingKey) -> bool:
    """Whether another test of the same item is already abnormal, as perianal light touch before pinprick."""
    tests = _of_the_same_item(now.tables, key.test)
    grades = [(test, now.record.grade(test, side or key.side)) for test, side in tests]
    return any(grade is not None and depth_of(test, grade) != NORMAL for test, grade in grades)


@cache
def _of_the_same_item(tables: Tables, test: str) -> tuple[tuple[str, Side | None], ...]:
    """The tests of the item that a test belongs to, each with its side if it has one of its own."""
    items = ([split_side(one.finding) for one in item.modalities] for item in tables.items.values())
    return next((tuple(own) for own in items if any(name == test for name, _ in own)), ())


def _informative(now: Situation) -> Found:
    """The tests that are expected to tell most."""
    listed = {test: place for place, test in enumerate(tests_between(now.causes[0], now.causes[1]))}
    facts, complaint = facts_of(now.record), complaint_of(now.record)
    bits = now.expected.bits
    worth_doing = np.flatnonzero(bits >= LEAST_BITS).tolist()
    for found in in_order([_weighed(now, row, listed) for row in worth_doing]):
        test, row = found.test, found.row
        separates = _separates(now, found)
        in_a_leg_that_hurts = test.whose == "none" or not complaint.is_asymptomatic(test.whose)
        if _is_offered(test.finding, facts) and (in_a_leg_that_hurts or _concerns_both_legs(separates)):
            looks_for = None if separates else now.expected.gains(row)
            yield test.keys, NextTest(test.finding, _side(now, test), now.bits(row), separates, looks_for)


def _concerns_both_legs(causes: Sequence[str]) -> bool:
    """Whether one of the causes is of the whole person: only then does the good leg tell anything about the bad one."""
    return any(load_reference().kind_named(cause).of == "person" for cause in causes)


def _is_offered(test: str, facts: Facts) -> bool:
    """Whether there is a reason for a test that is uncomfortable, or that is not part of most examinations."""
    row = load_reference().tests[test]
    return row.opened_by is None or (row.standard and row.effort < UNCOMFORTABLE) or holds(row.opened_by, facts)


def _weighed(now: Situation, row: int, listed: dict[str, int]) -> Weighed:
    test = now.possible[row]
    place = listed.get(test.finding)
    if place is not None and not (now.on_leading_side(test) and now.distinguishes(row, *now.causes[:2])):
        place = None
    return weighed(test, row, float(now.expected.bits[row]), place, second_leg=test.whose == now.second_leg)


def _side(now: Situation, test: Possible) -> str:
    """The side to test; a test of the person that has sides is done on the leg with symptoms."""
    if test.side != now.second_leg:
        return test.side
    return next((key.side for key in test.keys if key.side not in (None, test.side)), test.side)


def _separates(now: Situation, test: Weighed) -> tuple[str, str] | tuple[()]:
    """The two likely causes that the test distinguishes best, the leading one among them if there is such a pair.

    Where the first two cannot be distinguished, these two, if the test distinguishes them.
    """
    leading, *others = now.causes[:RIVALS]
    if test.listed is not None:
        return leading, others[0]
    if now.expected.asks_which_side(test.row, now.leading):
        return ()
    if not now.leads and others and now.distinguishes(test.row, leading, others[0]):
        return leading, others[0]
    with_leading = [(leading, other) for other in others]
    for pairs in (with_leading, list(combinations(others, 2))):
        found = [pair for pair in pairs if now.distinguishes(test.row, *pair)]
        if found:
            return max(found, key=lambda pair: now.expected.contrast(test.row, *pair))
    return ()


def _undone(now: Situation) -> Found:
    """What else distinguishes the leading cause from the next one, then from what is often mistaken for it.

    Of the look-alikes each gets its first test before any gets its second.
    """
    facts, leading = facts_of(now.record), now.causes[0]
    mistaken = dict.fromkeys(cause for other in look_alikes(leading) if (cause := likeliest(other, now.causes)))
    lists = [[(rival, test) for test in tests_between(leading, rival)] for rival in mistaken]
    in_turn = (pair for turn in zip_longest(*lists) for pair in turn if pair)
    for rival, test in (*((now.causes[1], test) for test in tests_between(*now.causes[:2])), *in_turn):
        for row, side in _rows(now, test):
            if now.distinguishes(row, leading, rival) and _is_offered(test, facts):
                yield now.possible[row].keys, NextTest(test, side, now.bits(row), (leading, rival), None)


def _rows(now: Situation, test: str) -> Iterator[tuple[int, str]]:
    """The places of a test among the possible ones, and its side, the leg that hurts first."""
    for key in sorted(keys_of(load_reference().tests[test]), key=lambda key: key.side == now.second_leg):
        row = now.row_of(key)
        if row is not None and now.on_leading_side(now.possible[row]):
            yield row, key.side or "none"


__all__ = ["Situation", "next_tests"]
