"""Rules over a record: whether a `When` of the reference holds, and which paths make it hold.

A fact that is absent makes no clause true, not even `is_not`: what was not asked supports nothing.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from exam.domain.reasoning.facts import GONE, REDUCED, Facts
from exam.domain.record.model import FINDING_PREFIXES, Value
from reference import load_reference
from reference.clauses import BILATERAL, ORDERED, SAME_ON_BOTH, TWO_ON_EACH, Clause, read_clause
from reference.model import When
from reference.vocabulary import BODY_PARTS, SIDES

Matches = Callable[[Facts], tuple[str, ...]]

MOST_VALUES = 64
"""So many values are remembered of each clause."""


def because(when: When, facts: Facts) -> tuple[str, ...] | None:
    """The paths that make the condition hold, in the order of its clauses; None when it does not hold."""
    read = _read(when)
    found: list[tuple[str, ...]] = []
    for matches in read.all:
        paths = matches(facts)
        if not paths:
            return None
        found.append(paths)
    if read.any:
        # Most conditions name nothing that the record states.
        some = [] if facts.keys().isdisjoint(read.names_of_any) else [matches(facts) for matches in read.any]
        if sum(map(bool, some)) < when.at_least:
            return None
        found += some
    if any(matches(facts) for matches in read.none):
        return None
    return tuple(dict.fromkeys(path for paths in found for path in paths))


def holds(when: When, facts: Facts) -> bool:
    """Whether the condition holds; looks no further than that takes."""
    read = _read(when)
    for matches in read.all:
        if not matches(facts):
            return False
    if read.any and not (not facts.keys().isdisjoint(read.names_of_any) and _enough(read.any, facts, when.at_least)):
        return False
    return not any(matches(facts) for matches in read.none)


def _enough(clauses: Iterable[Matches], facts: Facts, at_least: int) -> bool:
    missing = at_least
    for matches in clauses:
        if matches(facts):
            missing -= 1
            if not missing:
                return True
    return False


def needs(when: When) -> frozenset[str] | None:
    """Facts without any of which the condition does not hold; None where it may hold without any fact."""
    clauses = [frozenset(_names_of(read_clause(clause))) for clause in when.all]
    return min(clauses, key=len) if clauses else _read(when).names_of_any if when.any else None


@dataclass(frozen=True, slots=True)
class _Read:
    """A condition, read once, since every tap evaluates more than a thousand clauses."""

    all: tuple[Matches, ...]
    any: tuple[Matches, ...]
    none: tuple[Matches, ...]
    names_of_any: frozenset[str]


@cache
def _read(when: When) -> _Read:
    all_, any_, none = (tuple(map(_matches, clauses)) for clauses in (when.all, when.any, when.none))
    return _Read(all_, any_, none, frozenset(name for clause in when.any for name in _names_of(read_clause(clause))))


@cache
def _matches(text: str) -> Matches:
    """Finds the paths of the facts that make one clause true, right before left."""
    clause = read_clause(text)
    return _on_both_sides(clause) if clause.path[-1] in BILATERAL else _among(_names(clause.path), _holds(clause))


def _among(names: tuple[str, ...], is_true: Callable[[Value], bool]) -> Matches:
    places = {name: place for place, name in enumerate(names)}
    # A grade is compared in many rules; 1, 1.0 and True are different values.
    accepted = lru_cache(maxsize=MOST_VALUES, typed=True)(is_true)

    def found(facts: Facts) -> tuple[str, ...]:
        # Of a few facts and hundreds of names only the fewer are looked at; most clauses find nothing.
        stated = facts.keys() & places.keys()
        if not stated:
            return ()
        true = [path for path in stated if accepted(facts[path])]
        return tuple(sorted(true, key=places.__getitem__) if len(true) > 1 else true)

    return found


def _names_of(clause: Clause) -> Iterator[str]:
    """Every name of a fact that the clause is about."""
    if clause.path[-1] in BILATERAL:
        for side in SIDES:
            yield from _names((*clause.path[:-1], side))
    else:
        yield from _names(clause.path)


def _on_both_sides(clause: Clause) -> Matches:
    """The clause must hold on each side: in any findings, in the same, or in two on each side."""
    of_right, of_left = (_among(_names((*clause.path[:-1], side)), _holds(clause)) for side in SIDES)
    fewest = 2 if clause.path[-1] == TWO_ON_EACH else 1

    def same(facts: Facts) -> tuple[str, ...]:
        right, left = of_right(facts), of_left(facts)
        both = {_stem(path) for path in right} & {_stem(path) for path in left}
        return tuple(path for path in (*right, *left) if _stem(path) in both)

    def enough(facts: Facts) -> tuple[str, ...]:
        right, left = of_right(facts), of_left(facts)
        return (*right, *left) if min(len(right), len(left)) >= fewest else ()

    return same if clause.path[-1] == SAME_ON_BOTH else enough


def _stem(path: str) -> str:
    return path.rpartition(".")[0]


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


def _holds(clause: Clause) -> Callable[[Value], bool]:
    """Whether a value of a fact makes the clause true."""
    compare, wanted = COMPARISONS[clause.operator], clause.value
    is_ordered = clause.operator in ORDERED

    def is_true(value: Value) -> bool:
        if isinstance(value, str) and is_ordered and value in _strength_order():
            order = _strength_order()
            return compare(order[value], order[str(wanted)])
        if isinstance(value, str) and not isinstance(wanted, bool):
            return compare(value, str(wanted))
        return compare(value, wanted)

    return is_true


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
