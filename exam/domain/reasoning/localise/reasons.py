"""Reasons: the effect of each item on the odds between a candidate and a named rival, in decibans.

The odds are ten times the decimal logarithm, with the item less without it. Which items may be given as a reason is
decided by how often each of the two causes would show what was found, and by the hallmarks of the reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from exam.domain.reasoning.conclusions import RatherThan, Reason, Rival, SameItem
from exam.domain.reasoning.localise.columns import cells_of
from exam.domain.reasoning.localise.evidence import Setting, depth_in
from exam.domain.reasoning.localise.hypotheses import hypotheses
from exam.domain.reasoning.localise.normal import Array
from exam.domain.reasoning.localise.observe import NORMAL, RAISED, Observation, Result
from exam.domain.reasoning.localise.posterior import Evidence, current_weights, if_leg_changed, if_person_changed
from exam.domain.reasoning.localise.ranking import Name, containing, members, names
from exam.domain.record.causes import NO_LESION, OTHER_LESION, root_cause, roots_of
from exam.domain.record.model import as_side
from reference import load_reference
from reference.model import Cell
from reference.vocabulary import SIDES, Direction

State = Literal["normal", "abnormal", "raised"]
"""What was found at an item, named as its hallmarks are."""

LEAST_DECIBANS = 0.3
LEAST_BETWEEN = 1.0
MOST_BETWEEN = 3
SMALLEST = 1e-300
OFTEN = 0.5
"""A sign that a cause has at least this often is no argument against it."""

COMMONER = 1.5
SELDOM = 0.1
"""A sign found on examination argues for a lesion that has it at least this many times as often as a healthy leg
(judgement, 1.2 to 2), and in at least a tenth (0.08 to 0.15)."""

EXPECTED = 0.2
OWN = 0.3
TWICE = 2.0
"""A normal result argues for a cause if its rival would show a loss in at least a fifth, and twice as often, and if the
cause itself would not: it shows one in fewer than three in ten (judgements)."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The weights of the candidates as they are, [candidate], and with one item left out, [observation, candidate].

    `lost` and `raised` are how often each candidate shows a loss, or what is too strong, [observation, candidate];
    `healthy` the same two without a lesion, [observation, 2].
    """

    observations: tuple[Observation, ...]
    whole: Array
    without: Array
    lost: Array
    raised: Array
    healthy: Array


def leave_out(evidence: Evidence) -> LeftOut:
    """Leave out one item at a time: all its results together."""
    observations = evidence.observations
    whole = current_weights(evidence)
    without = np.zeros((len(observations), len(whole)))
    for whose in dict.fromkeys(observation.side for observation in observations):
        rows = [row for row, observation in enumerate(observations) if observation.side == whose]
        without[rows] = _without(evidence, whose, rows)
    return LeftOut(observations, whole, without, *_rates(evidence))


def rival_of(place: int, ranked: Sequence[int]) -> int:
    """The candidate that one is compared with: the first, or, for the first and what it contains, the next.

    L5 is not argued against "L5 and S1", nor one leg against both: neither may contain the other. `ranked` are the
    candidates from the likeliest.
    """
    named = [other for other in ranked if names()[other].cause != OTHER_LESION]
    if place != named[0] and not _related(place, named[0]):
        return named[0]
    others = (other for other in named if names()[other].cause != names()[place].cause)
    return next(other for other in others if not _related(place, other))


def _related(one: int, other: int) -> bool:
    return bool(containing()[one, other] or containing()[other, one])


def reasons_for(left_out: LeftOut, wanted: Iterable[int], ranked: Sequence[int]) -> dict[int, tuple[Reason, ...]]:
    """The reasons of each wanted candidate, the strongest first; those of less than 0.3 decibans are left out."""
    named = [place for place in wanted if names()[place].cause != OTHER_LESION]
    return {place: reasons_between(left_out, place, rival_of(place, ranked)) for place in named}


def rivals_of(left_out: LeftOut, first: int, others: Iterable[int]) -> tuple[Rival, ...]:
    """What distinguishes the leading candidate from each other: at most three findings of a deciban or more."""
    return tuple(_rival(left_out, first, other) for other in others)


def _rival(left_out: LeftOut, first: int, other: int) -> Rival:
    reasons = reasons_between(left_out, first, other)
    better = [reason for reason in reasons if reason.direction == "supports" and reason.decibans >= LEAST_BETWEEN]
    return Rival(names()[other].cause, names()[other].side, tuple(better[:MOST_BETWEEN]))


def reasons_between(left_out: LeftOut, one: int, other: int) -> tuple[Reason, ...]:
    """The reasons for one candidate and against it, rather than the other, the strongest first."""
    logs = np.log10(np.maximum(np.vstack([left_out.whole, left_out.without]), SMALLEST))
    between = 10.0 * (logs[:, one] - logs[:, other])
    found = []
    for row, decibans in enumerate((between[0] - between[1:]).tolist()):
        direction: Direction = "supports" if decibans > 0 else "against"
        if abs(decibans) >= LEAST_DECIBANS and _believable(left_out, row, one, other, direction):
            found.append(_reason(left_out.observations[row], decibans, direction, names()[one], names()[other]))
    return tuple(sorted(found, key=lambda reason: (-reason.decibans, reason.finding, reason.side != "right")))


def _believable(left_out: LeftOut, row: int, one: int, other: int, direction: Direction) -> bool:
    if direction == "supports":
        return _argues(left_out, row, one, other)
    return _argues(left_out, row, other, one) and not _is_typical(left_out, row, one)


def _argues(left_out: LeftOut, row: int, one: int, other: int) -> bool:
    """Whether what was found may be an argument for one candidate rather than the other."""
    observation = left_out.observations[row]
    state = state_of(observation)
    rates = left_out.raised if state == "raised" else left_out.lost
    here, there = rates[row, one], rates[row, other]
    asked = load_reference().family_of(observation.item.row.finding).history
    if state == "normal" and asked:
        return bool(here < there)
    if state == "normal":
        expected = there >= EXPECTED and there >= TWICE * here
        return bool(expected) and not _is_own(left_out, row, one)
    # One form of the other cause may have the sign as often, as diabetes goes with a polyneuropathy too.
    most = _most(observation, names()[other])
    if here <= max(there, most) or most >= OFTEN or _is_mild_hallmark(observation, names()[other]):
        return False
    return bool(asked or here >= max(SELDOM, COMMONER * left_out.healthy[row, int(state == "raised")]))


def _is_mild_hallmark(observation: Observation, name: Name) -> bool:
    """Whether it is a mild loss that is a hallmark of a cause: only a deeper one may argue for another cause."""
    mild = _ordered(observation)[0].depth == 1
    return mild and _reaches(name, observation) and observation.item.row.finding in _hallmarks(name.cause, "abnormal")


def _is_own(left_out: LeftOut, row: int, one: int) -> bool:
    """Whether the item belongs to what the candidate supplies, on its side: its normal result is no argument for it."""
    observation, name = left_out.observations[row], names()[one]
    if name.cause == NO_LESION or not _reaches(name, observation):
        return False
    reference = load_reference()
    tests = [test for modality in observation.item.modalities if (test := reference.tests.get(modality.finding))]
    supplied = any(set(name.roots) & set(test.primary_roots) or name.cause == f"nerve.{test.nerve}" for test in tests)
    hallmark = observation.item.row.finding in _hallmarks(name.cause, "abnormal")
    return supplied or hallmark or bool(left_out.lost[row, one] >= OWN)


def _is_typical(left_out: LeftOut, row: int, one: int) -> bool:
    """Whether what was found is a hallmark of the candidate, or a sign that it has more often than not."""
    observation, name = left_out.observations[row], names()[one]
    if not _reaches(name, observation):
        return False
    state = state_of(observation)
    if observation.item.row.finding in _hallmarks(name.cause, state):
        return True
    return state != "normal" and _most(observation, name) >= OFTEN


def _most(observation: Observation, name: Name) -> float:
    """How often a cause shows what was found at most, by the cells of its forms; zero in the leg that it spares."""
    cells = cells_of(observation.item.row, name.cause) if _reaches(name, observation) else ()
    raised = state_of(observation) == "raised"
    return max(((cell.raised or 0.0) if raised else cell.p for cell in cells), default=0.0)


def _reaches(name: Name, observation: Observation) -> bool:
    """Whether the lesion lies in the leg of the finding, or the finding is of the person."""
    return observation.side == "none" or name.side in (observation.side, "both")


@cache
def _hallmarks(cause: str, state: State) -> frozenset[str]:
    """The findings that are hallmarks of a cause in this state; of several roots, those of each."""
    known = load_reference().hallmarks
    rows = [known[name] for name in (cause, *(root_cause((root,)) for root in roots_of(cause))) if name in known]
    return frozenset(finding for row in rows for finding in getattr(row, state))


def state_of(observation: Observation) -> State:
    """What was found at an item, by its most abnormal result."""
    depth = _ordered(observation)[0].depth
    return "normal" if depth == NORMAL else "raised" if depth == RAISED else "abnormal"


def _ordered(observation: Observation) -> list[Result]:
    """The results of an item, the most abnormal first, else in the order of its modalities, right before left."""
    return sorted(observation.results, key=lambda result: (result.depth != RAISED, -result.depth))


def _reason(observation: Observation, decibans: float, direction: Direction, name: Name, rival: Name) -> Reason:
    row = observation.item.row
    cells = _figures_of(observation, name, rival)
    sources = tuple(dict.fromkeys(source for cell in cells for source in cell.sources)) or row.sources
    judged = any(cell.basis == "judgement" for cell in cells)
    first, *others = _ordered(observation)
    # A normal pinprick is no part of the light touch that was lost.
    agreeing = [result for result in others if (result.depth == NORMAL) == (first.depth == NORMAL)]
    return Reason(
        finding=first.finding,
        side=first.side,
        value=first.value,
        direction=direction,
        decibans=round(abs(decibans), 1),
        basis="judgement" if judged else cells[0].basis,
        sources=sources,
        rather_than=RatherThan(rival.cause, rival.side),
        also=tuple(SameItem(result.finding, result.side, result.value) for result in agreeing),
    )


def _figures_of(observation: Observation, *pair: Name) -> tuple[Cell, ...]:
    """The cells that both causes take for an item; a cause without its own, or in the other leg, takes the first."""
    row = observation.item.row
    own = [cells_of(row, name.cause) if _reaches(name, observation) else () for name in pair]
    return tuple(dict.fromkeys(cell for cells in own for cell in cells or row.cells[:1]))


def _without(evidence: Evidence, whose: str, rows: Sequence[int]) -> Array:
    """The weights of the candidates with one item left out at a time."""
    changes = np.concatenate(np.broadcast_arrays(*(-evidence.parts[row] for row in rows)))
    if whose == "none":
        return if_person_changed(evidence, changes[:, :, 0, 0])
    return if_leg_changed(evidence, as_side(whose), np.exp(changes))


def _rates(evidence: Evidence) -> tuple[Array, Array, Array]:
    """How often each candidate shows a loss, and what is too strong, by its forms as they are weighed now."""
    tables = evidence.tables
    lost, raised = (np.zeros((len(evidence.observations), len(tables.columns))) for _ in range(2))
    for row, observation in enumerate(evidence.observations):
        depth = depth_in(tables, observation.item, Setting(observation.asymptomatic, observation.explained))
        mild = depth[0, :, 0, :, 0]
        lost[row] = mild[:, 0] if mild.shape[1] == 1 else mild @ tables.weights
        raised[row] = tables.raised[observation.item.group][observation.item.place]
    healthy = np.stack([lost[:, tables.none], raised[:, tables.none]], axis=-1)
    return _by_candidate(evidence, lost), _by_candidate(evidence, raised), healthy


def _by_candidate(evidence: Evidence, figures: Array) -> Array:
    """Figures of the columns, [observation, column], as those of the candidates, [observation, candidate]."""
    none, masses = evidence.tables.none, evidence.masses[0]
    right, left = (figures[:, _columns()[side]] for side in SIDES)
    spared = {side: _columns()[side] == none for side in SIDES}
    person = np.where(spared["left"], right, np.where(spared["right"], left, 0.5 * (right + left)))
    whose = np.array([observation.side for observation in evidence.observations])[:, None]
    of_hypothesis = np.where(whose == "right", right, np.where(whose == "left", left, person))
    weights = np.maximum(masses, SMALLEST)
    shares: Array = ((of_hypothesis * weights) @ members()) / (weights @ members())
    return shares


@cache
def _columns() -> dict[str, NDArray[np.int64]]:
    """The column of each leg in every hypothesis."""
    return {side: np.array([getattr(found, side) for found in hypotheses()]) for side in SIDES}
