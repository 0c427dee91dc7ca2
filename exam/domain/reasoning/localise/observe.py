"""What the inference sees of a record: for each leg and the person, the looks taken and how deep each loss is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from exam.domain.reasoning.localise.tables import Item, Tables
from exam.domain.record.model import ExamRecord, NotTested, as_side, split_side
from reference import load_reference
from reference.vocabulary import SIDES, Side

Looked = str | int | float | bool
"""What one look showed, as the record has it."""

DURATION, ONSET = "presentation.duration_weeks", "presentation.onset"
RAISED = -1
NORMAL = 0
DEPTHS = {"normal": NORMAL, "mild": 1, "moderate": 2, "severe": 3, "raised": RAISED}
WEEKS = 6
"""A complaint is long when it has lasted more than six weeks, the step the guidelines take (acr2021, acp2011)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One look: the finding as the assessment names it, its side (right, left, none), its value and depth."""

    finding: str
    side: str
    value: Looked
    look: int
    depth: int


@dataclass(frozen=True, slots=True)
class Observation:
    """All looks at one item on one leg (`side`) or of the person (`side` none), and how much they count.

    `quiet` when that leg is known not to complain; `explained` when one of its joints would weaken the movement.
    """

    item: Item
    side: str
    seen: tuple[Seen, ...]
    weight: float
    quiet: bool = False
    explained: bool = False


@dataclass(frozen=True, slots=True)
class Complaint:
    """What each leg complains of: True, False, or None where nobody said."""

    right: bool | None
    left: bool | None

    def of(self, side: Side) -> bool | None:
        """The complaint of one leg."""
        return self.right if side == "right" else self.left

    @property
    def both(self) -> bool:
        """Whether both legs are known to complain."""
        return self.right is True and self.left is True

    @property
    def neither(self) -> bool:
        """Whether no leg is known to complain."""
        return self.right is not True and self.left is not True

    def is_quiet(self, side: str) -> bool:
        """Whether a leg is known not to complain."""
        return (side == "right" and self.right is False) or (side == "left" and self.left is False)


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
    known = _known_looks(tables)
    seen: dict[tuple[int, str], list[Seen]] = {}
    for (finding, side), value in _values(record).items():
        if (finding, side) in known:
            order, whose, look = known[finding, side]
            seen.setdefault((order, whose), []).append(Seen(finding, side, value, look, depth_of(finding, value)))
    items = list(tables.items.values())
    complaint = complaint_of(record)
    found = {at: _observation(record, complaint, items[at[0]], at[1], looks) for at, looks in seen.items()}
    return (*(found[at] for at in sorted(found, key=_order)), *_places(record, tables))


def _order(at: tuple[int, str]) -> tuple[int, bool]:
    return at[0], at[1] != "right"


def _observation(record: ExamRecord, complaint: Complaint, item: Item, whose: str, looks: list[Seen]) -> Observation:
    ordered = tuple(sorted(looks, key=lambda seen: seen.look))
    quiet, explained = complaint.is_quiet(whose), is_explained(record, item, whose)
    return Observation(item, whose, ordered, item.row.weight, quiet, explained)


def is_explained(record: ExamRecord, item: Item, whose: str) -> bool:
    """Whether a joint of this leg was found that weakens the movement by pain."""
    if item.row.explained is None or whose == "none":
        return False
    grades = {joint: record.grade(joint, as_side(whose)) for joint in item.row.explained.by}
    return any(grade is not None and depth_of(joint, grade) != NORMAL for joint, grade in grades.items())


@cache
def _known_looks(tables: Tables) -> dict[tuple[str, str], tuple[int, str, int]]:
    """Of each finding and side: which item it looks at, whose item that is, and which of its looks it is."""
    known: dict[tuple[str, str], tuple[int, str, int]] = {}
    for order, item in enumerate(tables.items.values()):
        for place, look in enumerate(item.looks):
            if item.row.of == "leg":
                known |= {(look.finding, side): (order, side, place) for side in SIDES}
            else:
                test, of = split_side(look.finding)
                known[test, of or "none"] = (order, "none", place)
    return known


def _values(record: ExamRecord) -> dict[tuple[str, str], Looked]:
    """Each finding and answer that has a value, by name and side."""
    story = record.presentation
    values: dict[tuple[str, str], Looked] = dict(_stated_normals() if record.stated_otherwise_normal else {})
    for key, found in record.findings.items():
        if isinstance(found, NotTested):
            values.pop((key.test, key.side or "none"), None)
        else:
            values[key.test, key.side or "none"] = found
    values |= {(f"presentation.features.{name}", "none"): answer for name, answer in story.features.items()}
    values |= {(f"red_flags.{name}", "none"): answer for name, answer in record.red_flags.items()}
    return values | _course(record)


@cache
def stated_normal() -> tuple[str, ...]:
    """The tests that are normal where a source says that the rest of the neurological examination was."""
    reference = load_reference()
    return tuple(test.id for test in reference.tests.values() if reference.families[test.family].stated_normal)


@cache
def _stated_normals() -> dict[tuple[str, str], Looked]:
    reference = load_reference()
    grades = {test: reference.scales[reference.tests[test].scale].normal for test in stated_normal()}
    return {(test, side): grade.value for test, grade in grades.items() if grade for side in SIDES}


def _course(record: ExamRecord) -> dict[tuple[str, str], Looked]:
    """How long it has lasted and how it began."""
    story = record.presentation
    course = {DURATION: story.duration_weeks, ONSET: story.onset}
    return {(name, "none"): value for name, value in course.items() if value is not None}


def depth_of(finding: str, value: Looked) -> int:
    """0 for normal, 1 to 3 for how deep a loss is, -1 for too strong. A yes to a question is 1."""
    if isinstance(value, bool):
        return int(value)
    if finding in (DURATION, ONSET):
        return int(value == "sudden" if finding == ONSET else float(value) > WEEKS)
    scale = load_reference().scales[load_reference().tests[finding].scale]
    if scale.abnormal_above is not None:
        return int(float(value) > scale.abnormal_above)
    return _depths(scale.id)[value]


@cache
def _depths(scale: str) -> dict[Looked, int]:
    """The depth of each grade; a scale whose depths no row shares out has only normal and abnormal."""
    reference = load_reference()
    grades = reference.scales[scale].grades
    graded = reference.scales[scale].graded or any(row.scale == scale for row in reference.severity_shares)
    depths: dict[Looked, int] = {grade.value: DEPTHS.get(grade.level, 3 if graded else 1) for grade in grades}
    return depths if graded else {value: min(depth, 1) for value, depth in depths.items()}


def _places(record: ExamRecord, tables: Tables) -> list[Observation]:
    """Marks of pain and of tingling; the marks of one list on one leg share the weight of one observation."""
    story = record.presentation
    lists = {"pain_sites": story.pain_sites, "paraesthesia_sites": story.paraesthesia_sites}
    return [
        _place(tables.items[f"pain.{name}"], Seen(f"presentation.{kind}", side, name, 0, 1), len(marks[side]))
        for kind, marks in lists.items()
        for side in SIDES
        for name in sorted(marks.get(side, ()))
    ]


def _place(item: Item, seen: Seen, marks: int) -> Observation:
    return Observation(item, seen.side, (seen,), item.row.weight / marks)
