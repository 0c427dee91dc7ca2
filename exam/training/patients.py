"""The demonstration patients, read from `patients.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from exam.domain.record.answers import Answer

DATA = Path(__file__).with_name("patients.toml")


class Found(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an examiner would find at one step: in words, as answers by path, and whether the rest of it is normal."""

    step: str
    words: tuple[str, ...]
    answers: Mapping[str, Any] = {}
    rest_normal: bool = False


class DemonstrationPatient(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An invented patient: `given` is answered before the visitor begins, `found` is what is left to examine."""

    id: str
    title: str
    line: str
    story: str
    given: Mapping[str, Any]
    found: tuple[Found, ...]

    @property
    def reference(self) -> str:
        """In place of a patient reference, so that it is marked wherever a reference is shown."""
        return f"TRAINING: {self.title}"

    def found_at(self, step: str) -> Found | None:
        """What is found at a step; None where nothing is said of it."""
        return next((found for found in self.found if found.step == step), None)


@cache
def demonstration_patients() -> Mapping[str, DemonstrationPatient]:
    """Every demonstration patient by id, in the order of the file. Raises `msgspec.ValidationError` for a bad row."""
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["patient"]
    return {patient.id: patient for patient in msgspec.convert(rows, tuple[DemonstrationPatient, ...])}


def first_answers(patient: DemonstrationPatient, begun: str) -> tuple[Answer, ...]:
    """The answers that a demonstration begins with; `begun` is a date and time with its offset."""
    first = {"patient.reference": patient.reference, "training": patient.id, "examined_at": begun}
    return tuple(Answer(path, value) for path, value in {**first, **patient.given}.items())
