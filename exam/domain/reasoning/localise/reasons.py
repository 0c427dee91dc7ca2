"""Reasons: the effect of each finding, as the log-odds of a candidate with it minus those without it, in decibans.

The odds are those against every cause that does not contain the candidate.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from exam.domain.reasoning.conclusions import Reason, Rival
from exam.domain.reasoning.localise.columns import cells_of
from exam.domain.reasoning.localise.evidence import log_likelihood
from exam.domain.reasoning.localise.normal import Array
from exam.domain.reasoning.localise.observe import Observation, Result
from exam.domain.reasoning.localise.posterior import Evidence, current_weights, if_leg_changed, if_person_changed
from exam.domain.reasoning.localise.ranking import Name, containing, names
from exam.domain.record.model import as_side

LEAST_DECIBANS = 0.3
LEAST_BETWEEN = 1.0
MOST_BETWEEN = 3
SMALLEST = 1e-300


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The weights of the candidates as they are, [candidate], and with one result left out, [result, candidate]."""

    results: tuple[tuple[Observation, Result], ...]
    whole: Array
    without: Array


def leave_out(evidence: Evidence) -> LeftOut:
    """Leave out one result at a time."""
    places = [
        (place, result) for place, observation in enumerate(evidence.observations) for result in observation.results
    ]
    whole = current_weights(evidence)
    without = np.zeros((len(places), len(whole)))
    whose = [evidence.observations[place].side for place, _ in places]
    for side in dict.fromkeys(whose):
        rows = [row for row, of in enumerate(whose) if of == side]
        without[rows] = _without(evidence, side, [places[row] for row in rows])
    return LeftOut(tuple((evidence.observations[place], result) for place, result in places), whole, without)


def reasons_for(left_out: LeftOut, wanted: Iterable[int]) -> dict[int, tuple[Reason, ...]]:
    """The reasons of each wanted candidate, the strongest first; those of less than 0.3 decibans are left out."""
    moved = 10.0 * (_log_odds(left_out.whole) - _log_odds(left_out.without))
    return {candidate: _reasons(left_out, moved[:, candidate], names()[candidate]) for candidate in wanted}


def rivals_of(left_out: LeftOut, first: int, others: Iterable[int]) -> tuple[Rival, ...]:
    """What distinguishes the leading candidate from each other: at most three findings of a deciban or more."""
    return tuple(_rival(left_out, first, other) for other in others)


def _rival(left_out: LeftOut, first: int, other: int) -> Rival:
    logs = np.log10(np.maximum(np.vstack([left_out.whole, left_out.without]), SMALLEST))
    between = 10.0 * (logs[:, first] - logs[:, other])
    reasons = _reasons(left_out, between[0] - between[1:], names()[first])
    better = [reason for reason in reasons if reason.direction == "supports" and reason.decibans >= LEAST_BETWEEN]
    return Rival(names()[other].cause, names()[other].side, tuple(better[:MOST_BETWEEN]))


def _log_odds(weights: Array) -> Array:
    """Of each candidate against all that do not contain it: L5 does not compete with L5 and S1 together."""
    rest = np.maximum(weights.sum(axis=-1, keepdims=True) - weights @ containing().T, SMALLEST)
    odds: Array = np.log10(np.maximum(weights, SMALLEST)) - np.log10(rest)
    return odds


def _without(evidence: Evidence, whose: str, results: list[tuple[int, Result]]) -> Array:
    """The weights of the candidates with one result left out at a time."""
    changes = np.concatenate(np.broadcast_arrays(*(_change(evidence, *result) for result in results)))
    if whose == "none":
        return if_person_changed(evidence, changes[:, :, 0, 0])
    return if_leg_changed(evidence, as_side(whose), np.exp(changes))


def _change(evidence: Evidence, place: int, result: Result) -> Array:
    observation = evidence.observations[place]
    return log_likelihood(evidence.tables, observation, leave_out=result) - evidence.parts[place]


def _reasons(left_out: LeftOut, moved: Array, name: Name) -> tuple[Reason, ...]:
    found = [
        _reason(observation, result, float(decibans), name)
        for (observation, result), decibans in zip(left_out.results, moved, strict=True)
        if abs(decibans) >= LEAST_DECIBANS
    ]
    return tuple(sorted(found, key=lambda reason: (-abs(reason.decibans), reason.finding, reason.side != "right")))


def _reason(observation: Observation, result: Result, decibans: float, name: Name) -> Reason:
    row = observation.item.row
    cells = cells_of(row, name.cause) or row.cells[:1]
    sources = tuple(dict.fromkeys(source for cell in cells for source in cell.sources)) or row.sources
    judged = any(cell.basis == "judgement" for cell in cells)
    return Reason(
        finding=result.finding,
        side=result.side,
        value=result.value,
        direction="supports" if decibans > 0 else "against",
        decibans=round(abs(decibans), 1),
        basis="judgement" if judged else cells[0].basis,
        sources=sources,
    )
