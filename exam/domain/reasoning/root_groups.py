"""The likeliest root of a leg, alone or with others: candidates that differ only in the other roots."""

from __future__ import annotations

from collections.abc import Sequence

from exam.domain.reasoning.conclusions import Candidate, LikeliestRoot, RootGroup
from exam.domain.reasoning.localise.statement import fits
from exam.domain.record.causes import NO_LESION, roots_named
from reference.vocabulary import Statement

LEAST_MEMBER = 0.03
"""Probability below which a candidate does not make a group of two."""

WORTH_ADDING = 0.2
"""Share of a group from which another root is named with the likeliest one (judgement, 0.1 to 0.3)."""


def root_groups(
    statement: Statement, candidates: Sequence[Candidate], likeliest: Sequence[LikeliestRoot], *, may_fit: bool
) -> tuple[RootGroup, ...]:
    """The group of each leg whose likeliest root is in two candidates or more, right before left.

    Unless `may_fit`, the conclusion names none of them.
    """
    groups = (_group(statement, candidates, one, may_fit=may_fit) for one in likeliest)
    return tuple(group for group in groups if group)


def _group(
    statement: Statement, candidates: Sequence[Candidate], likeliest: LikeliestRoot, *, may_fit: bool
) -> RootGroup | None:
    root, side = likeliest.root, likeliest.side
    within = [one for one in candidates if one.side == side and root in one.roots]
    if sum(one.probability >= LEAST_MEMBER for one in within) <= 1:
        return None
    together = sum(one.probability for one in within)
    return RootGroup(
        root,
        side,
        together,
        tuple(within),
        tuple(other for other in roots_named() if other != root and _share(other, within) >= WORTH_ADDING * together),
        may_fit and candidates[0] in within and _is_named(statement, candidates, together, within),
    )


def _share(root: str, within: Sequence[Candidate]) -> float:
    return sum(one.probability for one in within if root in one.roots)


def _is_named(
    statement: Statement, candidates: Sequence[Candidate], together: float, within: Sequence[Candidate]
) -> bool:
    """Whether the conclusion can name the root of a group that the first candidate is in.

    Not where several roots fit as they are, nor where another cause is too close to the whole group.
    """
    if statement == "fits_one":
        return len(candidates[0].roots) == 1
    rest = max((one.probability for one in candidates if one not in within), default=0.0)
    return statement == "cannot_separate" and fits(together, rest)


def rival_of(statement: Statement, candidates: Sequence[Candidate], groups: Sequence[RootGroup]) -> Candidate | None:
    """The cause from which the findings do not distinguish the first one, or the root that it shares with the next.

    Beside a root that the conclusion names, it is one that is not of roots, and not no lesion.
    """
    if statement != "cannot_separate":
        return None
    first, *others = candidates
    group = next((group for group in groups if group.contains(first)), None)
    apart = [one for one in others if group is None or not group.contains(one)]
    if group is None or not group.named:
        return next(iter(apart), None)
    rival = next((one for one in apart if one.cause != NO_LESION), None)
    return rival if rival and not rival.roots else None
