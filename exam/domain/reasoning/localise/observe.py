"""The observations in a record: for each leg and the whole person, the results and how severe each deficit is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from exam.domain.reasoning.localise.tables import Item, Tables
from exam.domain.record.model import ExamRecord, FindingKey, LimitedGrade, as_side, result_of, split_side
from reference import load_reference
from reference.vocabulary import SIDES, Side

At = tuple[int, str]
"""The place of an item in the table, and the leg or person."""

ResultValue = str | int | float | bool
"""One result, with its value as in the record."""

DURATION, ONSET = "presentation.duration_weeks", "presentation.onset"
BOTH_LEGS = "red_flags.bilateral_leg_symptoms"
RASH, RASH_AT = "presentation.features.zoster_rash", "presentation.zoster_dermatomes"
BACK_PAIN, BELOW_KNEE = "presentation.features.back_pain", "presentation.features.pain_below_knee"
LIMITED_BY_PAIN = 0.15
"""What all grades of a leg that pain limited count for together, beside one that it did not; judgement, 0.05 to 0.3."""

RAISED = -1
NORMAL = 0
DEPTHS = {"normal": NORMAL, "mild": 1, "moderate": 2, "severe": 3, "raised": RAISED}
WEEKS = 6
"""A complaint counts as long when it has lasted more than six weeks, as in the guidelines (acr2021, acp2011)."""


class Result(NamedTuple):
    """One result: the finding as the assessment names it, its side (right, left, none), its value and its depth.

    `modality` is the index of the finding among the modalities of its item, as light touch or pinprick of a dermatome.
    """

    finding: str
    side: str
    value: ResultValue
    modality: int
    depth: int


class Observation(NamedTuple):
    """All results at one item on one leg (`side`), or of the whole person (`side` none), and their weight.

    `asymptomatic` when that leg is known to have no symptoms; `explained` when one of its painful joints would weaken
    the movement.
    """

    item: Item
    side: str
    results: tuple[Result, ...]
    weight: float
    asymptomatic: bool = False
    explained: bool = False


@dataclass(frozen=True, slots=True)
class Complaint:
    """Whether each leg has symptoms: True, False, or None where it was not asked.

    `joint_pain` where only a knee, hip or groin hurts, the back does not and nothing radiates.
    """

    right: bool | None
    left: bool | None
    joint_pain: bool = False

    def of(self, side: Side) -> bool | None:
        """Whether one leg has symptoms."""
        return self.right if side == "right" else self.left

    @property
    def both(self) -> bool:
        """Whether both legs are known to have symptoms."""
        return self.right is True and self.left is True

    @property
    def neither(self) -> bool:
        """Whether neither leg is known to have symptoms."""
        return self.right is not True and self.left is not True

    def is_asymptomatic(self, side: str) -> bool:
        """Whether a leg is known to have no symptoms."""
        return (side == "right" and self.right is False) or (side == "left" and self.left is False)


def complaint_of(record: ExamRecord) -> Complaint:
    """A leg has symptoms when its side is named or a place on it is marked; it has none if only the other leg's are."""
    story = record.presentation
    marked = {side: bool(story.pain_sites.get(side) or story.paraesthesia_sites.get(side)) for side in SIDES}
    named = {side: marked[side] or story.symptom_side in (side, "both") for side in SIDES}
    if record.red_flags.get("bilateral_leg_symptoms"):
        # The flag says that both legs have symptoms; a side named with it is the main one.
        right, left = (True if named[side] or not any(named.values()) else None for side in SIDES)
        return Complaint(right, left)
    answered = story.symptom_side is not None or any(named.values())
    right, left = (True if named[side] else False if answered else None for side in SIDES)
    return Complaint(right, left, joint_pain=_is_joint_pain(record))


def _is_joint_pain(record: ExamRecord) -> bool:
    """Whether the complaint is of a knee, hip or groin alone: the back was asked about and does not hurt."""
    story, features = record.presentation, record.presentation.features
    sites = {site for marks in story.pain_sites.values() for site in marks}
    known = load_reference().sites
    at_a_joint = all(known[site].at_a_joint for site in sites) if sites else features.get("knee_pain_only") is True
    return (
        at_a_joint
        and features.get("back_pain") is False
        and not features.get("pain_below_knee")
        and not record.red_flags.get("numbness_tingling_or_weakness")
        and not any(story.paraesthesia_sites.values())
    )


