"""The prior probability of each hypothesis and each constitution."""

import math
from functools import cache
from typing import NamedTuple

from reference import load_reference
from tests.domain.reasoning.localise.oracle.seen import SIDES
from tests.domain.reasoning.localise.oracle.table import CORD, NONE, OF_THE_PERSON, columns, columns_of

COMPLAINING_LEG = 0.95


def prior_of(id):
    return load_reference().priors[id].p


def of_leg(complaint, root):
    """P(column) of one leg."""
    priors = load_reference().priors
    several = math.fsum(prior.p for id, prior in priors.items() if id.startswith("roots."))
    single = math.fsum(prior.p for id, prior in priors.items() if id.startswith("root."))
    shares = []
    for column in columns():
        if column.cause == NONE or column.cause in OF_THE_PERSON:
            shares.append(0.0)
        elif len(column.roots) > 1:
            shares.append(root * prior_of(column.cause.replace("root.", "roots.")))
        elif column.roots:
            shares.append(root * (1 - several) * prior_of(column.cause) / single)
        else:
            shares.append(prior_of(f"leg.{column.cause}") * column.share)
    if complaint is not True:
        whole = prior_of("asymptomatic_leg.lesion" if complaint is False else "unreported_leg.lesion")
        shares = [share / math.fsum(shares) * whole for share in shares]
    shares[columns_of(NONE)[0]] = 1 - math.fsum(shares)
    return shares


def one_leg(said):
    """How often a lesion of cord or brain affects one leg only, and which leg."""
    if all(said.values()):
        return prior_of(f"{CORD}.one_leg.both_symptomatic"), dict.fromkeys(SIDES, 0.5)
    if not any(said.values()):
        return prior_of(f"{CORD}.one_leg.not_reported"), dict.fromkeys(SIDES, 0.5)
    which = {side: COMPLAINING_LEG if said[side] else 1 - COMPLAINING_LEG for side in SIDES}
    return prior_of(f"{CORD}.one_leg.one_symptomatic"), which


class Hypothesis(NamedTuple):
    right: int
    left: int
    name: tuple[str, str]
    before: float
    together: bool


@cache
def pairs():
    """Every pair of columns that the model allows, with the candidate that it counts towards."""
    found = []
    for right, one in enumerate(columns()):
        for left, other in enumerate(columns()):
            name = name_of(one, other, same=right == left)
            found += [] if name is None else [(right, left, name)]
    return found


def hypotheses(said, joint):
    """Every pair with its prior weight; the side that complains may be a slip."""
    right, left = (said[side] for side in SIDES)
    as_said = hypotheses_without_slip(said, joint)
    if right == left:
        return list(as_said)
    slip = prior_of("complaint.wrong_side")
    turned = hypotheses_without_slip({"right": left, "left": right}, joint)
    return [
        one._replace(before=(1 - slip) * one.before + slip * other.before)
        for one, other in zip(as_said, turned, strict=True)
    ]


def hypotheses_without_slip(said, joint):
    root = prior_of("joint_pain.root" if joint else "leg.root")
    right_leg, left_leg = (of_leg(said[side], root) for side in SIDES)
    both = all(said.values())
    person = {cause: prior_of(f"{'both' if both else 'person'}.{cause}") for cause in OF_THE_PERSON}
    for right, left, name in pairs():
        if name[0] in person:
            lesion = columns()[left if name[1] == "left" else right]
            yield Hypothesis(
                right,
                left,
                name,
                person[name[0]] * form(lesion, name, said),
                together=right == left and name[0] != "motor_neuron_disease",
            )
        else:
            weight = right_leg[right] * left_leg[left]
            if both:
                alike = (right_leg[right] + left_leg[left]) / 2 if right == left else 0.0
                weight += prior_of("both_legs.agree") * (alike - weight)
            yield Hypothesis(right, left, name, weight * (1 - math.fsum(person.values())), together=False)


def form(column, name, said):
    cause, side = name
    if cause != CORD:
        return column.share
    part, which = one_leg(said)
    return column.share * (1 - part if side == "both" else part * which[side])


def name_of(one, other, *, same):
    """The candidate that a pair counts towards; None for a pair the model leaves out."""
    causes = {one.cause, other.cause}
    if causes == {NONE}:
        return NONE, "none"
    if NONE in causes:
        lesion, side = (other, "left") if one.cause == NONE else (one, "right")
        return None if lesion.cause in OF_THE_PERSON and lesion.cause != CORD else (lesion.cause, side)
    if one.roots and other.roots:
        roots = sorted({*one.roots, *other.roots}, key=list(load_reference().roots).index)
        return "root." + "+".join(roots), "both"
    return (one.cause, "both") if same else None


def constitutions(age):
    def by_age(name):
        young, old = prior_of(f"reflex.{name}"), prior_of(f"reflex.{name}_over_60")
        return (young + old) / 2 if age is None else old if age > 60 else young

    low = by_age("low_ankles"), by_age("low_everywhere")
    return [1 - sum(low) - prior_of("reflex.brisk"), *low, prior_of("reflex.brisk")]
