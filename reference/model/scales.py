"""The scales on which tests are graded."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from reference.model.rows import NamedRow, Text
from reference.vocabulary import Level, Measure

GradeValue = str | int


class Grade(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One grade of a scale. `common` grades are shown at once, the others under "more".

    `steps` says how much further from normal it is than the grade before it, in the smallest steps of the scale.
    """

    value: GradeValue
    label: Text
    meaning: Text
    level: Level
    common: bool = True
    steps: Annotated[int, Meta(ge=1)] = 1


class Scale(NamedRow, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A set of grades, or a whole-number measurement with its bounds.

    `fault` completes the sentence '"7" is not ...', for example "an MRC grade". For a `graded`
    scale, and one that has a `SeverityShare`, the severity of a deficit counts; for any other only that it is abnormal.
    A measurement counts as abnormal above `abnormal_above`, or below `abnormal_below`.

    How two results of one test are compared: `away` are the grades in each direction away from normal, the nearest
    first; without it there is one, in the order of the grades. Of a measurement `worse` says which is worse, the higher
    or the lower. A difference of fewer steps or units than `least_change` is within what repeating the test gives.
    """

    id: Text
    label: Text
    fault: Text
    grades: tuple[Grade, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    unit: str = ""
    graded: bool = False
    abnormal_above: int | None = None
    abnormal_below: int | None = None
    away: tuple[tuple[GradeValue, ...], ...] = ()
    worse: Measure | None = None
    least_change: Annotated[int, Meta(ge=1)] = 1

    @property
    def normal(self) -> Grade | None:
        """The grade that means normal; a measurement has none."""
        return next((grade for grade in self.grades if grade.level == "normal"), None)

    def is_beyond(self, value: float) -> bool:
        """Whether a measurement is above or below its limit; never where none is known."""
        too_high = self.abnormal_above is not None and value > self.abnormal_above
        return too_high or (self.abnormal_below is not None and value < self.abnormal_below)

    @property
    def directions(self) -> tuple[tuple[GradeValue, ...], ...]:
        """The grades in each direction away from normal, the nearest first."""
        return self.away or (tuple(grade.value for grade in self.grades if grade.level != "normal"),)
