"""What was found and is hardly commoner with the leading cause than without a lesion: what that cause leaves over."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from exam.domain.reasoning.conclusions import Assessment, Candidate
from exam.domain.reasoning.localise.observe import RAISED, depth_of
from exam.domain.record.causes import NO_LESION, root_cause, roots_of
from exam.domain.record.model import ExamRecord, Finding, FindingKey, NotTested
from exam.domain.words.causes import cause_phrase
from exam.domain.words.findings import finding_label
from exam.domain.words.grammar import inside, joined
from exam.domain.words.values import value_label
from reference import load_reference
from reference.model import Cell, FindingLikelihood

OF_NERVES = ("reflexes.", "light_touch.", "pinprick.", "strength.", "function.", "tension.", "long_tract.", "saddle.")
COMMONER = 2.0
"""How many times as often as without a lesion a cause must show a finding to account for it (judgement, 1.5 to 3)."""

NONE = "none"
SELDOM = 0.001


def left_over(assessment: Assessment, record: ExamRecord) -> str:
    """What the leading cause, or the first two where they stay apart by too little, hardly explains; or nothing.

    "Found too, and hardly explained by the left L5 root: left knee extension 4."
    """
    leading = assessment.candidates[: 2 if assessment.statement == "cannot_separate" else 1]
    if assessment.statement == "not_enough_examined" or any(cause.cause == NO_LESION for cause in leading):
        return ""
    found = [
        f"{inside(finding_label(key.test, key.side or 'none'))} {value_label(key.test, value)}"
        for key, value in record.findings.items()
        if key.test.startswith(OF_NERVES) and not any(_accounts(cause, key, value) for cause in leading)
    ]
    if not found:
        return ""
    causes = joined((cause_phrase(cause.cause, cause.side) for cause in leading), "or")
    return f"Found too, and hardly explained by {causes}: {joined(found)}."


def _accounts(leading: Candidate, key: FindingKey, value: Finding) -> bool:
    """Whether it is normal or not tested, or the cause shows it often, or it is a reason for the cause after all.

    What no row describes is not spoken of.
    """
    row = _row_of(key.test)
    depth = depth_of(key.test, value) if row and not isinstance(value, NotTested) else 0
    if row is None or depth == 0 or any((one.finding, one.side) == (key.test, key.side) for one in leading.supports):
        return True
    if key.side and leading.side not in (key.side, "both"):
        return False
    none = _share((cell for cell in row.cells if cell.cause == NONE), raised=depth == RAISED)
    return _share(_own(row, leading.cause), raised=depth == RAISED) >= COMMONER * max(none, SELDOM)


def _own(row: FindingLikelihood, cause: str) -> Iterable[Cell]:
    own = {cause, *(root_cause((root,)) for root in roots_of(cause))}
    return (cell for cell in row.cells if cell.cause.split(":")[0] in own)


def _share(cells: Iterable[Cell], *, raised: bool) -> float:
    return max(((cell.raised or 0.0) if raised else cell.p for cell in cells), default=0.0)


@cache
def _row_of(test: str) -> FindingLikelihood | None:
    rows = load_reference().likelihoods.values()
    return next((row for row in rows if test in (row.finding, *(look.finding for look in row.looks))), None)
