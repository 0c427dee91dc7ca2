"""Findings that the leading cause does not explain: hardly more frequent with it than without a lesion.

Findings without a row in the likelihood table are left out: nothing is known about them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from exam.domain.reasoning.conclusions import Candidate, UnexplainedFinding, explaining
from exam.domain.reasoning.localise.columns import cells_of
from exam.domain.reasoning.localise.observe import NORMAL, RAISED, depth_of
from exam.domain.record.causes import NO_LESION
from exam.domain.record.model import ExamRecord, FindingKey, keys_of, result_of
from reference import load_reference
from reference.model import Cell, FindingLikelihood
from reference.vocabulary import Statement

COMMONER = 2.0
"""A cause explains a finding that is at least this many times as frequent with it as without (judgement, 1.5 to 3)."""

NONE = "none"
SELDOM = 0.001


def unexplained(
    statement: Statement, candidates: Sequence[Candidate], record: ExamRecord
) -> tuple[UnexplainedFinding, ...]:
    """What the leading cause does not explain; if the first two cannot be separated, what neither explains.

    Where no single lesion fits, it is what the nearest one with a name leaves unexplained. In the order of examining.

    The candidates must have their reasons: a finding that supports one is explained by it. Empty where no lesion leads.
    """
    leading = explaining(statement, candidates)
    if statement == "not_enough_examined" or any(cause.cause == NO_LESION for cause in leading):
        return ()
    return tuple(
        UnexplainedFinding(key.test, key.side or "none", value)
        for test in load_reference().tests.values()
        if load_reference().family_of(test.id).of_nerves
        for key in keys_of(test)
        if (value := result_of(record.findings.get(key))) is not None
        and not any(_explains(cause, key, value) for cause in leading)
    )


def _explains(leading: Candidate, key: FindingKey, value: str | int) -> bool:
    """Whether there is nothing to explain, or the finding is frequent with the cause, or is a reason for it."""
    row = _row_of(key.test)
    depth = depth_of(key.test, value) if row else NORMAL
    if row is None or depth == NORMAL or any((r.finding, r.side) == (key.test, key.side) for r in leading.supports):
        return True
    if key.side and leading.side not in (key.side, "both"):
        return False
    without = _share(cells_of(row, NONE), raised=depth == RAISED)
    return _share(cells_of(row, leading.cause), raised=depth == RAISED) >= COMMONER * max(without, SELDOM)


def _share(cells: Iterable[Cell], *, raised: bool) -> float:
    return max(((cell.raised or 0.0) if raised else cell.p for cell in cells), default=0.0)


@cache
def _row_of(test: str) -> FindingLikelihood | None:
    rows = load_reference().likelihoods.values()
    return next(
        (row for row in rows if test in (row.finding, *(modality.finding for modality in row.modalities))), None
    )
