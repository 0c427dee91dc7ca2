"""Whether a named cause is right, beside the known answer."""

from __future__ import annotations

from typing import Literal

from exam.domain.evaluation.expected import Expected
from reference import load_reference

Judged = Literal["right", "defensible", "other_side", "wrong"]


def judged(expected: Expected, cause: str, side: str) -> Judged:
    """How a cause on a side compares with what is known.

    Strictly right, or one that can be defended as well; the right cause on another side is neither. Of a cause of the
    whole person no side need be named.
    """
    if expected.accepts(cause, side):
        return "right"
    if expected.accepts_leniently(cause, side):
        return "right" if cause == expected.cause else "defensible"
    if cause == expected.cause and load_reference().kind_named(cause).of in ("root", "leg"):
        return "other_side"
    return "wrong"
