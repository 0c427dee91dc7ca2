"""How long signing can still be undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from exam.store.stored import StoredExam


@dataclass(frozen=True, slots=True)
class ShownUndo:
    """The whole seconds that are left, and the time until which, by the clock of the examination, with its zone."""

    seconds: int
    until: str


def undo_of(exam: StoredExam) -> ShownUndo | None:
    """The undo of a note that was just signed; None where there is none, or no longer."""
    until = exam.signature.undo_until if exam.signature and not exam.reading else None
    left = (until - datetime.now(UTC)).total_seconds() if until else 0
    if until is None or left < 1:
        return None
    zone = datetime.fromisoformat(exam.record.examined_at).tzinfo if exam.record.examined_at else UTC
    shown = until.astimezone(zone)
    return ShownUndo(int(left), f"{shown:%H:%M:%S} ({shown.tzname()})")
