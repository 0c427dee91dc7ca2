"""Which conditions of the articles a record supports, and the reasons for and against each.

A condition is listed only if the facts of one leg, with those that have no side, meet its row's minimum and at
least one reason for it; a record without facts about a condition never lists it. Reasons come only from the legs
that meet the minimum, and of these from the symptomatic one: a normal leg is no argument about the other. A reason
against must hold in each of these legs. The order is by the number of reasons for it, which is not a probability.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from exam.domain.reasoning.conclusions import Argument, Candidate, SupportedCondition
from exam.domain.reasoning.facts import Facts, facts_of_leg
from exam.domain.reasoning.possible_rules import Rules, rules
from exam.domain.reasoning.rules import because, holds
from exam.domain.record.causes import NO_LESION
from reference import load_reference
from reference.model import Condition, Support
from reference.vocabulary import SIDES, Side, Statement

NOTHING_POINTS: tuple[Statement, ...] = ("no_lesion_found", "not_enough_examined")


def conditions_of(facts: Facts) -> tuple[SupportedCondition, ...]:
    """The conditions that the record supports, those with most reasons first, else in the order of the reference."""
    legs = {side: facts_of_leg(facts, side) for side in SIDES}
    judged = [_judged(row, legs, facts) for row in _rules().possible(facts)]
    listed = [condition for condition in judged if condition.for_]
    return tuple(sorted(listed, key=lambda condition: -len(condition.for_)))


@cache
def _rules() -> Rules[Condition]:
    return rules(load_reference().conditions.values(), lambda row: row.shown_when)


def nothing_points(statement: Statement, candidates: Sequence[Candidate]) -> bool:
    """Whether the findings point to no root or nerve, so that a record may be the picture of a condition."""
    return statement in NOTHING_POINTS or (statement == "cannot_separate" and candidates[0].cause == NO_LESION)


def picture_of(conditions: Sequence[SupportedCondition]) -> str | None:
    """The condition that a record is a picture of, if its findings point to nothing else, or None.

    Its reasons must outnumber those against it by the number in its row; of several, the one that most do so for.
    """
    found = [condition for condition in conditions if _is_picture(condition)]
    return max(found, key=_surplus).id if found else None


def _is_picture(condition: SupportedCondition) -> bool:
    picture = load_reference().conditions[condition.id].picture
    return picture is not None and _surplus(condition) >= picture.reasons


def _surplus(condition: SupportedCondition) -> int:
    return len(condition.for_) - len(condition.against)


def _judged(row: Condition, legs: dict[Side, Facts], facts: Facts) -> SupportedCondition:
    shown = {side: leg for side, leg in legs.items() if holds(row.shown_when, leg)}
    asked = [leg for side, leg in shown.items() if side == facts.get("presentation.symptom_side")]
    asked = asked or list(shown.values())
    against = [argument for argument in row.opposes if all(holds(argument.when, leg) for leg in asked)]
    return SupportedCondition(row.id, _arguments(row.supports, asked), _arguments(against, asked))


def _arguments(supports: Sequence[Support], legs: Sequence[Facts]) -> tuple[Argument, ...]:
    """Those that hold in one of the legs, each with the paths that make it hold, right before left."""
    found = [(support, [because(support.when, leg) for leg in legs]) for support in supports]
    paths = [(support, tuple(dict.fromkeys(path for part in parts for path in part or ()))) for support, parts in found]
    return tuple(Argument(one.sentence, names, one.sources, one.basis) for one, names in paths if names)
