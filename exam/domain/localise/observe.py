"""What the inference sees of a record: for each leg and the person, the looks taken and how deep each loss is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from exam.domain.localise.tables import Item, Tables
from exam.domain.record import SIDES, ExamRecord, FindingKey, NotTested, Side
from reference import load_reference

RAISED = -1
NORMAL = 0
DEPTHS = {"normal": NORMAL, "mild": 1, "moderate": 2, "severe": 3, "raised": RAISED}
RESIDUAL_ABOVE = 200
"""A post-void residual counts as abnormal above 200 ml (pvrmeta2022)."""

WEEKS = 6
"""A complaint is long when it has lasted more than six weeks, the step the guidelines take (acr2021, acp2011)."""

STATED_NORMAL = ("reflexes.", "light_touch.", "pinprick.", "strength.")


@dataclass(frozen=True, slots=True)
class Seen:
    """One look: the finding as the assessment names it, its side (right, left, none), its value and depth."""

    finding: str
    side: str
    value: str | int | bool
    look: int
    depth: int


@dataclass(frozen=True, slots=True)
class Observation:
    """All looks at one item on one leg (`side`) or of the person (`side` none), and how much they count."""

    item: Item
    side: str
    seen: tuple[Seen, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Complaint:
    """What each leg complains of: True, False, or None where nobody said."""

    right: bool | None
    left: bool | None

    def of(self, side: Side) -> bool | None:
        """The complaint of one leg."""
        return self.right if side == "right" else self.left


def complaint_of(record: ExamRecord) -> Complaint:
    """A leg complains when the patient names its side or marks a place on it; it is quiet when only the other does."""
    story = record.presentation
    marked = {side: bool(story.pain_sites.get(side) or story.paraesthesia_sites.get(side)) for side in SIDES}
    named = {side: marked[side] or story.symptom_side in (side, "both") for side in SIDES}
    if record.red_flags.get("bilateral_leg_symptoms"):
        # The flag says that both legs take part; a side named beside it is the main one.
        return Complaint(*(True if named[side] or not any(named.values()) else None for side in SIDES))
    said = story.symptom_side is not None or any(named.values())
    return Complaint(*(True if named[side] else False if said else None for side in SIDES))


def observe(record: ExamRecord, tables: Tables) -> tuple[Observation, ...]:
    """Everything in the record that the likelihood table knows, in the order of the table."""
    found: list[Observation] = []
    for item in tables.items.values():
        if item.row.finding.startswith("pain."):
            found += _places(record, item)
        elif item.row.of == "leg":
            found += [_looks(record, item, side, [(look.finding, side) for look in item.looks]) for side in SIDES]
        else:
            found.append(_looks(record, item, "none", [split_side(look.finding) for look in item.looks]))
    return tuple(observation for observation in found if observation.seen)


def _looks(record: ExamRecord, item: Item, side: str, looks: list[tuple[str, Side | None]]) -> Observation:
    seen = [_seen(record, test, of, place) for place, (test, of) in enumerate(looks)]
    return Observation(item, side, tuple(look for look in seen if look), item.row.weight)


def _seen(record: ExamRecord, test: str, side: Side | None, place: int) -> Seen | None:
    value = _value(record, test, side)
    if value is None:
        return None
    return Seen(test, side or "none", value, place, depth_of(test, value))


def _value(record: ExamRecord, test: str, side: Side | None) -> str | int | bool | None:
    if test.startswith("presentation.features."):
        return record.presentation.features.get(test.removeprefix("presentation.features."))
    if test.startswith("red_flags."):
        return record.red_flags.get(test.removeprefix("red_flags."))
    if test.startswith("presentation."):
        return _course(record, test)
    found = record.findings.get(FindingKey(test, side))
    if found is None and record.stated_otherwise_normal and test.startswith(STATED_NORMAL):
        return _normal(test)
    return None if isinstance(found, NotTested) else found


def _course(record: ExamRecord, name: str) -> bool | None:
    """How it began and how long it has lasted, as yes or no."""
    weeks, onset = record.presentation.duration_weeks, record.presentation.onset
    if name == "presentation.duration_weeks":
        return None if weeks is None else weeks > WEEKS
    return None if onset is None else onset == "sudden"


@cache
def _normal(test: str) -> str | int:
    scale = load_reference().scales[load_reference().tests[test].scale]
    return next(grade.value for grade in scale.grades if grade.level == "normal")


def depth_of(finding: str, value: str | int | bool) -> int:
    """0 for normal, 1 to 3 for how deep a loss is, -1 for too strong. A yes to a question is 1."""
    if isinstance(value, bool):
        return int(value)
    if finding == "saddle.post_void_residual_ml":
        return int(int(value) > RESIDUAL_ABOVE)
    return _depths(load_reference().tests[finding].scale)[value]


@cache
def _depths(scale: str) -> dict[str | int, int]:
    """The depth of each grade; a scale whose depths no row shares out has only normal and abnormal."""
    reference = load_reference()
    grades = reference.scales[scale].grades
    graded = scale == "function" or any(row.scale == scale for row in reference.severity_shares)
    depths = {grade.value: DEPTHS.get(grade.level, 3 if graded else 1) for grade in grades}
    return depths if graded else {value: min(depth, 1) for value, depth in depths.items()}


def split_side(finding: str) -> tuple[str, Side | None]:
    """A look of the person at a sided test names its side last."""
    for side in SIDES:
        if finding.endswith(f".{side}"):
            return finding.removesuffix(f".{side}"), side
    return finding, None


def _places(record: ExamRecord, item: Item) -> list[Observation]:
    """Marks of pain and of tingling; the marks of one list on one leg share the weight of one observation."""
    name = item.row.finding.removeprefix("pain.")
    story = record.presentation
    lists = {"pain_sites": story.pain_sites, "paraesthesia_sites": story.paraesthesia_sites}
    found = []
    for kind, marks in lists.items():
        for side in SIDES:
            if name in marks.get(side, ()):
                seen = Seen(f"presentation.{kind}", side, name, 0, 1)
                found.append(Observation(item, side, (seen,), item.row.weight / len(marks[side])))
    return found
