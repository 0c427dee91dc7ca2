"""Which conditions of the articles a record supports, and what in it speaks for and against each.

A condition is listed only where the record holds the least its row asks for and at least one support; a record
that says nothing about a condition never lists it. The order is by how much speaks for it, which is a count and
no probability.
"""

from __future__ import annotations

from exam.domain.conclusions import Argument, SupportedCondition
from exam.domain.rules import Facts, because, holds
from reference import load_reference
from reference.model import Support


def conditions_of(facts: Facts) -> tuple[SupportedCondition, ...]:
    """The conditions that the record supports, those with most reasons first, else in the order of the reference."""
    rows = load_reference().conditions.values()
    listed = [
        SupportedCondition(row.id, supports, _arguments(row.opposes, facts))
        for row in rows
        if holds(row.shown_when, facts) and (supports := _arguments(row.supports, facts))
    ]
    return tuple(sorted(listed, key=lambda condition: -len(condition.for_)))


def _arguments(supports: tuple[Support, ...], facts: Facts) -> tuple[Argument, ...]:
    found = [(support, because(support.when, facts)) for support in supports]
    return tuple(Argument(support.sentence, paths, support.sources) for support, paths in found if paths is not None)
