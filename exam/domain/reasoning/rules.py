"""Rules over a record: whether a `When` of the reference holds, and which paths make it hold.

A fact that is absent makes no clause true, not even `is_not`: what was not asked supports nothing.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import cache

from exam.domain.reasoning.facts import GONE, REDUCED, Facts
from exam.domain.record.model import FINDING_PREFIXES, Value
from reference import load_reference
from reference.clauses import BILATERAL, ORDERED, SAME_ON_BOTH, TWO_ON_EACH, Clause, read_clause
from reference.model import When
from reference.vocabulary import BODY_PARTS, SIDES


def because(when: When, facts: Facts) -> tuple[str, ...] | None:
    """The paths that make the condition hold, in the order of its clauses; None when it does not hold."""
    every = [_matches(clause, facts) for clause in when.all]
    if not all(every) or any(_matches(clause, facts) for clause in when.none):
        return None
    some = [paths for paths in (_matches(clause, facts) for clause in when.any) if paths]
    if when.any and len(some) < when.at_least:
        return None
    return tuple(dict.fromkeys(path for paths in (*every, *some) for path in paths))


def holds(when: When, facts: Facts) -> bool:
    """Whether the condition holds."""
    return because(when, facts) is not None


def _matches(text: str, facts: Facts) -> tuple[str, ...]:
    """The paths of the facts that make one clause true, right before left."""
    clause = _clause(text)
    return _on_both_sides(clause, facts) if clause.path[-1] in BILATERAL else _found(clause.path, clause, facts)


def _on_both_sides(clause: Clause, facts: Facts) -> tuple[str, ...]:
    """The clause must hold on each side: in any findings, in the same, or in two on each side."""
    right, left = (_found((*clause.path[:-1], side), clause, facts) for side in SIDES)
    if clause.path[-1] == SAME_ON_BOTH:
        same = {_stem(path) for path in right} & {_stem(path) for path in left}
        return tuple(path for path in (*right, *left) if _stem(path) in same)
    fewest = 2 if clause.path[-1] == TWO_ON_EACH else 1
    return (*right, *left) if min(len(right), len(left)) >= fewest else ()


def _stem(path: str) -> str:
    return path.rpartition(".")[0]


def _found(pattern: tuple[str, ...], clause: Clause, facts: Facts) -> tuple[str, ...]:
    # Looked up by name instead of searched for: every tap evaluates hundreds of clauses.
    return tuple([path for path in _names(pattern) if path in facts and _compare(clause, facts[path])])


@cache
def _clause(text: str) -> Clause:
    return read_clause(text)


@cache
def _names(pattern: tuple[str, ...]) -> tuple[str, ...]:
    """The names a fact may have under a path, right before left: `*` is any test, or any part of a list of sites."""
    if pattern[-1] == "*" and pattern[0] == "presentation":
        return tuple(".".join((*pattern[:-1], part)) for part in BODY_PARTS)
    if "*" in pattern:
        before = next(prefix for prefix in (*FINDING_PREFIXES, GONE, REDUCED) if ".".join(pattern).startswith(prefix))
        tests = (f"{before}{test}{side}" for test in load_reference().tests for side in ("", ".right", ".left"))
        return tuple(name for name in tests if _fits(pattern, name))
    name = ".".join(pattern)
    return (name, *(f"{name}.{side}" for side in SIDES))


def _fits(pattern: tuple[str, ...], path: str) -> bool:
    """Whether a path with `*` includes this fact."""
    have = path.split(".")
    if len(have) == len(pattern) + 1 and have[-1] in SIDES:
        have.pop()
    return len(have) == len(pattern) and all(want in ("*", word) for want, word in zip(pattern, have, strict=True))


def _compare(clause: Clause, value: Value) -> bool:
    compare = COMPARISONS[clause.operator]
    if isinstance(value, str) and value in _strength_order() and clause.operator in ORDERED:
        order = _strength_order()
        return compare(order[value], order[str(clause.value)])
    if isinstance(value, str) and not isinstance(clause.value, bool):
        return compare(value, str(clause.value))
    return compare(value, clause.value)


@cache
def _strength_order() -> dict[str, int]:
    """Each MRC grade's place, the weakest first."""
    grades = [str(grade.value) for grade in load_reference().scales["mrc"].grades]
    ascending = sorted(grades, key=lambda grade: (int(grade[0]), {"-": 0, "": 1, "+": 2}[grade[1:]]))
    return {grade: place for place, grade in enumerate(ascending)}


def _of_numbers(compare: Callable[[float, float], bool]) -> Callable[[Value, Value], bool]:
    """A comparison that holds between numbers only."""

    def both(value: Value, bound: Value) -> bool:
        return isinstance(value, (int, float)) and isinstance(bound, (int, float)) and compare(value, bound)

    return both


COMPARISONS: dict[str, Callable[[Value, Value], bool]] = {
    "is": lambda value, wanted: type(value) is type(wanted) and value == wanted,
    "is_not": lambda value, wanted: value != wanted,
    "at_least": _of_numbers(operator.ge),
    "at_most": _of_numbers(operator.le),
    "above": _of_numbers(operator.gt),
    "below": _of_numbers(operator.lt),
    "includes": lambda value, wanted: isinstance(value, tuple) and wanted in value,
}
