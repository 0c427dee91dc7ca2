"""A group of scored cases, counted: shares, their intervals, statements and false emergencies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from exam.domain.evaluation.cases import ScoredCase
from reference.vocabulary import STATEMENTS, Statement

RESAMPLES = 2000
SEED = 2026
INTERVAL = (0.025, 0.975)

SHARES: dict[str, Callable[[ScoredCase], bool | float | None]] = {
    "top1": lambda one: one.first,
    "top2": lambda one: one.among_two,
    "lenient": lambda one: one.lenient,
    "root": lambda one: one.root,
    "log_score": lambda one: one.log_score,
    "chart_top1": lambda one: one.chart_first,
    "chart_top2": lambda one: one.chart_among_two,
    "chart_lenient": lambda one: one.chart_lenient,
    "chart_root": lambda one: one.chart_root,
}
"""Every mean over the strict cases; those over roots leave out the cases in which none is expected."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A group of cases, counted. Shares and the mean log score are of its strict cases, `None` where there are none.

    `roots` are the strict cases in which roots are expected: `root` and `chart_root` are shares of these.
    """

    cases: int
    strict: int
    roots: int
    top1: float | None
    top2: float | None
    lenient: float | None
    root: float | None
    log_score: float | None
    chart_top1: float | None
    chart_top2: float | None
    chart_lenient: float | None
    chart_root: float | None
    root_named_wrongly: int
    emergencies: int
    emergencies_missed: int
    false_emergencies: int


@dataclass(frozen=True, slots=True)
class OfStatement:
    """How often a statement was made of strict cases, and how often what was named first was right.

    `among_two` counts those in which one of the first two was right strictly.
    """

    statement: Statement
    said: int
    first: int
    among_two: int
    lenient: int


def tally(scored: Sequence[ScoredCase]) -> Tally:
    """Count a group of scored cases."""
    urgent = [one for one in scored if one.expected.emergency]
    means = {share: _mean(_values(scored, share)) for share in SHARES}
    return Tally(
        cases=len(scored),
        strict=sum(one.strict for one in scored),
        roots=len(_values(scored, "root")),
        top1=means["top1"],
        top2=means["top2"],
        lenient=means["lenient"],
        root=means["root"],
        log_score=means["log_score"],
        chart_top1=means["chart_top1"],
        chart_top2=means["chart_top2"],
        chart_lenient=means["chart_lenient"],
        chart_root=means["chart_root"],
        root_named_wrongly=sum(one.root_named_wrongly for one in scored),
        emergencies=len(urgent),
        emergencies_missed=sum(one.urgency != "emergency" for one in urgent),
        false_emergencies=sum(one.false_emergency for one in scored),
    )


def tallies(scored: Sequence[ScoredCase]) -> dict[str, Tally]:
    """One tally for each label, for all root lesions and for all cases."""
    labels = sorted({one.expected.label for one in scored})
    groups = {label: [one for one in scored if one.expected.label == label] for label in labels}
    groups["root lesions"] = [one for one in scored if one.expected.roots]
    groups["all"] = list(scored)
    return {name: tally(group) for name, group in groups.items()}


def intervals(scored: Sequence[ScoredCase]) -> dict[str, tuple[float, float] | None]:
    """The 95 % bootstrap interval of each share: what drawing as many cases at random from these would give.

    2,000 resamples with a fixed seed, so the same cases always give the same interval; `None` without a case.
    """
    return {share: _interval(_values(scored, share)) for share in SHARES}


def statements(scored: Sequence[ScoredCase]) -> tuple[OfStatement, ...]:
    """How reliable each statement is: those that were made of a strict case, in the order of the format."""
    strict = [one for one in scored if one.strict]
    groups = ((made, [one for one in strict if one.statement == made]) for made in STATEMENTS)
    return tuple(_of_statement(statement, group) for statement, group in groups if group)


def false_emergencies(scored: Iterable[ScoredCase]) -> dict[str, int]:
    """In how many false emergencies each alert was raised, the most frequent first; several may be in one case."""
    counted = Counter(alert for one in scored if one.false_emergency for alert in one.emergency_alerts)
    return dict(sorted(counted.items(), key=lambda row: (-row[1], row[0])))


def _of_statement(statement: Statement, group: Sequence[ScoredCase]) -> OfStatement:
    return OfStatement(
        statement,
        said=len(group),
        first=sum(one.first for one in group),
        among_two=sum(one.among_two for one in group),
        lenient=sum(one.lenient for one in group),
    )


def _values(scored: Iterable[ScoredCase], share: str) -> list[float]:
    found = (SHARES[share](one) for one in scored if one.strict)
    return [float(value) for value in found if value is not None]


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _interval(values: Sequence[float]) -> tuple[float, float] | None:
    if not values:
        return None
    drawn = np.random.default_rng(SEED).choice(values, size=(RESAMPLES, len(values))).mean(axis=1)
    low, high = np.quantile(drawn, INTERVAL).tolist()
    return low, high
