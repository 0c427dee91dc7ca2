"""The posterior over hypotheses: exact, by adding up every pair of columns, constitution and node of severity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from exam.domain.reasoning.localise.evidence import constitution_weights, log_likelihood, total
from exam.domain.reasoning.localise.hypotheses import hypotheses, prior
from exam.domain.reasoning.localise.normal import Array
from exam.domain.reasoning.localise.observe import Complaint, Observation, complaint_of, observe
from exam.domain.reasoning.localise.ranking import candidate_of, members
from exam.domain.reasoning.localise.tables import Tables
from exam.domain.record.model import ExamRecord
from reference.vocabulary import CONSTITUTIONS, SIDES, Side

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All observations of one record, as likelihoods.

    `parts` are the log-likelihoods of the observations. `legs[side]` is the likelihood of all on one leg,
    [draw, column, constitution, node]; `before` is the prior times the likelihood of the person's findings, and
    `masses` is `before` times that of the legs, both [draw, hypothesis]; each up to a constant factor.
    """

    tables: Tables
    complaint: Complaint
    observations: tuple[Observation, ...]
    parts: tuple[Array, ...]
    legs: dict[Side, Array]
    constitutions: Array
    before: Array
    masses: Array


def gather(record: ExamRecord, tables: Tables) -> Evidence:
    """The evidence of a record under these tables."""
    complaint = complaint_of(record)
    observations = observe(record, tables)
    parts = tuple(log_likelihood(tables, observation) for observation in observations)
    shape = (len(tables.priors["leg.root"]), len(tables.columns), len(CONSTITUTIONS), len(tables.weights))
    both = list(zip(observations, parts, strict=True))
    logs = {side: total((part for observation, part in both if observation.side == side), shape) for side in SIDES}
    legs = {side: np.exp(leg - leg.max(axis=(-3, -2, -1), keepdims=True)) for side, leg in logs.items()}
    person = total((part[:, :, 0, 0] for observation, part in both if observation.side == "none"), shape[:2])
    logs_of_person = _by_hypothesis(person, tables)
    before = prior(tables, complaint) * np.exp(logs_of_person - logs_of_person.max(axis=-1, keepdims=True))
    constitutions = constitution_weights(tables, record.patient.age)
    masses = before * _of_legs(tables, legs, constitutions)
    return Evidence(tables, complaint, observations, parts, legs, constitutions, before, masses)


def posterior(evidence: Evidence) -> Array:
    """P(hypothesis | all observations), [draw, hypothesis].

    The findings of some lesions are misleading (roots and nerves vary, two examiners differ): they then show only that
    there is a lesion, and each lesion is as likely as in the prior. Reasons and next tests take findings at face value.
    """
    tables = evidence.tables
    found = evidence.masses / evidence.masses.sum(axis=-1, keepdims=True)
    lesions = prior(tables, evidence.complaint) * _some_lesion(tables)
    lesions = lesions / lesions.sum(axis=-1, keepdims=True) * (found @ _some_lesion(tables))[:, None]
    misleading = tables.priors["findings.misleading"][..., None]
    result: Array = found + misleading * (lesions - found * _some_lesion(tables))
    return result


def with_changes(evidence: Evidence, changes: Mapping[str, Array]) -> Evidence:
    """The evidence if these were added to its log-likelihoods, each change in the place of a draw.

    `changes` are [change, column, constitution, node] for a side, or for the person (`none`) with 1 for the last two.
    """
    legs = {side: leg * np.exp(changes[side]) if side in changes else leg for side, leg in evidence.legs.items()}
    person = changes.get("none")
    factor = 1.0 if person is None else np.exp(_by_hypothesis(person[:, :, 0, 0], evidence.tables))
    before = evidence.before * factor
    masses = before * _of_legs(evidence.tables, legs, evidence.constitutions)
    return replace(evidence, legs=legs, before=before, masses=masses)


