"""Findings to ranked causes: exact Bayesian inference over an enumerated set of lesions.

Each lesion predicts how often each finding is abnormal; findings of one lesion share its severity; what was not
examined has no effect. `docs/localisation.md` explains it for clinicians and engineers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from exam.domain.reasoning.conclusions import Candidate, LikeliestRoot, NextTest, Reason, Rival, UnexplainedFinding
from exam.domain.reasoning.localise.likeliest_root import likeliest_roots
from exam.domain.reasoning.localise.next_tests.next_tests import next_tests
from exam.domain.reasoning.localise.normal import Array
from exam.domain.reasoning.localise.posterior import Evidence, gather, posterior
from exam.domain.reasoning.localise.ranking import by_candidate, names, order
from exam.domain.reasoning.localise.reasons import leave_out, reasons_for, rivals_of
from exam.domain.reasoning.localise.statement import examined, fits, statement, why_no_root_fits
from exam.domain.reasoning.localise.tables import base_tables, drawn_tables
from exam.domain.reasoning.localise.unexplained import unexplained
from exam.domain.record.causes import OTHER_LESION
from exam.domain.record.model import ExamRecord
from reference import load_reference
from reference.vocabulary import HeldBack, Statement

EXPLAINED = 6
RIVALS = 4
WORTH_TELLING = 0.02
STAYS_FIRST = 0.95
LEADS: tuple[Statement, ...] = ("fits_one", "fits_non_root")


@dataclass(frozen=True, slots=True)
class Localisation:
    """The ranked causes of one record, the statement that they allow, and what to test next."""

    statement: Statement
    root_may_fit: bool
    held_back: HeldBack | None
    candidates: tuple[Candidate, ...]
    next_tests: tuple[NextTest, ...]
    examined: int
    rivals: tuple[Rival, ...]
    unexplained: tuple[UnexplainedFinding, ...]
    likeliest_root: tuple[LikeliestRoot, ...]


ADULT = 16
"""Years from which the figures hold: those of the studies are of adults (judgement)."""


def is_child(record: ExamRecord) -> bool:
    """Whether the patient is known to be too young for the figures of the ranking."""
    return record.patient.age is not None and record.patient.age < ADULT


NOT_LOCALISED = Localisation(
    statement="not_enough_examined",
    root_may_fit=False,
    held_back=None,
    candidates=(),
    next_tests=(),
    examined=0,
    rivals=(),
    unexplained=(),
    likeliest_root=(),
)
"""Where the ranking is withheld."""


def localise(record: ExamRecord, *, thorough: bool = True, alerts: Collection[str] = ()) -> Localisation:
    """Rank the causes. `thorough` adds reasons, rivals, unexplained findings and the robustness check.

    The raised `alerts` change which tests come next; beside one that is `not_a_root` no root is said to fit.
    """
    evidence = gather(record, base_tables())
    of_hypotheses = posterior(evidence)[0]
    probabilities = by_candidate(of_hypotheses)
    ranked = order(probabilities)
    left_out = leave_out(evidence) if thorough else None
    reasons = reasons_for(left_out, ranked[:EXPLAINED], ranked) if left_out else {}
    first, *next_ones = [place for place in ranked if names()[place].cause != OTHER_LESION][:RIVALS]
    rivals = [place for place in next_ones if probabilities[place] >= WORTH_TELLING]
    robust = _stays_first(record) if thorough else None
    candidates = _candidates(ranked, probabilities, robust, reasons)
    why = why_no_root_fits(candidates[0], evidence.observations, not_a_root=_not_a_root(alerts))
    stated = statement(candidates, evidence.observations, evidence.complaint, may_fit=why is None)
    held_back = why if stated == "cannot_separate" and _leads_by_far(candidates) else None
    return Localisation(
        statement=stated,
        root_may_fit=why is None,
        held_back=held_back,
        candidates=candidates,
        next_tests=next_tests(evidence, record, ranked, leads=stated in LEADS, alerts=alerts),
        examined=examined(evidence.observations),
        rivals=rivals_of(left_out, first, rivals) if left_out else (),
        unexplained=unexplained(stated, candidates[:1] if held_back else candidates, record) if thorough else (),
        likeliest_root=(
            () if stated == "not_enough_examined" else likeliest_roots(of_hypotheses, evidence.observations)
        ),
    )


def _candidates(
    ranked: Sequence[int], probabilities: Array, robust: int | None, reasons: Mapping[int, tuple[Reason, ...]]
) -> tuple[Candidate, ...]:
    """The candidates in their order; `robust` is the one that stays first, None where that was not worked out."""
    named, chances = _named(), probabilities.tolist()
    return tuple(
        Candidate(*named[place], chances[place], None if robust is None else robust == place, reasons.get(place, ()))
        for place in ranked
    )


@cache
def _named() -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """Of each candidate its cause, roots and side: every tap makes a hundred of them."""
    return tuple((name.cause, name.roots, name.side) for name in names())


def _leads_by_far(candidates: Sequence[Candidate]) -> bool:
    """Whether a root would be said to fit, if nothing held it back."""
    first, second = candidates[:2]
    return bool(first.roots) and fits(first.probability, second.probability)


def _not_a_root(alerts: Collection[str]) -> bool:
    return any(load_reference().alerts[alert].not_a_root for alert in alerts)


def _stays_first(record: ExamRecord) -> int:
    """The candidate that is first in at least 95 % of the drawn tables, or -1."""
    drawn = by_candidate(posterior(gather(record, drawn_tables())))
    first = drawn.argmax(axis=-1).tolist()
    commonest = max(set(first), key=first.count)
    return commonest if first.count(commonest) >= STAYS_FIRST * len(first) else -1


__all__ = ["NOT_LOCALISED", "Evidence", "Localisation", "is_child", "localise"]
