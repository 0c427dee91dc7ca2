"""The ranking in words: a word for each probability, and causes that contain the same root as one.

The thresholds of the words are read from patients simulated from the tables of four studies, not from our own table,
which agrees with the model better than patients do (`bench.calibration`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from exam.domain.language import say
from exam.domain.reasoning.conclusions import Candidate, Outline, RootGroup
from exam.domain.record.causes import NO_LESION, root_cause
from exam.domain.words.causes import MORE_THAN_ONE, cause_label, group_label

LIKELY = 0.75
"""Probability from which a cause is called likely (judgement, 0.65 to 0.85).

Near it about 7 in 10 are right in those patients, on average; in chronic pain, where it is least reliable, about half.
"""

POSSIBLE = 0.35
"""Probability from which a cause is called possible (judgement, 0.25 to 0.45): near it 3 to 4 in 10 are right."""


MOST_NOTED, LEAST_NOTED = 3, 0.1
"""Rows that a note names at most, and the probability of those below the first."""

LEAST_LISTED = 0.03
"""Probability from which a cause is listed under its group; the first two always are."""


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


def ranked_rows(assessment: Outline) -> list[Candidate | RootGroup]:
    """All causes in their order, those of one group as one row, in the place of the first of them.

    Whatever shows a ranking shows the first of these rows, so that each has the same name and the same word everywhere.
    A group lists only its members that are worth it, and has the probability of all.
    """
    groups = [group for group in assessment.root_groups if not _is_split(assessment, group)]
    rows: list[Candidate | RootGroup] = []
    for one in assessment.candidates:
        group = next((group for group in groups if group.contains(one)), None)
        if group is None:
            rows.append(one)
        elif one is next(filter(group.contains, assessment.candidates)):
            rows.append(replace(group, members=_worth_listing(assessment, group)))
    return rows


def noted_rows(assessment: Outline) -> list[Candidate | RootGroup]:
    """The rows that a note names: causes with almost no probability would only lengthen it."""
    first, *others = ranked_rows(assessment)[:MOST_NOTED]
    return [first, *(row for row in others if row.probability >= LEAST_NOTED)]


def row_label(row: Candidate | RootGroup) -> str:
    """The name of a row: "Left L5 root, alone or with others", "Left femoral nerve"."""
    return cause_label(row.cause, row.side) if isinstance(row, Candidate) else group_label(row)


def _is_split(assessment: Outline, group: RootGroup) -> bool:
    """Whether its causes are rows of their own, because the conclusion names all roots of the first of them."""
    first = assessment.candidates[0]
    names_first = assessment.statement == "fits_one" or assessment.held_back is not None
    return names_first and len(first.roots) >= MORE_THAN_ONE and group.contains(first)


def _worth_listing(assessment: Outline, group: RootGroup) -> tuple[Candidate, ...]:
    first, second, *others = filter(group.contains, assessment.candidates)
    return (first, second, *(one for one in others if one.probability >= LEAST_LISTED))


def row_place(row: Candidate | RootGroup) -> Place:
    """What a row names: of a group its root."""
    return Place(row.cause if isinstance(row, Candidate) else root_cause((row.root,)), row.side)


def named_group(assessment: Outline) -> RootGroup | None:
    """The group whose root the conclusion names, or None."""
    return next((group for group in assessment.root_groups if group.named), None)


class Place(NamedTuple):
    """A cause on a side, as an impression has it."""

    cause: str
    side: str


def agreeable(assessment: Outline) -> tuple[Place, ...]:
    """What a clinician can agree with: the cause that the conclusion names; where it decides between none, the two.

    Of causes that are held back only the first; nothing where nothing is ranked.
    """
    if assessment.statement == "not_enough_examined" or not assessment.candidates:
        return ()
    undecided = None if assessment.held_back else undecided_causes(assessment)
    rows = ranked_rows(assessment)[:1]
    return tuple(Place(one.cause, one.side) for one in undecided) if undecided else tuple(map(row_place, rows))


def undecided_causes(assessment: Outline) -> tuple[Candidate, Candidate] | None:
    """The first two rows, where the findings cannot distinguish them, a group by its root; else None."""
    if assessment.statement != "cannot_separate" or named_group(assessment):
        return None
    first, second = (*ranked_rows(assessment), None, None)[:2]
    return (_by_root(first), _by_root(second)) if first and second else None


def _by_root(row: Candidate | RootGroup) -> Candidate:
    if isinstance(row, Candidate):
        return row
    return replace(row.members[0], cause=root_cause((row.root,)), roots=(row.root,))


def open_rival(assessment: Outline) -> Candidate | None:
    """The first cause without the root that the conclusion names, where it is not of roots and not ruled out."""
    group = named_group(assessment)
    if group is None or assessment.statement != "cannot_separate":
        return None
    others = (one for one in assessment.candidates if not group.contains(one) and one.cause != NO_LESION)
    rival = next(others, None)
    return rival if rival and not rival.roots else None
