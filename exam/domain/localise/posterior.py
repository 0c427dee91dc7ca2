"""The posterior over hypotheses: exact, by adding up every pair of columns, constitution and node of severity."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exam.domain.localise.evidence import constitution_weights, log_likelihood, total
from exam.domain.localise.hypotheses import hypotheses, prior
from exam.domain.localise.normal import Array
from exam.domain.localise.observe import Complaint, Observation, complaint_of, observe
from exam.domain.localise.tables import CONSTITUTIONS, Tables
from exam.domain.record import SIDES, ExamRecord, Side


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was seen in one record, as log-likelihoods.

    `legs[side]`: [draw, column, constitution, node]; `person`: [draw, column]; `parts` the same for each observation.
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
    parts = tuple(log_likelihood(tables, seen, is_quiet(complaint, seen.side)) for seen in observations)
    draws = len(tables.priors["leg.root"])
    shape = (draws, len(tables.columns), len(CONSTITUTIONS), len(tables.weights))
    both = list(zip(observations, parts, strict=True))
    return Evidence(
        tables=tables,
        complaint=complaint,
        observations=observations,
        parts=parts,
        legs={side: total((part for seen, part in both if seen.side == side), shape) for side in SIDES},
        person=total((part[:, :, 0, 0] for seen, part in both if seen.side == "none"), shape[:2]),
        prior=prior(tables, complaint),
        constitutions=constitution_weights(tables, record.patient.age),
    )


def is_quiet(complaint: Complaint, side: str) -> bool:
    """Whether a leg is known not to complain."""
    return (side == "right" and complaint.right is False) or (side == "left" and complaint.left is False)


def posterior(evidence: Evidence) -> Array:
    """P(hypothesis | everything seen), [draw, hypothesis]."""
    weighed = masses(evidence, evidence.legs["right"], evidence.legs["left"], evidence.person)
    result: Array = weighed / weighed.sum(axis=-1, keepdims=True)
    return result


def masses(evidence: Evidence, right: Array, left: Array, person: Array) -> Array:
    """Prior times likelihood of each hypothesis, [..., draw, hypothesis], up to one factor for the whole evidence.

    `right`, `left` and `person` are log-likelihoods that may have further axes before the draw.
    """
    ones, others = _columns()
    weights = evidence.tables.weights
    right = np.exp(right - evidence.legs["right"].max(axis=(-3, -2, -1), keepdims=True))
    left = np.exp(left - evidence.legs["left"].max(axis=(-3, -2, -1), keepdims=True))
    joint = _apart(right, weights)[..., ones, :] * _apart(left, weights)[..., others, :]
    together, places = _together(right, left, weights)
    joint[..., places, :] = together
    likelihood = np.einsum("...hc,...c->...h", joint, evidence.constitutions)
    story = _story(person, evidence.tables)
    highest = _story(evidence.person, evidence.tables).max(axis=-1, keepdims=True)
    weighed: Array = evidence.prior * likelihood * np.exp(story - highest)
    return weighed


def _columns() -> tuple[Array, Array]:
    found = hypotheses()
    return np.array([one.right for one in found]), np.array([one.left for one in found])


def _apart(leg: Array, weights: Array) -> Array:
    """Each leg with a severity of its own: [..., column, constitution]."""
    integrated: Array = leg @ weights
    return integrated


def _together(right: Array, left: Array, weights: Array) -> tuple[Array, list[int]]:
    """One lesion, one severity for both legs: [..., hypothesis, constitution], and which hypotheses these are."""
    places = [place for place, found in enumerate(hypotheses()) if found.together]
    columns = [hypotheses()[place].right for place in places]
    return (right[..., columns, :, :] * left[..., columns, :, :]) @ weights, places


def _story(person: Array, tables: Tables) -> Array:
    """What belongs to the person goes to the lesion; where both legs have one, each explains half of it (in logs)."""
    ones, others = _columns()
    one, other = person[..., ones], person[..., others]
    return np.where(others == tables.none, one, np.where(ones == tables.none, other, 0.5 * (one + other)))
