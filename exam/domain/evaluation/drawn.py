"""A patient to practise on, drawn from the figures of the ranking: complaint, history and findings of one lesion.

Everything that can be found comes from the likelihoods. Age, sex, the side that hurts and how many weeks it has lasted
are not among them, and are drawn evenly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import repeat
from typing import Literal, get_args

import numpy as np

from exam.domain.evaluation.expected import Expected
from exam.domain.evaluation.explained import (
    YOUNGEST_WITH,
    emergencies,
    emergencies_of,
    explains,
    fits_together,
    without_chance,
)
from exam.domain.evaluation.simulate import lesions_drawn, simulate
from exam.domain.reasoning.consistency.contradictions import contradictions_of
from exam.domain.reasoning.localise.hypotheses import Hypothesis
from exam.domain.reasoning.localise.observe import BELOW_KNEE, BOTH_LEGS, DURATION, NORMAL, ONSET, Complaint, depth_of
from exam.domain.reasoning.localise.tables import base_tables
from exam.domain.record.answers import Answer, fold
from exam.domain.record.causes import CAUDA_EQUINA, NO_LESION, OTHER_LESION, root_cause, roots_of
from exam.domain.record.model import ExamRecord, split_side
from reference import load_reference
from reference.vocabulary import SIDES

Kind = Literal["any", "root", "other"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""Any lesion or none, as often as the ranking expects them; a lesion of roots; any other lesion."""

BATCH = 40
"""So many are drawn at once, of which the first that fits is taken."""

