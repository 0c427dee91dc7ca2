"""What may be wrong with the person: a column for each leg, or one for both, with its prior probability."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import product

import numpy as np

from exam.domain.reasoning.localise.normal import Array
from exam.domain.reasoning.localise.observe import Complaint
from exam.domain.reasoning.localise.tables import Tables, base_tables
from exam.domain.record.causes import NO_LESION, root_cause
from reference.cells import one_leg_prior
from reference.vocabulary import SIDES, Side

MOST_LESIONS = 0.95
COMPLAINING = 0.95
"""Where one leg has symptoms and a cord or brain lesion affects one leg, how often it is that one (judgement)."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A pair of columns and the candidate it counts towards; `together` when one lesion affects both legs."""

    right: int
    left: int
    cause: str
    side: str
    together: bool = False


@cache
def hypotheses() -> tuple[Hypothesis, ...]:
    """Every pair of columns that the model allows.

    Both legs may have root lesions, alike or not, or the same nerve or plexus lesion; two different causes that
    are not roots are not considered (too rare to distinguish at the bedside).
    """
    columns = base_tables().columns
    return tuple(found for right, left in product(range(len(columns)), repeat=2) if (found := _pair(right, left)))


def _pair(right: int, left: int) -> Hypothesis | None:
    columns = base_tables().columns
    one, other = columns[right], columns[left]
    if one.cause == NO_LESION and other.cause == NO_LESION:
        return Hypothesis(right, left, NO_LESION, "none")
    if one.is_generalised or other.is_generalised:
        return _generalised(right, left)
    if other.cause == NO_LESION:
        return Hypothesis(right, left, one.cause, "right")
    if one.cause == NO_LESION:
        return Hypothesis(right, left, other.cause, "left")
    if one.roots and other.roots:
        return Hypothesis(right, left, root_cause((*one.roots, *other.roots)), "both")
    return Hypothesis(right, left, one.cause, "both") if right == left else None


def _generalised(right: int, left: int) -> Hypothesis | None:
    """A generalised cause affects both legs; some kinds, as a lesion of cord or brain, may affect one."""
    columns = base_tables().columns
    one, other = columns[right], columns[left]
    if right == left:
        return Hypothesis(right, left, one.cause, "both", together=not one.kind.asymmetric)
    if one.kind.one_leg and other.cause == NO_LESION:
        return Hypothesis(right, left, one.cause, "right")
    if other.kind.one_leg and one.cause == NO_LESION:
        return Hypothesis(right, left, other.cause, "left")
    return None


@cache
def prior(tables: Tables, complaint: Complaint) -> Array:
    """P(hypothesis) before any finding, [draw, hypothesis], given which legs have symptoms.

    Where one leg alone is named, its side may be a slip: the mirrored complaint has a small share.
    """
    mirrored = replace(complaint, right=complaint.left, left=complaint.right)
    if complaint == mirrored:
        return _prior(tables, complaint)
    slip = tables.priors["complaint.wrong_side"][:, None]
    mixed: Array = (1.0 - slip) * _prior(tables, complaint) + slip * _prior(tables, mirrored)
    return mixed


def _prior(tables: Tables, complaint: Complaint) -> Array:
    root = tables.priors["joint_pain.root" if complaint.joint_pain else "leg.root"]
    legs = {side: _leg(tables, complaint.of(side), root) for side in SIDES}
    person = _person(tables, complaint)
    agree = tables.priors["both_legs.agree"] * float(complaint.both)
    of_legs = 1.0 - np.asarray(sum(person.values()))
    weights = [
        person[found.cause] * _form(tables, found, complaint)
        if found.cause in person
        else of_legs * _of_legs(found, legs, agree)
        for found in hypotheses()
    ]
    stacked = np.stack(np.broadcast_arrays(*weights), axis=-1)
    total: Array = stacked / stacked.sum(axis=-1, keepdims=True)
    return total


def _of_legs(found: Hypothesis, legs: dict[Side, Array], agree: Array) -> Array:
    """Each leg independently or, where both have symptoms, often with the same lesion."""
    right, left = legs["right"][..., found.right], legs["left"][..., found.left]
    alike = 0.5 * (right + left) if found.right == found.left else 0.0 * right
    weighed: Array = (1.0 - agree) * right * left + agree * alike
    return weighed


def _form(tables: Tables, found: Hypothesis, complaint: Complaint) -> Array:
    """The share of one form of a generalised cause, in both legs or, where its kind allows it, in one."""
    column = tables.columns[found.left if found.side == "left" else found.right]
    share = column.share
    if not column.kind.one_leg:
        return np.array([share])
    complaining = "both_symptomatic" if complaint.both else "not_reported" if complaint.neither else "one_symptomatic"
    one_leg = tables.priors[one_leg_prior(found.cause, complaining)]
    if found.together:
        return share * (1.0 - one_leg)
    return share * one_leg * _this_leg(complaining, named=complaint.right if found.side == "right" else complaint.left)


def _this_leg(complaining: str, *, named: bool | None) -> float:
    """How often the one affected leg is this one rather than the other."""
    if complaining != "one_symptomatic":
        return 0.5
    return COMPLAINING if named is True else 1.0 - COMPLAINING


def _leg(tables: Tables, complaint: bool | None, root: Array) -> Array:
    """P(column) of one leg, [draw, column]: no lesion has the remainder. `root` is that of any root lesion."""
    places = range(len(tables.columns))
    shares = np.stack(np.broadcast_arrays(*(_share(tables, place, root) for place in places)), axis=-1)
    if complaint is not True:
        total = tables.priors["asymptomatic_leg.lesion" if complaint is False else "unreported_leg.lesion"]
        shares = shares / shares.sum(axis=-1, keepdims=True) * total[:, None]
    # Figures drawn high may add up to more than a whole.
    shares *= np.minimum(1.0, MOST_LESIONS / shares.sum(axis=-1, keepdims=True))
    shares[..., tables.none] = 1.0 - shares.sum(axis=-1)
    return shares


def _share(tables: Tables, place: int, root: Array) -> Array:
    column, priors = tables.columns[place], tables.priors
    if column.cause == NO_LESION or column.is_generalised:
        return 0.0 * root
    if not column.roots:
        return priors[f"leg.{column.cause}"] * column.share
    if len(column.roots) > 1:
        return root * priors[column.cause.replace("root.", "roots.")]
    several: Array = np.asarray(sum(p for id, p in priors.items() if id.startswith("roots.")))
    single: Array = np.asarray(sum(p for id, p in priors.items() if id.startswith("root.")))
    return root * (1.0 - several) * priors[column.cause] / single


def _person(tables: Tables, complaint: Complaint) -> dict[str, Array]:
    kind = "both" if complaint.both else "person"
    causes = dict.fromkeys(column.cause for column in tables.columns if column.is_generalised)
    return {cause: tables.priors[f"{kind}.{cause}"] for cause in causes}
