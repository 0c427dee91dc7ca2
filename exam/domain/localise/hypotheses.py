"""What may be wrong with the person: a column for each leg, or one for both, with its probability beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np

from exam.domain.causes import NO_LESION, root_cause
from exam.domain.localise.columns import OF_THE_PERSON
from exam.domain.localise.normal import Array
from exam.domain.localise.observe import Complaint
from exam.domain.localise.tables import Tables, base_tables


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A pair of columns and the candidate it counts towards; `together` when one lesion takes both legs."""

    right: int
    left: int
    cause: str
    side: str
    together: bool = False


@cache
def hypotheses() -> tuple[Hypothesis, ...]:
    """Every pair of columns that the model allows.

    Both legs may have root lesions, alike or not, or the same nerve or plexus lesion; two different causes that
    are not roots are not considered (too rare to tell apart at the bedside).
    """
    columns = base_tables().columns
    return tuple(found for right, left in product(range(len(columns)), repeat=2) if (found := _pair(right, left)))


def _pair(right: int, left: int) -> Hypothesis | None:
    columns = base_tables().columns
    one, other = columns[right], columns[left]
    if one.cause == NO_LESION and other.cause == NO_LESION:
        return Hypothesis(right, left, NO_LESION, "none")
    if one.of_the_person or other.of_the_person:
        return _of_the_person(right, left)
    if other.cause == NO_LESION:
        return Hypothesis(right, left, one.cause, "right")
    if one.cause == NO_LESION:
        return Hypothesis(right, left, other.cause, "left")
    if one.roots and other.roots:
        return Hypothesis(right, left, root_cause((*one.roots, *other.roots)), "both")
    return Hypothesis(right, left, one.cause, "both") if right == left else None


def _of_the_person(right: int, left: int) -> Hypothesis | None:
    """A lesion of cord or brain may take one leg; a polyneuropathy and the cauda equina take both."""
    columns = base_tables().columns
    one, other = columns[right], columns[left]
    if right == left:
        return Hypothesis(right, left, one.cause, "both", together=True)
    if {one.kind, other.kind} == {"upper_motor_neuron", "none"}:
        return Hypothesis(right, left, *((one.cause, "right") if other.kind == "none" else (other.cause, "left")))
    return None


@cache
def prior(tables: Tables, complaint: Complaint) -> Array:
    """P(hypothesis) before any finding, [draw, hypothesis], given which legs complain."""
    right, left = (_leg(tables, of) for of in (complaint.right, complaint.left))
    person = _person(tables, complaint)
    bilateral = complaint.right is True and complaint.left is True
    agree = tables.priors["both_legs.agree"] if bilateral else 0.0 * tables.priors["both_legs.agree"]
    weights = [_weight(tables, hypothesis, right, left, agree, person) for hypothesis in hypotheses()]
    stacked = np.stack(np.broadcast_arrays(*weights), axis=-1)
    total: Array = stacked / stacked.sum(axis=-1, keepdims=True)
    return total


def _weight(
    tables: Tables, found: Hypothesis, right: Array, left: Array, agree: Array, person: dict[str, Array]
) -> Array:
    column = tables.columns[found.right if found.side == "right" else found.left]
    if found.cause in person:
        part = 1.0 if found.together else 0.15
        return person[found.cause] * column.share * part
    apart = right[..., found.right] * left[..., found.left]
    alike = 0.5 * (right[..., found.right] + left[..., found.left]) if found.right == found.left else 0.0 * apart
    everyone = 1.0 - np.asarray(sum(person.values()))
    weighed: Array = everyone * ((1.0 - agree) * apart + agree * alike)
    return weighed


def _leg(tables: Tables, complaint: bool | None) -> Array:
    """P(column) of one leg, [draw, column]: no lesion has what the others leave."""
    shares = np.stack(np.broadcast_arrays(*(_share(tables, place) for place in range(len(tables.columns)))), axis=-1)
    if complaint is not True:
        total = tables.priors["quiet_leg.lesion" if complaint is False else "unknown_leg.lesion"]
        shares = shares / shares.sum(axis=-1, keepdims=True) * total[:, None]
    shares[..., tables.none] = 1.0 - shares.sum(axis=-1)
    return shares


def _share(tables: Tables, place: int) -> Array:
    column, priors = tables.columns[place], tables.priors
    if column.cause == NO_LESION or column.of_the_person:
        return 0.0 * priors["leg.root"]
    if not column.roots:
        return priors[f"leg.{column.cause}"] * column.share
    if len(column.roots) > 1:
        return priors["leg.root"] * priors[column.cause.replace("root.", "roots.")]
    several: Array = np.asarray(sum(p for id, p in priors.items() if id.startswith("roots.")))
    single: Array = np.asarray(sum(p for id, p in priors.items() if id.startswith("root.")))
    return priors["leg.root"] * (1.0 - several) * priors[column.cause] / single


def _person(tables: Tables, complaint: Complaint) -> dict[str, Array]:
    both = complaint.right is True and complaint.left is True
    kind = "both" if both else "person"
    return {cause: tables.priors[f"{kind}.{cause}"] for cause in OF_THE_PERSON}
