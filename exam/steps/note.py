"""The note: its free text."""

from __future__ import annotations

from exam.steps.fields import comment_field
from exam.steps.step import Step
from reference.model import StepRow

ID = "note"


def step(row: StepRow) -> Step:
    """The step: its comment is the last one on the note."""
    return Step(row, fields=lambda: comment_field(ID), tapped=False, copied=False)
