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
from exam.domain.localise.tables import CONSTITUTIONS, Tables
from exam.domain.record import SIDES, ExamRecord, Side

Places = NDArray[np.int64]
UNCHANGED = np.ones((1, 1, 1, 1))


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
    parts = tuple(log_likelihood(tables, seen, quiet=is_quiet(complaint, seen.side)) for seen in observations)
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


def is_quiet(complaint: Complaint, side: str) -> bool:
    """Whether a leg is known not to complain."""
    return (side == "right" and complaint.right is False) or (side == "left" and complaint.left is False)


def posterior(evidence: Evidence) -> Array:
    """P(hypothesis | everything seen), [draw, hypothesis]."""
    weighed = masses(evidence)
    result: Array = weighed / weighed.sum(axis=-1, keepdims=True)
    return result


def masses(
    evidence: Evidence, *, right: Array = UNCHANGED, left: Array = UNCHANGED, person: Array | None = None
) -> Array:
    """Prior times likelihood of each hypothesis, [..., draw, hypothesis], up to one factor for the whole evidence.

    `right` and `left` multiply the likelihood of a leg, `person` adds to the log-likelihood of the person, to ask what
    would be if something more were seen, or less; they may have further axes before the draw.
    """
    ones, others = _columns()
    weights = evidence.tables.weights
    one, other = evidence.legs["right"] * right, evidence.legs["left"] * left
    joint = (one @ weights)[..., ones, :] * (other @ weights)[..., others, :]
    places = _together()
    shared = ones[places]
    joint[..., places, :] = (one[..., shared, :, :] * other[..., shared, :, :]) @ weights
    likelihood = (joint * evidence.constitutions[:, None, :]).sum(axis=-1)
    story = _story(evidence.person if person is None else evidence.person + person, evidence.tables)
    highest = _story(evidence.person, evidence.tables).max(axis=-1, keepdims=True)
    weighed: Array = evidence.prior * likelihood * np.exp(story - highest)
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
