"""Assessments made by hand, for the tests of their words."""

from exam.domain.reasoning.conclusions import Assessment, Candidate, KneeOrSpine


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
    )