def _of_legs(tables: Tables, legs: dict[Side, Array], constitutions: Array) -> Array:
    """P(both legs | hypothesis), [draw, hypothesis]: a separate severity for each leg, or one for both."""
    ones, others = _columns()
    right, left = legs["right"], legs["left"]
    joint = (right @ tables.weights)[:, ones] * (left @ tables.weights)[:, others]
    both = ones[_together()]
    joint[:, _together()] = (right[:, both] * left[:, both]) @ tables.weights
    likelihood: Array = (joint * constitutions[:, None, :]).sum(axis=-1)
    return likelihood


def current_weights(evidence: Evidence) -> Array:
    """Unnormalised weights of the candidates, [candidate], in the first draw."""
    weighed: Array = evidence.masses[0] @ members()
    return weighed


def if_leg_changed(evidence: Evidence, side: Side, *stacks: Array) -> Array:
    """The same weights, [change, candidate], if the likelihood of one leg were multiplied by each of these factors.

    `stacks` are joined along `change`, [change, column, constitution, node] each; an axis may have the size 1.
    """
    other: Side = "left" if side == "right" else "right"
    weights, constitution, before = evidence.tables.weights, evidence.constitutions[0], evidence.before[0]
    leg, rest = evidence.legs[side][0], evidence.legs[other][0]
    apart, alike = leg * weights, _together()
    both = _columns()[0][alike]
    one_lesion = apart[both] * rest[both]
    spread = _spread_over(side, before, rest @ weights * constitution)
    own = before[alike, None] * members()[alike]
    spread_alike = (own[:, None] * constitution[:, None]).reshape(-1, own.shape[1])
    changed = [
        _integrated(apart, factors) @ spread + _integrated(one_lesion, _at(factors, both)) @ spread_alike
        for factors in stacks
    ]
    return np.concatenate(changed)


def _at(factors: Array, columns: Places) -> Array:
    return factors if factors.shape[1] == 1 else factors[:, columns]


def _integrated(leg: Array, factors: Array) -> Array:
    """Sum over the nodes of severity: [change, column and constitution]."""
    factors = np.broadcast_to(factors, (len(factors), len(leg), factors.shape[2], leg.shape[-1]))
    if factors.shape[2] > 1:
        summed: Array = (leg * factors).sum(axis=-1)
    else:
        summed = np.matmul(factors[:, :, 0].transpose(1, 0, 2), leg.transpose(0, 2, 1)).transpose(1, 0, 2)
    return summed.reshape(len(factors), -1)


def _spread_over(side: Side, before: Array, rest: Array) -> Array:
    """[column and constitution of one leg, candidate]: the weight of each by the other leg and the prior."""
    ones, others = _columns() if side == "right" else _columns()[::-1]
    alone = before.copy()
    alone[_together()] = 0.0
    # Each hypothesis adds its prior times the weight of the other leg's column, for its own column and candidate.
    spread = np.zeros((len(rest), members().shape[1], rest.shape[1]))
    np.add.at(spread, (ones, candidate_of()), alone[:, None] * rest[others])
    return spread.transpose(0, 2, 1).reshape(-1, members().shape[1])


def if_person_changed(evidence: Evidence, changes: Array) -> Array:
    """The same weights, if the log-likelihoods of the person were changed by `changes`, [change, column]."""
    weighed: Array = (np.exp(_by_hypothesis(changes, evidence.tables)) * evidence.masses[0]) @ members()
    return weighed


@cache
def _some_lesion(tables: Tables) -> Array:
    """[hypothesis]: 1 where either leg has a lesion."""
    ones, others = _columns()
    some: Array = ((ones != tables.none) | (others != tables.none)).astype(np.float64)
    return some


@cache
def _columns() -> tuple[Places, Places]:
    found = hypotheses()
    return np.array([pair.right for pair in found]), np.array([pair.left for pair in found])


@cache
def _together() -> Places:
    """The hypotheses of one lesion, with one severity, in both legs."""
    return np.array([place for place, found in enumerate(hypotheses()) if found.together])


def _by_hypothesis(person: Array, tables: Tables) -> Array:
    """Findings of the person are explained by the lesion; where both legs have one, each by half of it (in logs)."""
    ones, others = _columns()
    one, other = person[..., ones], person[..., others]
    return np.where(others == tables.none, one, np.where(ones == tables.none, other, 0.5 * (one + other)))
