"""Patients to practise on: the complaint is given, everything else is asked and examined, and the answer is known.

One is drawn from the figures of the ranking, or is a published case. Its id, in the record as `training`, says which:
`drawn_root_4711`, `case_013`. What it shows follows from the id alone, and is nowhere in the record before it is
examined.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from exam.domain.evaluation.drawn import KINDS, Kind, drawn
from exam.domain.evaluation.expected import Expected
from exam.domain.language import mark, say
from exam.domain.reasoning.localise.observe import stated_normal
from exam.domain.record.answers import Answer, answers_of
from exam.domain.record.model import ExamRecord, keys_of
from exam.training.published import PublishedCase, published_cases
from reference import load_reference

DRAWN = re.compile(f"drawn_({'|'.join(KINDS)})_([0-9]{{1,6}})")
SEEDS = 10_000
DRAWN_TITLE, PUBLISHED_TITLE = mark("Drawn patient {number}"), mark("Published case {number}")
GIVEN = (
    *("patient.age", "patient.sex", "presentation.symptom_side", "presentation.pain_sites."),
    *("presentation.paraesthesia_sites.", "presentation.duration_weeks", "presentation.onset"),
)
"""The complaint, by the beginnings of its paths."""

HIDDEN = ("findings.", "presentation.features.", "red_flags.")
STATED = "findings.stated_otherwise_normal"


@dataclass(frozen=True, slots=True)
class PracticePatient:
    """One patient: what is `given`, what is `hidden` until it is asked or examined, and the answer.

    `case` is None for a drawn one. `number` is that of the case, or the seed.
    """

    id: str
    number: int
    given: tuple[Answer, ...]
    hidden: Mapping[str, Any]
    expected: Expected
    case: PublishedCase | None

    @property
    def title(self) -> str:
        """What it is called: by number, which does not give the answer away."""
        return say(DRAWN_TITLE if self.case is None else PUBLISHED_TITLE).format(number=self.number)

    @property
    def reference(self) -> str:
        """In place of a patient reference, so that it is marked wherever a reference is shown."""
        return f"TRAINING: {self.title}"

    def begun(self, at: str) -> tuple[Answer, ...]:
        """The answers that its examination begins with; `at` is a date and time with its offset."""
        first = {"patient.reference": self.reference, "training": self.id, "examined_at": at}
        return (*(Answer(path, value) for path, value in first.items()), *self.given)


def drawn_id(kind: Kind, seed: int) -> str:
    """The id of a drawn patient."""
    return f"drawn_{kind}_{seed}"


@lru_cache(maxsize=256)
def practice_patient(id: str | None) -> PracticePatient | None:
    """The patient of an id; None for another demonstration, and for an examination that is none."""
    if id is None:
        return None
    named = DRAWN.fullmatch(id)
    if named:
        kind = next(kind for kind in KINDS if kind == named[1])
        return _drawn(id, kind, int(named[2]))
    case = published_cases().get(id)
    return None if case is None else _published(case)


def is_practice(record: ExamRecord) -> bool:
    """Whether a record is of a patient to practise on."""
    return practice_patient(record.training) is not None


def _drawn(id: str, kind: Kind, seed: int) -> PracticePatient:
    made = drawn(kind, seed)
    return PracticePatient(id, seed, _given(made.answers), _hidden(made.answers), made.expected, None)


def _published(case: PublishedCase) -> PracticePatient:
    """What the source states of the rest is there to be examined, a test at a time."""
    answers = [answer for answer in answers_of(case.record) if answer.path != STATED]
    hidden = (_stated(case.record) if case.record.stated_otherwise_normal else {}) | _hidden(answers)
    return PracticePatient(case.id, case.number, _given(answers), hidden, case.expected, case)


def _stated(record: ExamRecord) -> dict[str, Any]:
    reference = load_reference()
    tests = (reference.tests[test] for test in stated_normal())
    return {
        key.path: normal.value
        for test in tests
        if (normal := reference.scales[test.scale].normal)
        for key in keys_of(test)
        if key not in record.findings
    }


def _given(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    return tuple(answer for answer in answers if answer.path.startswith(GIVEN))


def _hidden(answers: Sequence[Answer]) -> dict[str, Any]:
    return {answer.path: answer.value for answer in answers if answer.path.startswith(HIDDEN)}