YOUNGEST, OLDEST = 25, 80
HURTS = {"right": Complaint(True, False), "left": Complaint(False, True), "both": Complaint(True, True)}
SIDE_CHANCES = (0.45, 0.45, 0.1)
LONG, SHORT = (8, 12, 16, 26, 52), (1, 2, 3, 4, 6)
MOST_ROOTS = 2
NUMB = "red_flags.numbness_tingling_or_weakness"
# Of what is measured: what is usual without a lesion, and what is too much.
MEASURED = {"saddle.post_void_residual_ml": ((0, 50, 100), (300, 400, 500, 750))}
BELOW_THE_KNEE = frozenset(
    {
        *("medial_leg", "lateral_leg", "anterior_leg", "posterior_leg", "medial_ankle", "lateral_ankle"),
        *("dorsal_foot", "first_web_space", "great_toe", "lateral_foot", "sole", "heel"),
    }
)
OF_SKIN = ("light_touch", "pinprick", "territory")
# Where the skin of a root or of a nerve, by its test, is felt to tingle.
TINGLES = {
    "L2": "anterior_thigh",
    "L3": "medial_thigh",
    "L4": "medial_leg",
    "L5": "dorsal_foot",
    "S1": "lateral_foot",
    "S2": "posterior_thigh",
} | {area: area for area in ("lateral_thigh", "medial_leg", "lateral_leg", "first_web_space", "sole", "lateral_foot")}
# These say less than the other places, and are not marked beside them.
WHOLE = frozenset({"whole_leg", "whole_foot"})


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn patient: all answers of the record, what is said and what is found, and the lesion that was drawn."""

    answers: tuple[Answer, ...]
    expected: Expected


@lru_cache(maxsize=256)
def drawn(kind: Kind, seed: int) -> Drawn:
    """The patient of a seed: always the same one, as long as the figures are the same.

    The lesion is drawn first and stays: one whose findings cannot be found together is drawn again with it, and one in
    whom it shows in no finding. So a lesion that seldom fits is as frequent as another.
    """
    rng = np.random.default_rng((seed, KINDS.index(kind)))
    side = str(rng.choice(list(HURTS), p=SIDE_CHANCES))
    lesion = _lesion(kind, side, rng)
    side = _complaint(lesion, side)
    youngest = YOUNGEST_WITH.get(lesion.cause, YOUNGEST)
    age, sex = int(rng.integers(youngest, OLDEST, endpoint=True)), str(rng.choice(["female", "male"]))
    about = (Answer("patient.age", age), Answer("patient.sex", sex), Answer("presentation.symptom_side", side))
    answers = next(
        (*about, *answers)
        for answers in _patients((seed, KINDS.index(kind)), lesion, age, side, rng)
        if _can_be_found((*about, *answers), lesion)
    )
    return Drawn(answers, _expected(lesion, emergencies(_record(answers))))


def _lesion(kind: Kind, side: str, rng: np.random.Generator) -> Hypothesis:
    """A lesion of the kind, as often as the ranking expects it."""
    return next(
        lesion
        for _ in repeat(None)
        for lesion in lesions_drawn(BATCH, rng, base_tables(), HURTS[side])
        if _may_be(lesion, kind, side)
    )


def _patients(
    seed: tuple[int, int], lesion: Hypothesis, age: int, side: str, rng: np.random.Generator
) -> Iterator[tuple[Answer, ...]]:
    """One after another with this lesion, without an end: what each says and shows."""
    batch = 0
    while True:
        cohort = simulate(BATCH, (*seed, batch), age=age, complaint=HURTS[side], lesion=lesion)
        for place in range(BATCH):
            found = {at: int(depth[place]) for at, depth in cohort.depth.items()}
            yield tuple(_answers(without_chance(found, lesion), side, rng))
        batch += 1


def _may_be(lesion: Hypothesis, kind: Kind, side: str) -> bool:
    """Whether a lesion is of the kind, has a name that can be entered, and is in a leg that hurts."""
    if lesion.cause == OTHER_LESION or len(roots_of(lesion.cause)) > MOST_ROOTS:
        return False
    is_root = bool(roots_of(lesion.cause))
    if kind != "any" and (lesion.cause == NO_LESION or is_root != (kind == "root")):
        return False
    if load_reference().kind_named(lesion.cause).of == "person":
        return side == "both" or lesion.side in (side, "both")
    if lesion.side == "both":
        return side == "both" and lesion.right == lesion.left
    return side == "both" or lesion.side in ("none", side)


def _complaint(lesion: Hypothesis, side: str) -> str:
    """The side that hurts: both, where a lesion always affects both legs."""
    kind = load_reference().kind_named(lesion.cause)
    return "both" if kind.of == "person" and not kind.one_leg else side


def _answers(depths: dict[tuple[str, str], int], side: str, rng: np.random.Generator) -> Iterator[Answer]:
    """What this patient says and shows, by the paths of the record."""
    legs = [leg for leg in SIDES if side in (leg, "both")]
    marked = {leg: _sites(depths, leg) for leg in legs}
    yield from (Answer(f"presentation.pain_sites.{leg}", sites) for leg, sites in marked.items() if sites)
    tingling = {leg: _tingling(depths, leg) for leg in legs}
    yield from (Answer(f"presentation.paraesthesia_sites.{leg}", sites) for leg, sites in tingling.items() if sites)
    yield Answer(DURATION, int(rng.choice(LONG if depths[DURATION, "none"] else SHORT)))
    yield Answer(ONSET, "sudden" if depths[ONSET, "none"] else "gradual")
    known = {BOTH_LEGS: side == "both"}
    if any(marked.values()):
        known[BELOW_KNEE] = any(BELOW_THE_KNEE.intersection(sites) for sites in marked.values())
    for (finding, leg), depth in depths.items():
        test, of = split_side(finding)
        if finding in load_reference().questions:
            yield Answer(finding, known.get(finding, bool(depth)))
        elif test in load_reference().tests:
            end = of or ("" if leg == "none" else leg)
            yield Answer(f"findings.{test}.{end}".rstrip("."), _value(test, depth, rng))


def _sites(depths: dict[tuple[str, str], int], leg: str) -> list[str]:
    places = (finding.removeprefix("pain.") for (finding, of), depth in depths.items() if of == leg and depth)
    return [place for place in places if place in load_reference().sites and place not in WHOLE]


def _tingling(depths: dict[tuple[str, str], int], leg: str) -> list[str]:
    """Where it tingles: where the patient says so, over the skin whose feeling is changed."""
    skin = {
        test.split(".")[1] for (test, of), depth in depths.items() if of == leg and depth > NORMAL and _is_of_skin(test)
    }
    skin &= TINGLES.keys()
    return list(dict.fromkeys(TINGLES[area] for area in TINGLES if area in skin)) if depths[NUMB, "none"] else []


def _is_of_skin(test: str) -> bool:
    return test.partition(".")[0] in OF_SKIN


def _value(test: str, depth: int, rng: np.random.Generator) -> str | int:
    """A result of this depth: one of the usual grades, each as often."""
    if test in MEASURED:
        return int(rng.choice(MEASURED[test][depth > NORMAL]))
    grades = _grades(test)
    return grades[depth][int(rng.integers(len(grades[depth])))]


@cache
def _grades(test: str) -> dict[int, tuple[str | int, ...]]:
    """The usual grades of a test by depth; where a scale has none of a depth, those of the next one that it has."""
    grades = load_reference().scales[load_reference().tests[test].scale].grades
    known = {depth_of(test, grade.value): tuple(_usual(test, depth_of(test, grade.value))) for grade in grades}
    return {depth: known[min(known, key=lambda other: (abs(other - depth), other < depth))] for depth in range(-1, 4)}


def _usual(test: str, depth: int) -> list[str | int]:
    grades = load_reference().scales[load_reference().tests[test].scale].grades
    mine = [grade for grade in grades if depth_of(test, grade.value) == depth]
    return [grade.value for grade in mine if grade.common] or [grade.value for grade in mine]


def _can_be_found(answers: tuple[Answer, ...], lesion: Hypothesis) -> bool:
    """Whether no two answers contradict each other, and a lesion shows in a finding of one of its legs."""
    record = _record(answers)
    legs = {leg for leg, column in (("right", lesion.right), ("left", lesion.left)) if column != base_tables().none}
    shown = (
        key.side in legs and key.test not in MEASURED and depth_of(key.test, found) != NORMAL
        for key, found in record.findings.items()
        if isinstance(found, str | int)
    )
    return (
        (lesion.cause == NO_LESION or any(shown))
        and fits_together(record)
        and all(explains(lesion, alert) for alert in emergencies(record))
        and not contradictions_of(record)
    )


def _record(answers: tuple[Answer, ...]) -> ExamRecord:
    return fold((Answer("patient.reference", "-"), *answers))


def _expected(lesion: Hypothesis, alerts: tuple[str, ...]) -> Expected:
    """Of several roots each alone can be defended.

    A cauda equina is an emergency, and so is a lesion that raises an alert of its own; what else fits one may be.
    """
    roots = roots_of(lesion.cause)
    alone = tuple(root_cause((root,)) for root in roots) if len(roots) > 1 else ()
    is_one = lesion.cause == CAUDA_EQUINA or bool(set(alerts).intersection(emergencies_of(lesion.cause)))
    return Expected(
        lesion.cause, lesion.side, lesion.cause, emergency=is_one or (None if alerts else False), also_acceptable=alone
    )
