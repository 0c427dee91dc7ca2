"""What has changed between two examinations of one person: per test and side, by the test's own scale.

What was not examined, or could not be, in one of the two is neither better nor worse.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from exam.domain.record.model import Finding, FindingKey, LimitedGrade, finding_order, keys_of, result_of
from reference import load_reference
from reference.model import Scale
from reference.vocabulary import Level

Change = Literal["new", "worse", "better", "slight", "uncertain", "unchanged", "not_examined", "not_before"]
"""What a finding is beside the earlier one.

- `new`: normal then, or abnormal in the other direction, as a brisk reflex that is now reduced; `worse`; `better`
- `slight`: different by less than what repeating the test gives
- `uncertain`: pain limited the lower grade, so that nobody knows which is better
- `not_examined`: a result then and none now; `not_before`: a result now and none then
"""

LIMITING: tuple[Change, ...] = ("new", "worse", "better")
DEFICIT: tuple[Change, ...] = ("new", "worse")
RAISED: Level = "raised"


@dataclass(frozen=True, slots=True)
class FindingChange:
    """One finding in both examinations; None where it was not examined."""

    key: FindingKey
    before: Finding | None
    after: Finding | None
    change: Change


Findings = Mapping[FindingKey, Finding]


def changes_between(then: Findings, now: Findings) -> tuple[FindingChange, ...]:
    """Every finding with a result in one of two examinations, in the order of the tests, right before left."""
    tests = load_reference().tests.values()
    keys = (key for test in tests for key in keys_of(test) if key in then or key in now)
    changes = (_change(key, then.get(key), now.get(key)) for key in keys)
    return tuple(one for one in changes if one is not None)


def worse_findings(changes: Iterable[FindingChange]) -> tuple[FindingKey, ...]:
    """The findings that show a deficit which is new or worse: strength, function, reflexes and feeling of the legs.

    A reflex that has become brisk is none.
    """
    worse = (one for one in changes if one.change in DEFICIT and _is_deficit(one))
    return tuple(sorted((one.key for one in worse), key=finding_order))


def is_raised(key: FindingKey, found: Finding | None) -> bool:
    """Whether a result is above normal, as a brisk reflex, or has no grade at all."""
    grades, value = _scale_of(key).grades, result_of(found)
    return next((grade.level for grade in grades if grade.value == value), RAISED) == RAISED


def _change(key: FindingKey, then: Finding | None, now: Finding | None) -> FindingChange | None:
    before, after = result_of(then), result_of(now)
    if before is None and after is None:
        return None
    if after is None:
        return FindingChange(key, then, now, "not_examined")
    if before is None:
        return FindingChange(key, then, now, "not_before")
    change = _between(_scale_of(key), before, after)
    lower = then if change == "better" else now
    if change in LIMITING and isinstance(lower, LimitedGrade):
        change = "uncertain"
    return FindingChange(key, then, now, change)


def _scale_of(key: FindingKey) -> Scale:
    reference = load_reference()
    return reference.scales[reference.tests[key.test].scale]


def _between(scale: Scale, before: str | int, after: str | int) -> Change:
    """What one result is beside another of the same scale."""
    if before == after:
        return "unchanged"
    if not scale.grades:
        return _between_measurements(scale, int(before), int(after))
    (one, far), (other, further) = _away(scale, before), _away(scale, after)
    if far and further and one != other:
        return "new"
    if abs(further - far) < scale.least_change:
        return "slight"
    if further < far:
        return "better"
    return "worse" if far else "new"


def _between_measurements(scale: Scale, before: int, after: int) -> Change:
    """What is normal is not known of a measurement, so that none is new."""
    if abs(after - before) < scale.least_change:
        return "slight"
    return "worse" if (after > before) == (scale.worse == "higher") else "better"


def _away(scale: Scale, value: str | int) -> tuple[int, int]:
    """In which direction from normal a grade is, and how far; normal is at no distance."""
    steps = {grade.value: grade.steps for grade in scale.grades}
    for place, direction in enumerate(scale.directions):
        if value in direction:
            return place, sum(steps[grade] for grade in direction[: direction.index(value) + 1])
    return 0, 0


def _is_deficit(one: FindingChange) -> bool:
    return load_reference().family_of(one.key.test).deficit and not is_raised(one.key, one.after)
