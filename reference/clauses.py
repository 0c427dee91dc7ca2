"""The clauses of a `When`: `path operator value`, three words or more, read once.

A path is a path of the record (`red_flags.fever`, `findings.other.pedal_pulses.left`), a pattern or an alert
(`patterns.weak_in_both_legs`, `alerts.cauda_equina`), a result of the localisation (`localisation.kind`) or a finding
that is worse than at the earlier examination (`earlier.worse.strength.*`), of which nothing is left
(`earlier.lost.reflexes.*`) or something (`earlier.reduced.reflexes.*`). A sided
test may be written without its side (either side is enough) or with `.both` (each side must hold). One segment may be
`*`; then `.same_on_both` asks for one test on both sides, `.two_on_each` for two tests on each side. Operators: `is`,
`is_not`, `at_least`, `at_most`, `above`, `below`, `includes`.
"""

from __future__ import annotations

from dataclasses import dataclass

ORDERED = ("at_least", "at_most", "above", "below")
BOTH, SAME_ON_BOTH, TWO_ON_EACH = BILATERAL = ("both", "same_on_both", "two_on_each")
"""The last word of a path that asks for both sides."""

OPERATORS = ("is", "is_not", *ORDERED, "includes")


class ClauseFaulty(ValueError):
    """A clause that cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: the path's segments, the operator, and the value as it would be in the record."""

    path: tuple[str, ...]
    operator: str
    value: str | int | float | bool


def read_clause(text: str) -> Clause:
    """Read one clause. Raises `ClauseFaulty` when it is not `path operator value`."""
    words = text.split()
    if len(words) != 3:
        raise ClauseFaulty(f'"{text}" is not "path operator value"')
    path, operator, value = words
    if operator not in OPERATORS:
        raise ClauseFaulty(f'"{operator}" in "{text}" is not one of {", ".join(OPERATORS)}')
    return Clause(tuple(path.split(".")), operator, _read_value(value))


def _read_value(word: str) -> str | int | float | bool:
    if word in ("true", "false"):
        return word == "true"
    for number in (int, float):
        try:
            return number(word)
        except ValueError:
            continue
    return word
