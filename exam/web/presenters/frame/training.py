"""What the steps of a demonstration say beside themselves: who the patient is, and what you would find."""

from __future__ import annotations

from dataclasses import dataclass

from exam.domain.language import mark, say
from exam.domain.record.model import ExamRecord
from exam.training.patients import demonstration_patients
from exam.training.practice import PracticePatient, practice_patient

INVENTED = mark("An invented patient, deleted after an hour. Text cannot be typed here.")
NOT_INVENTED = mark("From a publication; what you enter is deleted after an hour. Text cannot be typed here.")
WHO = {
    True: mark("Nobody real: drawn by chance from the program's own figures."),
    False: mark("A patient of a case report, or of an examination question."),
}
WHAT_TO_DO = mark(
    "The complaint is given. Ask and examine what you need, and enter your impression: then you see the answer."
)


@dataclass(frozen=True, slots=True)
class ShownTraining:
    """The card of one step. `words` are empty where nothing is said of the step, and in practice (`practises`)."""

    title: str
    story: str
    words: tuple[str, ...]
    rest_normal: bool
    about: str
    practises: bool = False


def shown_training(record: ExamRecord, step: str) -> ShownTraining | None:
    """The card of a step; None for a patient's examination."""
    if record.training is None:
        return None
    practised = practice_patient(record.training)
    if practised is not None:
        return _of_practice(practised)
    patient = demonstration_patients().get(record.training)
    found = patient.found_at(step) if patient else None
    return ShownTraining(
        title=say(patient.title) if patient else record.patient.reference,
        story=say(patient.story) if patient else "",
        words=tuple(map(say, found.words)) if found else (),
        rest_normal=found.rest_normal if found else False,
        about=say(INVENTED),
    )


def _of_practice(patient: PracticePatient) -> ShownTraining:
    is_drawn = patient.case is None
    return ShownTraining(
        title=patient.title,
        story=f"{say(WHO[is_drawn])} {say(WHAT_TO_DO)}",
        words=(),
        rest_normal=False,
        about=say(INVENTED if is_drawn else NOT_INVENTED),
        practises=True,
    )