def observe(record: ExamRecord, tables: Tables) -> tuple[Observation, ...]:
    """Every finding and answer for which the likelihood table has figures, in the order of the table."""
    known = _known_results(tables)
    results: dict[tuple[int, str], list[Result]] = {}
    for (finding, side), value in _values(record).items():
        if (finding, side) in known:
            order, whose, modality = known[finding, side]
            results.setdefault((order, whose), []).append(_result(finding, side, value, modality))
    items = list(tables.items.values())
    complaint = complaint_of(record)
    found = {at: _observation(record, complaint, items[at[0]], at[1], own) for at, own in results.items()}
    found |= _limited(record, found)
    return (*(found[at] for at in sorted(found, key=_order)), *_places(record, tables), *_rash(record, tables))


# Nearly all results of a record are those of the one before; 1, 1.0 and True are different values.
@lru_cache(maxsize=4096, typed=True)
def _result(finding: str, side: str, value: ResultValue, modality: int) -> Result:
    return Result(finding, side, value, modality, depth_of(finding, value))


def _order(at: At) -> tuple[int, bool]:
    return at[0], at[1] != "right"


def _observation(
    record: ExamRecord, complaint: Complaint, item: Item, whose: str, results: list[Result]
) -> Observation:
    ordered = tuple(sorted(results, key=lambda result: result.modality) if len(results) > 1 else results)
    asymptomatic, explained = complaint.is_asymptomatic(whose), is_explained(record, item, whose)
    return Observation(item, whose, ordered, item.row.weight, asymptomatic, explained)


def _limited(record: ExamRecord, found: Mapping[At, Observation]) -> dict[At, Observation]:
    """The observations that pain limited, with their weights: one pain may limit every movement of a leg."""
    if not any(isinstance(finding, LimitedGrade) for finding in record.findings.values()):
        return {}
    limited = {at: one for at, one in found.items() if _is_limited(record, one.results)}
    of_leg = Counter(one.side for one in limited.values())
    return {at: one._replace(weight=one.weight * LIMITED_BY_PAIN / of_leg[one.side]) for at, one in limited.items()}


def _is_limited(record: ExamRecord, results: tuple[Result, ...]) -> bool:
    """Whether every abnormal result of the item may come from pain that limited the effort."""
    abnormal = [result for result in results if result.depth != NORMAL]
    keys = [FindingKey(result.finding, as_side(result.side)) for result in abnormal if result.side in SIDES]
    return bool(keys) and len(keys) == len(abnormal) and all(record.limited_by_pain(key) for key in keys)


def is_explained(record: ExamRecord, item: Item, whose: str) -> bool:
    """Whether a painful joint that weakens the movement was found in this leg."""
    if item.row.explained is None or whose == "none":
        return False
    grades = {joint: record.grade(joint, as_side(whose)) for joint in item.row.explained.by}
    return any(grade is not None and depth_of(joint, grade) != NORMAL for joint, grade in grades.items())


@cache
def _known_results(tables: Tables) -> dict[tuple[str, str], tuple[int, str, int]]:
    """For each finding and side: its item, the leg or person that the item is about, and its modality there."""
    known: dict[tuple[str, str], tuple[int, str, int]] = {}
    for order, item in enumerate(tables.items.values()):
        for place, modality in enumerate(item.modalities):
            if item.row.of == "leg":
                known |= {(modality.finding, side): (order, side, place) for side in SIDES}
            else:
                test, of = split_side(modality.finding)
                known[test, of or "none"] = (order, "none", place)
    return known


def _values(record: ExamRecord) -> dict[tuple[str, str], ResultValue]:
    """Each finding and answer that has a value, by name and side."""
    story = record.presentation
    values: dict[tuple[str, str], ResultValue] = dict(_stated_normals() if record.stated_otherwise_normal else {})
    for key, found in record.findings.items():
        result = result_of(found)
        if result is None:
            values.pop((key.test, key.side or "none"), None)
        else:
            values[key.test, key.side or "none"] = result
    values |= {(f"presentation.features.{name}", "none"): answer for name, answer in story.features.items()}
    values |= {(f"red_flags.{name}", "none"): answer for name, answer in record.red_flags.items()}
    more_exact = (RASH,) if any(story.zoster_dermatomes.values()) else ()
    for answer in (*_of_the_prior(complaint_of(record)), *more_exact):
        values.pop((answer, "none"), None)
    return values | _course(record)


