"""Examining a patient to practise on: a tap asks or examines, and what is found is the answer."""

from __future__ import annotations

from exam.domain.language import mark, say
from exam.domain.record.answers import Answer
from exam.domain.record.json_values import Fault
from exam.domain.record.model import ExamRecord
from exam.steps import assessment, note
from exam.steps.fields import Form
from exam.steps.step import Step, is_answer
from exam.training.practice import PracticePatient, practice_patient

EXAMINE = "examine"
"""What a tap sends in place of a value."""

NOT_ENTERED = mark("is not entered in practice: it is asked or examined by a tap")
ENTERED = (assessment.ID, note.ID)
"""Steps that are the learner's own."""


class NotEntered(ValueError):
    """A form contains a value for what the patient shows by itself; `faults` names it."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.faults = (Fault(path, say(NOT_ENTERED)),)


def read(step: Step, form: Form, record: ExamRecord) -> tuple[Answer, ...]:
    """The answers in a form; of a patient to practise on, what is found there. Raises `NotAsked`, `NotEntered`."""
    patient = practice_patient(record.training)
    if patient is None or step.id in ENTERED:
        return step.read(form, record)
    return tuple(_found(patient, path, text) for path, text in form.items() if is_answer(path))


def _found(patient: PracticePatient, path: str, text: str) -> Answer:
    if text != EXAMINE or path not in patient.hidden:
        raise NotEntered(path)
    return Answer(path, patient.hidden[path])


def rest(step: Step, record: ExamRecord, group: str = "") -> tuple[Answer, ...]:
    """What one tap for the rest of a step, or of a group, fills: normal, or no.

    Of a patient to practise on it is what is found by the same tests and questions.
    """
    normal, patient = step.normal(record, group), practice_patient(record.training)
    if patient is None or step.id in ENTERED:
        return normal
    return tuple(Answer(answer.path, patient.hidden[answer.path]) for answer in normal if answer.path in patient.hidden)
