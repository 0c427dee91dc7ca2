"""The patient in one line, always in view: "Ref 4471", "54, female, left leg, 5 weeks"."""

from __future__ import annotations

from dataclasses import dataclass

from exam.domain.language import mark, say
from exam.domain.record.model import ExamRecord
from exam.domain.words.values import duration_label, value_label

SIDE_WORDS = {
    "right": mark("right leg"),
    "left": mark("left leg"),
    "both": mark("both legs"),
    "none": mark("no leg symptoms"),
}


@dataclass(frozen=True, slots=True)
class PatientBar:
    """The patient, in two short texts."""

    reference: str
    details: str


def patient_bar(record: ExamRecord) -> PatientBar:
    """What is known about the patient; what was not asked is left out."""
    patient, story = record.patient, record.presentation
    known = (
        None if patient.age is None else str(patient.age),
        None if patient.sex in (None, "unknown") else value_label("patient.sex", patient.sex),
        None if story.symptom_side is None else say(SIDE_WORDS[story.symptom_side]),
        None if story.duration_weeks is None else duration_label(story.duration_weeks),
    )
    return PatientBar(patient.reference, ", ".join(word for word in known if word))
