"""What the list says of an examination: what was found, and the emergencies that nobody answered."""

from __future__ import annotations

from exam.domain.reasoning.conclusions import Outline
from exam.domain.reasoning.version import PROGRAM
from exam.domain.record.model import ExamRecord
from exam.domain.words.causes import cause_label
from exam.domain.words.strip import headline
from exam.store.stored import Summary
from exam.web.exams.outlined import outlined
from reference import load_reference


def summarise(record: ExamRecord, *, signed: bool) -> Summary:
    """What the findings fit, or once signed the clinician's impression, if there is one; empty for an empty record."""
    found = outlined(record)
    emergencies = sum(alert.urgency == "emergency" and alert.answer is None for alert in found.alerts)
    return Summary((_impression(record) if signed else "") or _found(record, found), emergencies)


def summary_version() -> str:
    """Names the program and the reference that summarised."""
    return f"{PROGRAM} {load_reference().version}"


def _impression(record: ExamRecord) -> str:
    given = record.impression
    return cause_label(given.cause, given.side or "none") if given.cause else " ".join((given.text or "").split())


def _found(record: ExamRecord, found: Outline) -> str:
    return headline(found) if record.findings else ""
