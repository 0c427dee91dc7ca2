"""What Dermyo is for, and its regulatory status as a medical device, in words that are the same everywhere.

`docs/standing.md` says the same; a test compares them. Who changes a sentence of the intended use raises `STATEMENT`,
and everybody is asked to read it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from exam.domain.language import mark, say, say_day

REGULATORY_STATUS = mark(
    "Dermyo has not been assessed or certified as a medical device anywhere. "
    "Software with this purpose is regulated as one in the EU, the UK and the USA; until a clinic puts it into service "
    "under its own governance it is for teaching, research and simulated patients."
)
IN_SERVICE = mark(
    "Dermyo has not been assessed or certified as a medical device anywhere. The clinic put it into service under its "
    "own governance on {day}. Responsible: {name}. Used for: {purpose}."
)

STATEMENT = "1"

INTENDED_USE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        mark("What it is for"),
        (
            mark(
                "To examine the lumbar nerve roots and the nerves of the leg in order, to record what was found, and "
                "to write a note of it."
            ),
            mark(
                "From what was recorded it ranks the roots, nerves and other causes that fit, names emergencies by "
                "fixed rules, and suggests further tests and imaging, with reasons and sources."
            ),
        ),
    ),
    (
        mark("Who uses it"),
        (
            mark(
                "Clinicians who are trained in the neurological examination and may judge its findings themselves, and "
                "learners whom such a clinician supervises."
            ),
        ),
    ),
    (
        mark("For which patients"),
        (
            mark("People of 16 years or more with pain, numbness or weakness of the back or leg."),
            mark("Under 16 no cause is ranked, because the figures are of adults; alerts are raised all the same."),
        ),
    ),
    (
        mark("What it is not for"),
        (
            mark("Patients on their own, or triage without an examination: it takes what is entered as true."),
            mark(
                "Ruling anything out. Without an alert there may still be an emergency, and a root may be affected "
                "where nothing points to one."
            ),
            mark("The only ground for a diagnosis, for imaging or against it, for an operation, or for going home."),
            mark("Disease of the neck, arms or brain, and watching a patient whose state may change within hours."),
        ),
    ),
    (
        mark("What its answers rest on"),
        (
            mark(
                "Nearly all figures of the ranking are the developers' judgement, with a reason and a range. No "
                "clinician has reviewed them, and they have not been calibrated on patients."
            ),
            mark("It ranks only causes that it knows. For another it may say that nothing fits, or name a wrong one."),
        ),
    ),
    (mark("Regulatory status"), (REGULATORY_STATUS,)),
)
"""Headings, each with its sentences."""


@dataclass(frozen=True, slots=True)
class Service:
    """That a clinic put Dermyo into service: who is responsible, since which day, and for what and where."""

    responsible: str
    since: date
    purpose: str

    @property
    def day(self) -> str:
        """The day in words."""
        return say_day(datetime.combine(self.since, time()))


def regulatory_words(service: Service | None) -> str:
    """The status of a clinic that put Dermyo into service, or of everybody else."""
    if service is None:
        return say(REGULATORY_STATUS)
    purpose = service.purpose.rstrip(".")
    return say(IN_SERVICE).format(day=service.day, name=service.responsible, purpose=purpose)
