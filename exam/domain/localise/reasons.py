"""Reasons: what each finding moves, as the log-odds of a candidate with it less those without it, in decibans.

The odds are those against every cause that does not contain the candidate.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from exam.domain.causes import root_cause, roots_of
from exam.domain.conclusions import Reason
from exam.domain.localise.evidence import log_likelihood
from exam.domain.localise.normal import Array
from exam.domain.localise.observe import Observation, Seen
from exam.domain.localise.posterior import UNCHANGED, Evidence, if_leg_changed, if_person_changed
from exam.domain.localise.ranking import Name, containing, names
from exam.domain.record import as_side

LEAST_DECIBANS = 0.3
SMALLEST = 1e-300


def reasons_for(evidence: Evidence, wanted: Iterable[int]) -> dict[int, tuple[Reason, ...]]:
    """The reasons of each wanted candidate, the strongest first; those of less than 0.3 decibans are left out."""
    looks = [(place, seen) for place, observation in enumerate(evidence.observations) for seen in observation.seen]
    if not looks:
        return dict.fromkeys(wanted, ())
    moved = _decibans(evidence, looks)
    return {candidate: _reasons(evidence, looks, moved[:, candidate], names()[candidate]) for candidate in wanted}


def _decibans(evidence: Evidence, looks: list[tuple[int, Seen]]) -> Array:
    """[look, candidate]."""
    everything = _log_odds(if_leg_changed(evidence, "right", UNCHANGED))
    without = np.zeros((len(looks), everything.shape[-1]))
    whose = [evidence.observations[place].side for place, _ in looks]
    for side in dict.fromkeys(whose):
        rows = [row for row, of in enumerate(whose) if of == side]
        without[rows] = _without(evidence, side, [looks[row] for row in rows])
    return 10.0 * (everything - _log_odds(without))


def _log_odds(weights: Array) -> Array:
    """Of each candidate against all that do not contain it: L5 has nothing to prove against L5 and S1 together."""
    rest = np.maximum(weights.sum(axis=-1, keepdims=True) - weights @ containing().T, SMALLEST)
    odds: Array = np.log10(np.maximum(weights, SMALLEST)) - np.log10(rest)
    return odds


def _without(evidence: Evidence, whose: str, looks: list[tuple[int, Seen]]) -> Array:
    """The weights of the candidates with one look left out at a time."""
    changes = np.concatenate(np.broadcast_arrays(*(_change(evidence, *look) for look in looks)))
    if whose == "none":
        return if_person_changed(evidence, changes[:, :, 0, 0])
    return if_leg_changed(evidence, as_side(whose), np.exp(changes))


def _change(evidence: Evidence, place: int, seen: Seen) -> Array:
    observation = evidence.observations[place]
    return log_likelihood(evidence.tables, observation, leave_out=seen) - evidence.parts[place]


def _reasons(evidence: Evidence, looks: list[tuple[int, Seen]], moved: Array, name: Name) -> tuple[Reason, ...]:
    found = [
        _reason(evidence.observations[place], seen, float(decibans), name)
        for (place, seen), decibans in zip(looks, moved, strict=True)
        if abs(decibans) >= LEAST_DECIBANS
    ]
    return tuple(sorted(found, key=lambda reason: (-abs(reason.decibans), reason.finding, reason.side != "right")))


def _reason(observation: Observation, seen: Seen, decibans: float, name: Name) -> Reason:
    row = observation.item.row
    own = {name.cause, *(root_cause((root,)) for root in roots_of(name.cause))}
    cells = [cell for cell in row.cells if cell.cause.split(":")[0] in own] or list(row.cells[:1])
    sources = tuple(dict.fromkeys(source for cell in cells for source in cell.sources)) or row.sources
    judged = any(cell.basis == "judgement" for cell in cells)
    return Reason(
        finding=seen.finding,
        side=seen.side,
        value=seen.value,
        direction="supports" if decibans > 0 else "against",
        decibans=round(abs(decibans), 1),
        basis="judgement" if judged else cells[0].basis,
        sources=sources,
    )
