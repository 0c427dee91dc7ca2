"""The scales on which tests are graded."""

from __future__ import annotations

from msgspec import Struct

from reference.model.rows import NamedRow, Text
from reference.vocabulary import Level

GradeValue = str | int


class Grade(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One grade of a scale. `common` grades are shown at once, the others under "more"."""

    value: GradeValue
    label: Text
    meaning: Text
    level: Level
    common: bool = True


class Scale(NamedRow, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A set of grades, or a whole-number measurement with its bounds.

    `fault` completes the sentence '"7" is not ...', for example "an MRC grade". For a `graded`
    scale, and one that has a `SeverityShare`, the severity of a deficit counts; for any other only that it is abnormal.
    A measurement counts as abnormal above `abnormal_above`.
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

    @property
    def normal(self) -> Grade | None:
        """The grade that means normal; a measurement has none."""
        return next((grade for grade in self.grades if grade.level == "normal"), None)
