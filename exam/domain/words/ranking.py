"""The ranking in words: a word for each probability, and causes that contain the same root as one.

The thresholds of the words are read from patients simulated from the tables of four studies, not from our own table,
which agrees with the model better than patients do (`bench.calibration`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from exam.domain.language import say
from exam.domain.reasoning.conclusions import Assessment, Candidate, RootGroup
from exam.domain.record.causes import NO_LESION

LIKELY = 0.75
"""Probability from which a cause is called likely (judgement, 0.65 to 0.85).

Near it about 7 in 10 are right in those patients, on average; in chronic pain, where it is least reliable, about half.
"""

POSSIBLE = 0.35
"""Probability from which a cause is called possible (judgement, 0.25 to 0.45): near it 3 to 4 in 10 are right."""


def chance_words(probability: float) -> str:
    """A probability in a word: "likely", "possible" or "not excluded"; none of them is an all-clear."""
    if probability >= LIKELY:
        return say("likely")
    return say("possible") if probability >= POSSIBLE else say("not excluded")


def chance_of(row: Candidate | RootGroup, *, held_back: object = None) -> str:
    """The word for a candidate or a group. No lesion is at most possible: an irritated root may be behind it.

    Nor is a cause likely that is `held_back`: the conclusion says that too little shows it, or what else is pointed to.
    """
    if held_back or (isinstance(row, Candidate) and row.cause == NO_LESION):
        return chance_words(min(row.probability, POSSIBLE))
    return chance_words(row.probability)


def figure_meaning() -> tuple[str, str]:
    """What such a figure means, in a sentence, and the source of its figures."""
    sentence = say(
        "This is the program's own figure. In a study of the whole examination against MRI, an examination that "
        "pointed to L5 took its probability from 45 to about 59 percent (likelihood ratio 1.74)."
    )
    return sentence, "iversen2013"


def ranked_rows(assessment: Assessment, candidates: Sequence[Candidate]) -> list[Candidate | RootGroup]:
    """The candidates in their order, those of one group together, in the place of the first of them.

    Of a group only the members among the candidates are listed; it has the probability of all.
    """
    rows: list[Candidate | RootGroup] = []
    for one in candidates:
        group = next((group for group in assessment.root_groups if group.contains(one)), None)
        members = tuple(other for other in candidates if group and group.contains(other))
        if group is None or len(members) <= 1:
            rows.append(one)
        elif one is members[0]:
            rows.append(replace(group, members=members))
    return rows


def named_group(assessment: Assessment) -> RootGroup | None:
    """The group whose root the conclusion names, or None."""
    return next((group for group in assessment.root_groups if group.named), None)


class Place(NamedTuple):
    """A cause on a side, as an impression has it."""

    cause: str
    side: str


def agreeable(assessment: Assessment) -> tuple[Place, ...]:
    """What a clinician can agree with: the cause that the conclusion names; where it decides between none, the two.

    Of causes that are held back only the first; nothing where nothing is ranked.
    """
    if assessment.statement == "not_enough_examined" or not assessment.candidates:
        return ()
    first, group = assessment.candidates[0], named_group(assessment)
    if group and not assessment.held_back:
        return (Place(f"root.{group.root}", group.side),)
    undecided = None if assessment.held_back else undecided_causes(assessment)
    return tuple(Place(one.cause, one.side) for one in undecided or (first,))


def undecided_causes(assessment: Assessment) -> tuple[Candidate, Candidate] | None:
    """The first two causes, where the findings cannot distinguish them; else None.

    If both contain the same likeliest root, this root is compared with the first cause without it.
    """
    first, second = (*assessment.candidates, None, None)[:2]
    if assessment.statement != "cannot_separate" or not first or not second or named_group(assessment):
        return None
    both = (one for one in assessment.root_groups if one.contains(first) and one.contains(second))
    for group in both:
        root = replace(first, cause=f"root.{group.root}", roots=(group.root,))
        return root, next(one for one in assessment.candidates if not group.contains(one))
    return first, second


def open_rival(assessment: Assessment) -> Candidate | None:
    """The first cause without the root that the conclusion names, where it is not of roots and not ruled out."""
    group = named_group(assessment)
    if group is None or assessment.statement != "cannot_separate":
        return None
    others = (one for one in assessment.candidates if not group.contains(one) and one.cause != NO_LESION)
    rival = next(others, None)
    return rival if rival and not rival.roots else None
