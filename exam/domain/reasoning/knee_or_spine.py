"""Does the pain come from the knee or hip, or from the back? Weighs the items that the articles name.

The question is asked only where a knee or hip complains or shows a sign (`complaint` in the reference); a foot drop
raises none. How the weights add up is a judgement, since no study measured these items together:

- each leg is judged on its own, so that a painful right buttock and a painful left knee are not one pain;
- a leg without symptoms does not count towards knee or hip: its knee is not the one that hurts. For the spine it
  may count, since a lesion there can show in the leg without symptoms;
- hints (1) count for a side only beside something stronger for it: most painful knees are one knee, not injured;
- `WORTH_SAYING` (4) points are needed before a side is named: more than one leading item (3), so no single
  answer decides;
- one side leads when it has at least `LEADS_BY` (2) times the other's points;
- where neither leads and both have enough points, both are named; otherwise it stays unclear.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from exam.domain.reasoning.conclusions import KneeOrSpine, RaisedPointer
from exam.domain.reasoning.facts import Facts, facts_of_leg
from exam.domain.reasoning.possible_rules import Rules, rules
from exam.domain.reasoning.rules import because, holds
from reference import load_reference, model
from reference.vocabulary import SIDES, Leaning, Side

WORTH_SAYING = 4
LEADS_BY = 2
HINT = 1


def knee_or_spine(facts: Facts, asymptomatic: Collection[Side] = ()) -> KneeOrSpine:
    """Where the pain seems to come from and why, the strongest items first; an `asymptomatic` leg does not hurt."""
    legs = {side: facts_of_leg(facts, side) for side in SIDES}
    painful = [leg for side, leg in legs.items() if side not in asymptomatic]
    legs_asked = {"spine": list(legs.values()), "knee_or_hip": painful}
    found = [
        (row, paths)
        for row in _strongest_first().possible(facts)
        if (paths := _in_either_leg(row, legs_asked[row.towards]))
    ]
    spine, joint = (_points([row.weight for row, _ in found if row.towards == side]) for side in legs_asked)
    reasons = tuple(RaisedPointer(row.id, row.towards, paths, row.sources) for row, paths in found)
    complaints = load_reference().joint_complaints.values()
    asked = any(holds(row.when, leg) for row in complaints for leg in painful)
    return KneeOrSpine(_leaning(spine, joint), reasons, asked)


@cache
def _strongest_first() -> Rules[model.Pointer]:
    return rules(sorted(load_reference().pointers.values(), key=lambda row: -row.weight), lambda row: row.when)


def _in_either_leg(row: model.Pointer, legs: list[Facts]) -> tuple[str, ...]:
    """The paths that make the item hold in one leg or the other, right before left."""
    # What belongs to both legs is the same in each.
    different = legs if _is_of_one_leg(row.when) else legs[:1]
    return tuple(dict.fromkeys(path for leg in different for path in because(row.when, leg) or ()))


@cache
def _is_of_one_leg(when: model.When) -> bool:
    clauses = (*when.all, *when.any, *when.none)
    of_one_leg = ("findings.", "presentation.pain_sites", "presentation.paraesthesia_sites")
    return any(clause.startswith(of_one_leg) for clause in clauses)


def _points(weights: Sequence[int]) -> int:
    """The points of one side; hints alone count nothing."""
    return sum(weights) if any(weight > HINT for weight in weights) else 0


def _leaning(spine: int, joint: int) -> Leaning:
    if spine >= WORTH_SAYING and spine >= LEADS_BY * joint:
        return "spine"
    if joint >= WORTH_SAYING and joint >= LEADS_BY * spine:
        return "knee_or_hip"
    return "both" if min(spine, joint) >= WORTH_SAYING else "unclear"
