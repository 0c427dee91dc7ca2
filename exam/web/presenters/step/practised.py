"""What is tapped for a patient to practise on: a button that asks or examines, and what it found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from exam.domain.language import say
from exam.domain.record.model import ExamRecord
from exam.training.practice import practice_patient
from exam.training.practising import EXAMINE


@dataclass(frozen=True, slots=True)
class Practised:
    """One test on one side, or one question: to be `open`ed by a tap, `found`, or `unknown` of this patient."""

    state: Literal["open", "found", "unknown"]
    text: str
    label: str
    path: str
    sends: str = EXAMINE


def practised(record: ExamRecord, path: str, item: str, found: str) -> Practised | None:
    """The state of one path; None for an examination that is no practice. `found` is its answer in words."""
    patient = practice_patient(record.training)
    if patient is None:
        return None
    if found:
        return Practised("found", found, say("{item}: {answer}").format(item=item, answer=found), path)
    if path in patient.hidden:
        tap = say("Examine") if path.startswith("findings.") else say("Ask")
        return Practised("open", tap, say("{button}: {item}").format(button=tap, item=item), path)
    unknown = say("No result") if patient.case is None else say("Not reported")
    return Practised("unknown", unknown, say("{item}: {answer}").format(item=item, answer=unknown), path)
