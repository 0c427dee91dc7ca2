"""The steps in their order, and which step asks for what."""

from __future__ import annotations

from exam.domain.words.findings import test_of
from exam.steps import (
    assessment,
    back_or_knee,
    complaint,
    further,
    note,
    red_flags,
    reflexes,
    sensation,
    strength,
    tension,
)
from exam.steps.step import Step

STEPS = (
    complaint.STEP,
    red_flags.STEP,
    back_or_knee.STEP,
    reflexes.STEP,
    sensation.STEP,
    strength.STEP,
    tension.STEP,
    further.STEP,
    assessment.STEP,
    note.STEP,
)


def step_named(slug: str) -> Step | None:
    """The step with this word in its URL."""
    return next((step for step in STEPS if step.slug == slug), None)


def after(step: Step) -> Step | None:
    """The step that follows; nothing follows the note."""
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else None


def asking(path: str) -> Step | None:
    """The step that asks for this path of the record, or for this test of the assessment (`strength.hip_abduction`)."""
    test = test_of(path)
    if test is not None:
        return next(step for step in STEPS if step.id == test.step)
    return next((step for step in STEPS if path in step.fields()), None)
