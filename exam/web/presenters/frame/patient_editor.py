"""The editor of the patient: age and sex by taps, the reference, another patient, and discarding the draft."""

from __future__ import annotations

from dataclasses import dataclass

from exam.domain.language import mark, say
from exam.domain.record.answers import answers_of
from exam.store.stored import StoredExam
from exam.web.presenters.step.options import Choice, Option

AGE, SEX = "patient.age", "patient.sex"
SEX_WORDS = {"female": mark("Female"), "male": mark("Male"), "other": mark("Other"), "unknown": mark("Not known")}
AGE_WORDS = {"tens": mark("Age, tens: {number}"), "units": mark("Age, units: {number}")}
TENS, UNITS = range(0, 110, 10), range(10)
# What every record has from the beginning, and what the server adds.
NOT_COUNTED = ("patient.reference", "examined_at", "time_zone", "earlier.", "earlier_findings.")


@dataclass(frozen=True, slots=True)
class PatientEditor:
    """The patient's age and sex as choices, and how many answers a discarded draft would have."""

    choices: tuple[Choice, ...]
    sexes: tuple[tuple[str, str], ...]
    answers: int
    compared: bool


def patient_editor(exam: StoredExam) -> PatientEditor:
    """The current state of the editor."""
    patient = exam.record.patient
    tens = None if patient.age is None else patient.age - patient.age % 10
    units = None if patient.age is None else patient.age % 10
    return PatientEditor(
        choices=(
            Choice("who-tens", say("Age: tens"), tuple(_age("tens", ten, tens) for ten in TENS)),
            Choice("who-units", say("and units"), tuple(_age("units", unit, units) for unit in UNITS)),
            Choice("who-sex", say("Sex"), tuple(_sex(sex, say(text), patient.sex) for sex, text in SEX_WORDS.items())),
        ),
        sexes=tuple((sex, say(text)) for sex, text in SEX_WORDS.items()),
        answers=sum(not path.startswith(NOT_COUNTED) for path, _ in answers_of(exam.record)),
        compared=exam.earlier is not None,
    )


def _age(part: str, number: int, now: int | None) -> Option:
    return Option(AGE, f"{part}:{number}", str(number), say(AGE_WORDS[part]).format(number=number), now == number)


def _sex(sex: str, text: str, now: str | None) -> Option:
    return Option(SEX, sex, text, say("Sex: {sex}").format(sex=text), now == sex)
