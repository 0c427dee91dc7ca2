"""The posterior over hypotheses: exact, by adding up every pair of columns, constitution and node of severity."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from exam.domain.localise.evidence import constitution_weights, log_likelihood, total
from exam.domain.localise.hypotheses import hypotheses, prior
from exam.domain.localise.normal import Array
from exam.domain.localise.observe import Complaint, Observation, complaint_of, observe
from exam.domain.localise.ranking import candidate_of, members
from exam.domain.localise.tables import CONSTITUTIONS, Tables
from exam.domain.record import SIDES, ExamRecord, Side

Places = NDArray[np.int64]
UNCHANGED = np.ones((1, 1, 1, 1))
"""The factor that leaves a leg as it is."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was seen in one record.

    `parts` are the log-likelihoods of the observations. `legs[side]` is the likelihood of all on one leg,
    [draw, column, constitution, node], and `person` the log-likelihood of what belongs to the person,
    [draw, column]; each up to a factor of its own.
    """

    tables: Tables
    complaint: Complaint
    observations: tuple[Observation, ...]
    parts: tuple[Array, ...]
    legs: dict[Side, Array]
    person: Array
    prior: Array
    constitutions: Array


def gather(record: ExamRecord, tables: Tables) -> Evidence:
    """Look at the record through the tables."""
    complaint = complaint_of(record)
    observations = observe(record, tables)
    parts = tuple(log_likelihood(tables, seen) for seen in observations)
    shape = (len(tables.priors["leg.root"]), len(tables.columns), len(CONSTITUTIONS), len(tables.weights))
    both = list(zip(observations, parts, strict=True))
    legs = {side: total((part for seen, part in both if seen.side == side), shape) for side in SIDES}
    return Evidence(
        tables=tables,
        complaint=complaint,
        observations=observations,
        parts=parts,
        legs={side: np.exp(leg - leg.max(axis=(-3, -2, -1), keepdims=True)) for side, leg in legs.items()},
        person=total((part[:, :, 0, 0] for seen, part in both if seen.side == "none"), shape[:2]),
        prior=prior(tables, complaint),
        constitutions=constitution_weights(tables, record.patient.age),
    )


def posterior(evidence: Evidence) -> Array:
    """P(hypothesis | everything seen), [draw, hypothesis]."""
    ones, others = _columns()
    weights = evidence.tables.weights
    right, left = evidence.legs["right"], evidence.legs["left"]
    joint = (right @ weights)[:, ones] * (left @ weights)[:, others]
    joint[:, _together()] = (right[:, ones[_together()]] * left[:, ones[_together()]]) @ weights
    weighed = (joint * evidence.constitutions[:, None, :]).sum(axis=-1) * _before(evidence, evidence.person)
    result: Array = weighed / weighed.sum(axis=-1, keepdims=True)
    return result


def if_leg_changed(evidence: Evidence, side: Side, factors: Array) -> Array:
    """Unnormalised weights of the candidates, [change, candidate], were the likelihood of one leg multiplied so.

    `factors`: [change, column, constitution, node]. Uses the first draw. A factor of 1 gives the weights as they are,
    so that changes can be compared with these and with one another.
    """
    other: Side = "left" if side == "right" else "right"
    weights, constitution = evidence.tables.weights, evidence.constitutions[0]
    changed = evidence.legs[side][0] * factors
    rest = evidence.legs[other][0] @ weights * constitution
    before = _before(evidence, evidence.person)[0]
    apart = (changed @ weights).reshape(len(factors), -1) @ _spread_over(side, before, rest)
    both = _columns()[0][_together()]
    together = ((changed[:, both] * evidence.legs[other][0, both]) @ weights) @ constitution
    weighed: Array = apart + together @ (before[_together(), None] * members()[_together()])
    return weighed


def _spread_over(side: Side, before: Array, rest: Array) -> Array:
    """[column and constitution of one leg, candidate]: what the other leg and the prior make of each."""
    ones, others = _columns() if side == "right" else _columns()[::-1]
    alone = before.copy()
    alone[_together()] = 0.0
    # Hypotheses as rows: each leads from a column of the one leg, past one of the other, to its candidate.
    spread = np.zeros((len(rest), members().shape[1], rest.shape[1]))
    np.add.at(spread, (ones, candidate_of()), alone[:, None] * rest[others])
    return spread.transpose(0, 2, 1).reshape(-1, members().shape[1])


def if_person_changed(evidence: Evidence, changes: Array) -> Array:
    """The same were the log-likelihoods of the person changed by `changes`, [change, column]."""
    factors = np.exp(_story(changes, evidence.tables))
    now = posterior(evidence)[0] * _scale(evidence)
    weighed: Array = (factors * now) @ members()
    return weighed


def _scale(evidence: Evidence) -> float:
    """The sum of the weights as they are."""
    return float(if_leg_changed(evidence, "right", np.ones((1, 1, 1, 1))).sum())


def _before(evidence: Evidence, person: Array) -> Array:
    """The prior times what belongs to the person, [draw, hypothesis], up to one factor."""
    story = _story(person, evidence.tables)
    weighed: Array = evidence.prior * np.exp(story - story.max(axis=-1, keepdims=True))
    return weighed


@cache
def _columns() -> tuple[Places, Places]:
    found = hypotheses()
    return np.array([pair.right for pair in found]), np.array([pair.left for pair in found])


@cache
def _together() -> Places:
    """The hypotheses of one lesion, with one severity, in both legs."""
    return np.array([place for place, found in enumerate(hypotheses()) if found.together])


def _story(person: Array, tables: Tables) -> Array:
    """What belongs to the person goes to the lesion; where both legs have one, each explains half of it (in logs)."""
    ones, others = _columns()
    one, other = person[..., ones], person[..., others]
    return np.where(others == tables.none, one, np.where(ones == tables.none, other, 0.5 * (one + other)))
