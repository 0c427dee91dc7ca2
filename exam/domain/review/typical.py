"""Typical examinations, simulated from the model itself: a quarter of the patients has symptoms in both legs.

Every second one has all tests; the others have only the core tests, as most examinations do. The history is complete.
"""

from __future__ import annotations

import numpy as np

from exam.domain.evaluation.simulate import LEFT_HURTS, Cohort, Ints, simulate
from exam.domain.reasoning.localise.evidence import Setting, depth_in
from exam.domain.reasoning.localise.observe import DURATION, NORMAL, ONSET, Complaint, depth_of
from exam.domain.reasoning.localise.tables import Item, base_tables
from exam.domain.record.model import ExamRecord, Finding, FindingKey, Patient, Presentation, as_side, split_side
from reference import load_reference
from reference.vocabulary import SIDES

BOTH_HURT = Complaint(right=True, left=True)
FEATURES, FLAGS, PAIN = "presentation.features.", "red_flags.", "pain."
# The side of the complaint already says this.
NOT_ASKED = "red_flags.bilateral_leg_symptoms"
WEEKS = {False: 3, True: 12}
ONSETS = {False: "gradual", True: "sudden"}

Depths = dict[tuple[str, str], int]


def typical_examinations(count: int, seed: int = 20261128) -> list[ExamRecord]:
    """This many records, the same ones every time for the same seed."""
    both = count // 4
    one = simulate(count - both, seed)
    two = simulate(both, seed + 1, complaint=BOTH_HURT)
    return [*_records(one, LEFT_HURTS, seed + 2), *_records(two, BOTH_HURT, seed + 3)]


def _records(cohort: Cohort, complaint: Complaint, seed: int) -> list[ExamRecord]:
    person = _of_person(cohort, np.random.default_rng(seed))
    found = {**cohort.depth, **person}
    patients = [{name: int(depths[place]) for name, depths in found.items()} for place in range(len(cohort.lesions))]
    return [_record(patient, complaint, cohort.age, core_only=place % 2 == 1) for place, patient in enumerate(patients)]


def _of_person(cohort: Cohort, rng: np.random.Generator) -> dict[tuple[str, str], Ints]:
    """What is found once for the person, by the lesion of either leg."""
    none = base_tables().none
    lesions = [lesion.left if lesion.right == none else lesion.right for lesion in cohort.lesions]
    columns = np.array(lesions, dtype=np.int64)
    items = [item for item in base_tables().items.values() if item.row.of == "person"]
    return {(modality.finding, "none"): _drawn(item, columns, rng) for item in items for modality in item.modalities}


def _drawn(item: Item, columns: Ints, rng: np.random.Generator) -> Ints:
    depth = depth_in(base_tables(), item, Setting())[0, :, 0, 0][columns]
    drawn: Ints = (rng.random(len(columns))[:, None] < depth).sum(axis=1)
    return drawn


def _record(depths: Depths, complaint: Complaint, age: int | None, *, core_only: bool) -> ExamRecord:
    answers = {name: depth != NORMAL for (name, _), depth in depths.items() if name != NOT_ASKED}
    pain = {side: tuple(_sites(depths, side)) for side in SIDES if complaint.of(side)}
    story = Presentation(
        "both" if complaint.both else "left",
        pain_sites={side: sites for side, sites in pain.items() if sites},
        duration_weeks=WEEKS[answers[DURATION]],
        onset=ONSETS[answers[ONSET]],
        features=_under(FEATURES, answers),
    )
    findings = {key: value for key, value in _findings(depths).items() if not core_only or _is_core(key)}
    return ExamRecord(
        Patient("simulated", age=age), presentation=story, red_flags=_under(FLAGS, answers), findings=findings
    )


def _is_core(key: FindingKey) -> bool:
    return load_reference().tests[key.test].core


def _sites(depths: Depths, side: str) -> list[str]:
    marked = [name for (name, of), depth in depths.items() if of == side and depth != NORMAL]
    return sorted(name.removeprefix(PAIN) for name in marked if name.startswith(PAIN))


def _under(start: str, answers: dict[str, bool]) -> dict[str, bool]:
    return {name.removeprefix(start): answer for name, answer in answers.items() if name.startswith(start)}


def _findings(depths: Depths) -> dict[FindingKey, Finding]:
    found: dict[FindingKey, Finding] = {}
    for (name, side), depth in depths.items():
        key = FindingKey(*split_side(name)) if side == "none" else FindingKey(name, as_side(side))
        if key.test in load_reference().tests:
            found[key] = result_at(key.test, depth)
    return found


def result_at(test: str, depth: int) -> str | int:
    """A result of this test with this depth, or, where its scale has none, with the nearest one."""
    scale = load_reference().scales[load_reference().tests[test].scale]
    if scale.abnormal_above is not None:
        return int(scale.abnormal_above) + 1 if depth > NORMAL else int(scale.abnormal_above)
    grades = {depth_of(test, grade.value): grade.value for grade in reversed(scale.grades)}
    alike = [known for known in grades if (known > NORMAL) == (depth > NORMAL)]
    return grades[min(alike, key=lambda known: abs(known - depth))]
