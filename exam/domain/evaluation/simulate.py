"""Patients simulated from the model itself: a lesion, its severity, a constitution, and the resulting findings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exam.domain.reasoning.localise.evidence import Setting, constituted, constitution_weights, depth_in
from exam.domain.reasoning.localise.hypotheses import Hypothesis, hypotheses, prior
from exam.domain.reasoning.localise.observe import NORMAL, RAISED, Complaint, depth_of
from exam.domain.reasoning.localise.tables import Item, Tables, base_tables
from exam.domain.record.model import ExamRecord, FindingKey, Patient, Presentation
from reference import load_reference
from reference.vocabulary import SIDES

Ints = NDArray[np.int64]
Seed = int | tuple[int, ...]
LEFT_HURTS = Complaint(right=False, left=True)


@dataclass(frozen=True)
class Cohort:
    """Simulated patients with one complaint. `depth[finding, leg]`: 0 normal to 3 severe, -1 too strong.

    What is found of the whole person, and what they answer, is at `depth[finding, "none"]`.
    """

    lesions: list[Hypothesis]
    depth: dict[tuple[str, str], Ints]
    age: int | None

    @property
    def causes(self) -> NDArray[np.str_]:
        """The cause of each patient."""
        return np.array([lesion.cause for lesion in self.lesions])


def simulate(
    count: int,
    seed: Seed,
    *,
    tables: Tables | None = None,
    age: int | None = 50,
    complaint: Complaint = LEFT_HURTS,
    lesion: Hypothesis | None = None,
) -> Cohort:
    """Draw patients from the prior and the likelihood table, or from another table; or all with the same lesion."""
    tables = tables or base_tables()
    rng = np.random.default_rng(seed)
    lesions = lesions_drawn(count, rng, tables, complaint) if lesion is None else [lesion] * count
    constitution = rng.choice(4, size=count, p=constitution_weights(tables, age)[0])
    together = np.array([lesion.together for lesion in lesions])
    node = {side: rng.choice(len(tables.weights), size=count, p=tables.weights) for side in SIDES}
    node["left"] = np.where(together, node["right"], node["left"])
    columns = {
        side: np.array([getattr(lesion, side) for lesion in lesions], dtype=np.int64) for side in ("right", "left")
    }
    depth: dict[tuple[str, str], Ints] = {}
    for item in tables.items.values():
        if item.row.of == "leg":
            for side in SIDES:
                setting = Setting(asymptomatic=complaint.is_asymptomatic(side))
                there = _draw(rng, tables, item, (columns[side], constitution, node[side]), setting)
                depth |= _results(rng, tables, item, side, there)
    for item in tables.items.values():
        if item.row.of == "person":
            there = _draw_of_person(rng, tables, item, columns)
            depth |= _results(rng, tables, item, "none", there)
    return Cohort(lesions, depth, age)


def lesions_drawn(count: int, rng: np.random.Generator, tables: Tables, complaint: Complaint) -> list[Hypothesis]:
    """Lesions as often as the prior has them."""
    chances = prior(tables, complaint)[0]
    drawn = rng.choice(len(chances), size=count, p=chances / chances.sum())
    return [hypotheses()[place] for place in drawn]


def _draw(
    rng: np.random.Generator,
    tables: Tables,
    item: Item,
    place: tuple[Ints, Ints, Ints],
    setting: Setting,
) -> Ints:
    """How severe each patient's loss of one function is, given their column, constitution and node."""
    depth = depth_in(tables, item, setting)
    raised = tables.raised[item.group][item.place][None, :, None, None]
    if item.row.lost_without_lesion:
        depth, raised = constituted(tables, item, depth, raised)
    shape = (len(tables.columns), 4, len(tables.weights))
    depth = np.broadcast_to(depth[0], (*shape, 3))[place]
    high = np.broadcast_to(raised[0], shape)[place]
    chance = rng.random(len(place[0]))
    found = (chance[:, None] < depth).sum(axis=1)
    return np.where((found == NORMAL) & (rng.random(len(place[0])) < high), RAISED, found)


def _draw_of_person(rng: np.random.Generator, tables: Tables, item: Item, columns: dict[str, Ints]) -> Ints:
    """How severe each patient's loss is of what is found of the whole person.

    Where both legs have a lesion, each explains half of it (in logs), as in the ranking.
    """
    depth = tables.depth["person"][0, item.place, :, 0, 0]
    right, left = columns["right"], columns["left"]
    alone = np.where((left == tables.none)[:, None], depth[right], depth[left])
    both = ((right != tables.none) & (left != tables.none))[:, None]
    chances = np.where(both, np.sqrt(depth[right] * depth[left]), alone)
    found: Ints = (rng.random(len(right))[:, None] < chances).sum(axis=1)
    return found


def _results(
    rng: np.random.Generator, tables: Tables, item: Item, side: str, there: Ints
) -> dict[tuple[str, str], Ints]:
    """The result of each modality of an item; a single modality shows the deficit itself."""
    if len(item.modalities) == 1:
        return {(item.modalities[0].finding, side): there}
    alarms = tables.false_alarm_depths[item.group][item.place]
    alarm = rng.choice([1, 2, 3], size=len(there), p=alarms / alarms.sum())
    shown = {}
    for modality in item.modalities:
        chance = rng.random(len(there))
        detects = np.array((0.0, *modality.detects_by_depth))[np.maximum(there, NORMAL)]
        seen = np.where(chance < detects, there, NORMAL)
        shown[modality.finding, side] = np.where((there == NORMAL) & (chance < modality.false_alarm), alarm, seen)
    return shown


def records(cohort: Cohort, tests: tuple[str, ...]) -> list[ExamRecord]:
    """The same patients as exam records in which these tests were done on both legs."""
    values = {test: _values(test) for test in tests}
    return [_record(cohort, values, place) for place in range(len(cohort.lesions))]


def _record(cohort: Cohort, values: dict[str, dict[int, str | int]], place: int) -> ExamRecord:
    findings = {
        FindingKey(test, side): grades[int(cohort.depth[test, side][place])]
        for test, grades in values.items()
        for side in SIDES
    }
    return ExamRecord(Patient("simulated", age=cohort.age), presentation=Presentation("left"), findings=findings)


def _values(test: str) -> dict[int, str | int]:
    """A grade for each depth of a test."""
    grades = load_reference().scales[load_reference().tests[test].scale].grades
    values = {depth_of(test, grade.value): grade.value for grade in reversed(grades)}
    return {RAISED: values[NORMAL]} | values
