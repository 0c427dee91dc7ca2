"""Whether a named cause is right, beside the known answer, as a learner is told it."""

from __future__ import annotations

from typing import Literal

from exam.domain.evaluation.expected import ACCEPTED_FOR, OTHER, Expected
from exam.domain.record.causes import roots_of
from reference import load_reference
from reference.vocabulary import SIDES

Judged = Literal["right", "defensible", "partly", "other_side", "wrong"]


def judged(expected: Expected, cause: str, side: str) -> Judged:
    """How a cause on a side compares with what is known.

    Strictly right, or one that can be defended as well, as a branch of the nerve; the right cause on another side is
    neither. Partly right are roots of which some are those known. Of a cause of the whole person no side need be named,
    but where it may affect one leg alone, one that is named is not the other leg.
    """
    if cause == expected.cause and _is_other_side(expected, cause, side):
        return "other_side"
    if expected.accepts_leniently(cause, side):
        return "defensible" if cause in expected.also_acceptable or _is_branch(expected, cause) else "right"
    shared = set(roots_of(cause)).intersection(expected.roots)
    return "partly" if shared and (side == expected.side or "both" in (side, expected.side)) else "wrong"


def _is_other_side(expected: Expected, cause: str, side: str) -> bool:
    kind = load_reference().kind_named(cause)
    if kind.one_leg:
        return side in SIDES and expected.side in SIDES and side != expected.side
    return kind.of in ("root", "leg") and not expected.accepts_leniently(cause, side)


def _is_branch(expected: Expected, cause: str) -> bool:
    return expected.cause != OTHER and cause in ACCEPTED_FOR.get(expected.cause, ())
