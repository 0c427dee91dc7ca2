"""The steps in their order, and which step asks for what."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from exam.domain.record.reviews import HANDOVER, PATH
from exam.domain.words.findings import test_of
from exam.steps.assessment import ID as ASSESSMENT
from exam.steps.sections import step_of_questions, step_of_tests
from exam.steps.step import Step
from reference import Fault, ReferenceFaulty, load_reference
from reference.model import StepRow


@cache
def steps() -> tuple[Step, ...]:
    """Every step. Raises `ReferenceFaulty` if a row of the kind `own` has no module."""
    rows = load_reference().steps.values()
    faults = tuple(
        Fault("steps.toml", row.id, f"has no file exam/steps/{row.id}.py with a function step")
        for row in rows
        if _lacks_file(row)
    )
    if faults:
        raise ReferenceFaulty(faults)
    return tuple(_step(row) for row in rows)


def _module(row: StepRow) -> str:
    return f"exam.steps.{row.id}"


def _lacks_file(row: StepRow) -> bool:
    if row.kind != "own":
        return False
    return find_spec(_module(row)) is None or not hasattr(import_module(_module(row)), "step")


def _step(row: StepRow) -> Step:
    if row.kind == "own":
        step: Step = import_module(_module(row)).step(row)
        return step
    return step_of_tests(row) if row.kind == "tests" else step_of_questions(row)


def step_named(slug: str) -> Step | None:
    """The step with this word in its URL."""
    return next((step for step in steps() if step.slug == slug), None)


def step_with(id: str) -> Step:
    """The step with this word in a record. Raises KeyError where there is none."""
    return {step.id: step for step in steps()}[id]


def after(step: Step) -> Step | None:
    """The next step; None after the note."""
    place = steps().index(step) + 1
    return steps()[place] if place < len(steps()) else None


def asking(path: str) -> Step | None:
    """The step that asks for this path of the record, or for this test of the assessment (`strength.hip_abduction`)."""
    if path.startswith(f"{PATH}.") or path == HANDOVER:
        return step_with(ASSESSMENT)
    test = test_of(path)
    if test is not None:
        return step_with(load_reference().step_of(test))
    return next((step for step in steps() if path in step.fields()), None)
