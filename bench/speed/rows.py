"""A row: one thing that was measured, with what it is compared with and what is asked of it."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

Statistic = Literal["median", "p99", "highest", "total"]


@dataclass(frozen=True)
class Row:
    """What was measured in one round or several, in order.

    `figure` is its `statistic` of all samples. `reference` is the label of another row of the same group, the first
    that has it, measured in the same run; `at_most_times` bounds the ratio to it, `at_most` and `at_least` the figure.
    """

    label: str
    unit: str
    samples: tuple[float, ...]
    statistic: Statistic = "median"
    at_most: float | None = None
    at_least: float | None = None
    reference: str = ""
    at_most_times: float | None = None

    @property
    def is_of(self) -> tuple[str, Statistic]:
        """What is one row: the same samples may have a second, of another statistic."""
        return self.label, self.statistic

    @property
    def figure(self) -> float:
        """The one number of the row."""
        return FIGURES[self.statistic](self.samples)

    @property
    def spread(self) -> tuple[float, float] | None:
        """Between which the middle half of the samples is; none of fewer than four."""
        if len(self.samples) < 4:
            return None
        lower, _, upper = statistics.quantiles(self.samples, n=4, method="inclusive")
        return lower, upper

    def as_json(self) -> dict[str, Any]:
        """For another process, or a file."""
        return asdict(self)


@dataclass(frozen=True)
class Verdict:
    """Whether a limit was held."""

    limit: str
    is_held: bool


def row_of(given: Mapping[str, Any]) -> Row:
    """The row that `as_json` wrote."""
    return Row(**{**given, "samples": tuple(given["samples"])})


def percentile(samples: Sequence[float], share: float) -> float:
    """The smallest sample that at least this share of all does not exceed."""
    ordered = sorted(samples)
    return ordered[max(math.ceil(share * len(ordered)), 1) - 1]


FIGURES: dict[str, Callable[[Sequence[float]], float]] = {
    "median": statistics.median,
    "p99": lambda samples: percentile(samples, 0.99),
    "highest": max,
    "total": sum,
}


def pooled(rounds: Iterable[Iterable[Row]]) -> list[Row]:
    """The rows of several rounds as one list, in the order in which they first came, with all samples of each."""
    found: dict[tuple[str, Statistic], Row] = {}
    for rows in rounds:
        for row in rows:
            before = found[row.is_of].samples if row.is_of in found else ()
            found[row.is_of] = replace(row, samples=(*before, *row.samples))
    return list(found.values())


def ratio(row: Row, rows: Iterable[Row]) -> float | None:
    """Its figure divided by that of its reference, which is among these rows; none without a reference."""
    if not row.reference:
        return None
    reference = next((one.figure for one in rows if one.label == row.reference), None)
    if reference is None:
        raise ValueError(f"{row.reference!r} is not among the rows of {row.label!r}")
    return row.figure / reference if reference else math.inf


def verdicts(row: Row, rows: Iterable[Row]) -> list[Verdict]:
    """Each limit of the row, and whether it was held."""
    times = ratio(row, rows)
    found = []
    if row.at_most is not None:
        found.append(Verdict(f"at most {row.at_most:g} {row.unit}".rstrip(), row.figure <= row.at_most))
    if row.at_least is not None:
        found.append(Verdict(f"at least {row.at_least:g} {row.unit}".rstrip(), row.figure >= row.at_least))
    if row.at_most_times is not None and times is not None:
        found.append(Verdict(f"at most {row.at_most_times:g} times", times <= row.at_most_times))
    return found
