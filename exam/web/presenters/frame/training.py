"""What the steps of a demonstration say beside themselves: who the patient is, and what you would find."""

from __future__ import annotations

from dataclasses import dataclass

from exam.domain.language import say
from exam.domain.record.model import ExamRecord
from exam.training.patients import demonstration_patients


@dataclass(frozen=True, slots=True)
class ShownTraining:
    """The card of one step. `words` are empty where nothing is said of the step."""

    title: str
    story: str
    words: tuple[str, ...]
    rest_normal: bool


def shown_training(record: ExamRecord, step: str) -> ShownTraining | None:
    """The card of a step; None for a patient's examination."""
    if record.training is None:
        return None
    patient = demonstration_patients().get(record.training)
    found = patient.found_at(step) if patient else None
    return ShownTraining(
        title=say(patient.title) if patient else record.patient.reference,
        story=say(patient.story) if patient else "",
        words=tuple(map(say, found.words)) if found else (),
        rest_normal=found.rest_normal if found else False,
    )
