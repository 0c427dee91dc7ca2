"""The tables of an audit: sections, their cells, and how a figure is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exam.domain.audit.counts import Rate
from exam.domain.audit.rates import Estimate, Step, estimate
from exam.domain.language import say


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a table in words; with `estimate` also drawn."""

    text: str
    estimate: Estimate | None = None
    is_figure: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """A table of the audit: what it says, the heads of its columns, and its rows, of which the first cell is a name.

    `curve` are the steps of the reliability curve where it is drawn above the table.
    """

    id: str
    title: str
    about: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    curve: tuple[Step, ...] = ()

    @property
    def is_long(self) -> bool:
        """Whether it has words beside the names: these need more room than figures."""
        return any(not cell.is_figure for row in self.rows for cell in row[1:])


def rate_cell(right: int, of: int) -> Cell:
    """A share with its interval in percent: "62 % (55 to 69)"; of fewer than 20 that there are too few to say."""
    found = estimate(Rate(of, right))
    if found is None:
        return Cell(say("too few to say"))
    share, low, high = (f"{100 * one:.0f}" for one in (found.share, found.low, found.high))
    return Cell(say("{share} % ({low} to {high})").format(share=share, low=low, high=high), found)


def name_cell(text: str) -> Cell:
    """A name, or other words."""
    return Cell(text, is_figure=False)


def count_cell(number: int) -> Cell:
    """How many."""
    return Cell(f"{number:,}")


def joined_counts(counts: Iterable[tuple[str, int]]) -> str:
    """Names with their counts: "acted on 5; not answered 2"."""
    return "; ".join(f"{name} {count:,}" for name, count in counts)
