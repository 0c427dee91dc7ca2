"""Which of many rules may hold for a record: those that need a fact which it states. Only these are tried."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from exam.domain.reasoning.facts import Facts
from exam.domain.reasoning.rules import needs
from reference.model import When

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, eq=False)
class Rules(Generic[Row]):
    """Rows with a condition each, and the places of those that need a fact, by its name."""

    rows: tuple[Row, ...]
    needing: dict[str, tuple[int, ...]]
    always: frozenset[int]

    def places(self, names: Iterable[str]) -> set[int]:
        """The places of those that may hold where these facts are stated."""
        return set(self.always).union(*[self.needing[name] for name in names if name in self.needing])

    def possible(self, facts: Facts) -> list[Row]:
        """Those that may hold, in their order. No other one does."""
        return [self.rows[place] for place in sorted(self.places(facts))]


def rules(rows: Iterable[Row], when: Callable[[Row], When]) -> Rules[Row]:
    """Rows by what their conditions need; made once, since it reads each condition."""
    found, needing, always = tuple(rows), dict[str, list[int]](), set[int]()
    for place, row in enumerate(found):
        names = needs(when(row))
        for name in names or ():
            needing.setdefault(name, []).append(place)
        if names is None:
            always.add(place)
    return Rules(found, {name: tuple(places) for name, places in needing.items()}, frozenset(always))
