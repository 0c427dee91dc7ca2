"""Cases with known answers: what the localisation, and the textbook chart, name in each."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from exam.domain.evaluation.expected import Expected, expected_in
from exam.domain.evaluation.textbook_chart import look_up
from exam.domain.reasoning.assess import assess
from exam.domain.reasoning.conclusions import Assessment
from exam.domain.record.causes import roots_of
from exam.domain.record.reading import read_record
from reference.vocabulary import Statement, Urgency

LEAST_PROBABILITY = 1e-6
"""What a probability counts as at least in the log score, so that one case cannot outweigh all others."""

Named = tuple[str, str]
"""A cause, or a root, and its side."""


@dataclass(frozen=True, slots=True)
class ScoredCase:
    """One case: what was expected, and the first two causes `named`, and `charted` by the textbook chart.

    A case whose ranking is withheld is not scored strictly. `probability` is that of everything that the case accepts
    strictly. `likeliest_root` is the more probable one of the
    two legs. `emergency_alerts` are the alerts that call it an emergency.
    """

    id: str
    expected: Expected
    strict: bool
    named: tuple[Named, ...]
    likeliest_root: Named | None
    probability: float
    charted: tuple[Named, ...]
    statement: Statement
    urgency: Urgency
    emergency_alerts: tuple[str, ...]

    @property
    def first(self) -> bool:
        """Whether the first candidate is right strictly."""
        return any(self.expected.accepts(*named) for named in self.named[:1])

    @property
    def among_two(self) -> bool:
        """Whether one of the first two candidates is right strictly."""
        return any(self.expected.accepts(*named) for named in self.named)

    @property
    def lenient(self) -> bool:
        """Whether the first candidate is right leniently."""
        return any(self.expected.accepts_leniently(*named) for named in self.named[:1])

    @property
    def root(self) -> bool | None:
        """Whether the likeliest single root is one of those expected; `None` unless roots are expected."""
        return self._accepts_root(self.likeliest_root)

    @property
    def log_score(self) -> float:
        """The natural logarithm of the probability of what was expected: 0 if it was certain, lower otherwise."""
        return math.log(max(self.probability, LEAST_PROBABILITY))

    @property
    def chart_first(self) -> bool:
        """Whether what the textbook chart names first is right strictly."""
        return self.expected.accepts(*self.charted[0])

    @property
    def chart_among_two(self) -> bool:
        """Whether one of the first two that the chart names is right strictly."""
        return any(self.expected.accepts(*named) for named in self.charted)

    @property
    def chart_lenient(self) -> bool:
        """Whether what the chart names first is right leniently."""
        return self.expected.accepts_leniently(*self.charted[0])

    @property
    def chart_root(self) -> bool | None:
        """Whether the root that the chart names first is one of those expected; `None` unless roots are expected."""
        cause, side = self.charted[0]
        return self._accepts_root(next(((root, side) for root in roots_of(cause)), None))

    @property
    def root_named_wrongly(self) -> bool:
        """Whether a root was said to fit when something else was expected."""
        return self.statement == "fits_one" and not self.expected.roots

    @property
    def false_emergency(self) -> bool:
        """Whether it was called an emergency and is known to have been none."""
        return self.urgency == "emergency" and self.expected.emergency is False

    def _accepts_root(self, named: Named | None) -> bool | None:
        if not self.expected.roots:
            return None
        return named is not None and self.expected.accepts_root(*named)


def score_case(case: Mapping[str, Any]) -> ScoredCase:
    """Run one case, an object with `record` and `expected`. Raises `RecordRefused`."""
    record = read_record(case.get("record"))
    expected = expected_in(case)
    assessment = assess(record, thorough=False)
    right = (one.probability for one in assessment.candidates if expected.accepts(one.cause, one.side))
    return ScoredCase(
        id=str(case.get("id", record.patient.reference)),
        expected=expected,
        strict=bool(case.get("strict", True)) and assessment.ranking_withheld is None,
        named=tuple((candidate.cause, candidate.side) for candidate in assessment.candidates[:2]),
        likeliest_root=_likeliest_root(assessment),
        probability=math.fsum(right),
        charted=look_up(record)[:2],
        statement=assessment.statement,
        urgency=assessment.urgency,
        emergency_alerts=tuple(alert.id for alert in assessment.alerts if alert.urgency == "emergency"),
    )


def _likeliest_root(assessment: Assessment) -> Named | None:
    listed = max(assessment.likeliest_root, key=lambda one: one.probability, default=None)
    return (listed.root, listed.side) if listed else None
