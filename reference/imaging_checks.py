"""Checks of the studies: each named study exists, and no row asks for more hurry than its priority."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reference.model import Imaging, OtherTest, Reference
from reference.tables import Fault

FILE = "imaging.toml"
EMERGENCY = r"now|today|tonight|immediately|emergency|same day|hours?"
HURRY = {
    "emergency": re.compile(r"(?!)"),
    "urgent": re.compile(rf"\b({EMERGENCY})\b", re.IGNORECASE),
    "routine": re.compile(rf"\b({EMERGENCY}|urgent|urgently|soon|without delay|within (days|a week))\b", re.IGNORECASE),
}
"""The words that a row of each priority may not use: a patient is given one urgency, that of the alerts."""


def imaging_faults(reference: Reference) -> Iterator[Fault]:
    """Every study that is named and does not exist, and every word of hurry beyond a row's priority."""
    studies = studies_of(reference)
    for alert in reference.alerts.values():
        yield from _unknown("alerts.toml", alert.id, alert.withholds, studies)
    for row in reference.imaging.values():
        yield from _unknown(FILE, row.id, row.includes, studies)
        yield from _hurried(row, row.verdict, row.verdict_with_caution, row.purpose, row.caution)
    for alternative in reference.alternatives.values():
        yield from _unknown(FILE, alternative.id, alternative.of, studies)
    for precaution in reference.precautions.values():
        yield from _unknown(FILE, precaution.id, precaution.studies, studies)
    for test in reference.other_tests.values():
        yield from _hurried(test, test.verdict, test.purpose)


def studies_of(reference: Reference) -> set[str]:
    """The ids of all studies that may be suggested."""
    of_rows = {row.study for row in reference.imaging.values()}
    return of_rows | {row.study for row in reference.alternatives.values()}


def _unknown(file: str, row: str, names: Iterable[str], studies: set[str]) -> Iterator[Fault]:
    yield from (Fault(file, row, f'study "{name}" does not exist') for name in names if name not in studies)


def _hurried(row: Imaging | OtherTest, *texts: str) -> Iterator[Fault]:
    for found in filter(None, map(HURRY[row.priority].search, texts)):
        yield Fault(FILE, row.id, f'is {row.priority} and says "{found.group()}"')
