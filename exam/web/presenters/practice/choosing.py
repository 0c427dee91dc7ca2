"""The patients to practise on: drawn by chance, or published cases by number and side, so that no answer shows."""

from __future__ import annotations

from dataclasses import dataclass

from exam.domain.evaluation.drawn import Kind
from exam.domain.language import mark, say
from exam.training.published import PublishedCase, published_cases

DRAWS: dict[Kind, tuple[str, str]] = {
    "any": (mark("Any lesion, or none"), mark("Roughly as often as the program expects them.")),
    "root": (mark("A root lesion"), mark("One root, or two.")),
    "other": (mark("Another lesion"), mark("A nerve, the plexus, the arteries, the cord and others.")),
}
SIDES = {
    "right": mark("Complaint in the right leg"),
    "left": mark("Complaint in the left leg"),
    "both": mark("Complaint in both legs"),
    "none": mark("No complaint in a leg"),
}


@dataclass(frozen=True, slots=True)
class Draw:
    """A button that draws a patient."""

    kind: Kind
    title: str
    line: str


@dataclass(frozen=True, slots=True)
class CaseGroup:
    """The published cases with a complaint on one side."""

    title: str
    cases: tuple[PublishedCase, ...]


def draws() -> tuple[Draw, ...]:
    """The kinds of patients that can be drawn."""
    return tuple(Draw(kind, say(title), say(line)) for kind, (title, line) in DRAWS.items())


def case_groups() -> tuple[CaseGroup, ...]:
    """The published cases, right before left; a side without one is left out."""
    cases = published_cases().values()
    grouped = {side: tuple(case for case in cases if _side(case) == side) for side in SIDES}
    return tuple(CaseGroup(say(SIDES[side]), some) for side, some in grouped.items() if some)


def _side(case: PublishedCase) -> str:
    return case.record.presentation.symptom_side or "none"
