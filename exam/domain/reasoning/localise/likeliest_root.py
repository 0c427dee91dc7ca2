"""The likeliest single root of each leg: how probable it is that the leg has it, alone or with other roots."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from exam.domain.reasoning.conclusions import LikeliestRoot
from exam.domain.reasoning.localise.hypotheses import hypotheses
from exam.domain.reasoning.localise.normal import Array
from exam.domain.reasoning.localise.observe import Observation
from exam.domain.reasoning.localise.statement import is_examined
from exam.domain.reasoning.localise.tables import base_tables
from exam.domain.record.causes import roots_named
from reference.vocabulary import SIDES, Side

WORTH_NAMING = 0.1
"""Probability below which no root of a leg is named (judgement)."""


def likeliest_roots(probabilities: Array, observations: Sequence[Observation]) -> tuple[LikeliestRoot, ...]:
    """At most one root for each leg, right first, from the probabilities of all hypotheses, [hypothesis].

    A leg is left out where no root reaches `WORTH_NAMING`, or where no test that points to roots was done on it.
    """
    found = (_likeliest(side, probabilities) for side in SIDES if is_examined(side, observations))
    return tuple(root for root in found if root.probability >= WORTH_NAMING)


def _likeliest(side: Side, probabilities: Array) -> LikeliestRoot:
    of_roots = probabilities @ _with_root(side)
    place = int(of_roots.round(12).argmax())
    return LikeliestRoot(roots_named()[place], side, float(of_roots[place]))


@cache
def _with_root(side: Side) -> Array:
    """[hypothesis, root]: 1 where this leg has the root; the other leg of a lesion of both may have another."""
    columns = base_tables().columns
    legs = [columns[found.right if side == "right" else found.left] for found in hypotheses()]
    return np.array([[float(root in leg.roots) for root in roots_named()] for leg in legs])
