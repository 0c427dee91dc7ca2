"""Assessments made by hand, for the tests of their words."""

from dataclasses import replace

from exam.domain.reasoning.conclusions import Assessment, Candidate, KneeOrSpine, LikeliestRoot
from exam.domain.reasoning.root_groups import root_groups


def candidate(cause, side, probability=0.6):
    roots = tuple(cause.removeprefix("root.").split("+")) if cause.startswith("root.") else ()
    return Candidate(cause, roots, side, probability, robust=None, reasons=())


def assessment(statement, *candidates):
    return Assessment(
        program="0.1.0",
        knowledge="2026-11-21+0",
        statement=statement,
        leading=candidates[0] if candidates else None,
        candidates=candidates,
        urgency="routine",
        alerts=(),
        imaging=(),
        other_tests=(),
        knee_or_spine=KneeOrSpine("unclear", ()),
        not_examined=(),
        next_tests=(),
        examined=0,
        deficits=("right", "left"),
    )


def grouped(statement, *candidates, root="L5", side="left"):
    """The same with the group of its likeliest root."""
    likeliest = (LikeliestRoot(root, side, 0.9),)
    found = assessment(statement, *candidates)
    return replace(
        found, likeliest_root=likeliest, root_groups=root_groups(statement, candidates, likeliest, may_fit=True)
    )