def _of_the_prior(complaint: Complaint) -> tuple[str, ...]:
    """Answers that the complaint has already taken into the prior: the same fact is not a finding as well."""
    both_legs = () if (complaint.right, complaint.left) == (None, None) else (BOTH_LEGS,)
    return (*both_legs, *((BACK_PAIN, BELOW_KNEE) if complaint.joint_pain else ()))


@cache
def stated_normal() -> tuple[str, ...]:
    """The tests that are normal where a source says that the rest of the neurological examination was."""
    reference = load_reference()
    return tuple(test.id for test in reference.tests.values() if reference.families[test.family].stated_normal)


@cache
def _stated_normals() -> dict[tuple[str, str], ResultValue]:
    reference = load_reference()
    grades = {test: reference.scales[reference.tests[test].scale].normal for test in stated_normal()}
    return {(test, side): grade.value for test, grade in grades.items() if grade for side in SIDES}


def _course(record: ExamRecord) -> dict[tuple[str, str], ResultValue]:
    """How long it has lasted and how it began."""
    story = record.presentation
    course = {DURATION: story.duration_weeks, ONSET: story.onset}
    return {(name, "none"): value for name, value in course.items() if value is not None}


def depth_of(finding: str, value: ResultValue) -> int:
    """0 for normal, 1 to 3 for a mild, moderate or severe deficit, -1 for too strong. A yes to a question is 1."""
    if isinstance(value, bool):
        return int(value)
    if finding in (DURATION, ONSET):
        return int(value == "sudden" if finding == ONSET else float(value) > WEEKS)
    return _depth_of_grade(finding, value)


@lru_cache(maxsize=1024, typed=True)
def _depth_of_grade(finding: str, value: ResultValue) -> int:
    scale = load_reference().scales[load_reference().tests[finding].scale]
    if scale.abnormal_above is not None:
        return int(float(value) > scale.abnormal_above)
    return _depths(scale.id)[value]


@cache
def _depths(scale: str) -> dict[ResultValue, int]:
    """The depth of each grade; a scale without shares of severity in the reference has only normal and abnormal."""
    reference = load_reference()
    grades = reference.scales[scale].grades
    graded = reference.scales[scale].graded or any(row.scale == scale for row in reference.severity_shares)
    depths: dict[ResultValue, int] = {grade.value: DEPTHS.get(grade.level, 3 if graded else 1) for grade in grades}
    return depths if graded else {value: min(depth, 1) for value, depth in depths.items()}


def _places(record: ExamRecord, tables: Tables) -> list[Observation]:
    """The marked places of pain and of tingling; those of one list on one leg share the weight of one observation.

    None where they have already set the prior, as pain of a joint alone. A place without likelihoods is left out.
    """
    story = record.presentation
    if complaint_of(record).joint_pain:
        return []
    lists = {"pain_sites": story.pain_sites, "paraesthesia_sites": story.paraesthesia_sites}
    return [
        _place(item, Result(f"presentation.{kind}", side, name, 0, 1), len(marks[side]))
        for kind, marks in lists.items()
        for side in SIDES
        for name in sorted(marks.get(side, ()))
        if (item := tables.items.get(f"pain.{name}"))
    ]


def _rash(record: ExamRecord, tables: Tables) -> list[Observation]:
    """The dermatomes of a shingles rash that are those of roots; several on one leg share one observation's weight."""
    marks = record.presentation.zoster_dermatomes
    return [
        _place(item, Result(RASH_AT, side, name, 0, 1), len(marks[side]))
        for side in SIDES
        for name in sorted(marks.get(side, ()))
        if (item := tables.items.get(f"zoster.{name}"))
    ]


def _place(item: Item, result: Result, marks: int) -> Observation:
    return Observation(item, result.side, (result,), item.row.weight / marks)
