"""The steps across the top: which are done, the progress of each, and the current one."""

from __future__ import annotations

from dataclasses import dataclass

from exam.domain.language import say
from exam.domain.record.model import ExamRecord
from exam.steps import assessment, note
from exam.steps.sequence import steps
from exam.steps.step import Step


@dataclass(frozen=True, slots=True)
class StepLink:
    """One step: `mark` is shown, `spoken` is for screen readers."""

    slug: str
    title: str
    mark: str
    spoken: str
    state: str
    current: bool


def stepper(current: Step, record: ExamRecord, *, signed: bool) -> tuple[StepLink, ...]:
    """Every step with its progress."""
    return tuple(_link(step, current, record, signed=signed) for step in steps())


def _link(step: Step, current: Step, record: ExamRecord, *, signed: bool) -> StepLink:
    mark, spoken, state = _ended(step, record, signed=signed) or _counted(step, record)
    return StepLink(step.slug, say(step.title), mark, spoken, state, step is current)


def _ended(step: Step, record: ExamRecord, *, signed: bool) -> tuple[str, str, str] | None:
    """The last two steps have nothing to count: they are done once there is an impression, and a signature."""
    if step.id == note.ID and signed:
        return "✓", say("signed"), "done"
    if step.id == assessment.ID and assessment.has_impression(record):
        return "✓", say("impression entered"), "done"
    return None


def _counted(step: Step, record: ExamRecord) -> tuple[str, str, str]:
    progress = step.progress(record)
    if progress is None:
        return ("•", say("begun"), "begun") if step.summary(record).anything else ("", "", "empty")
    if progress.complete:
        return "✓", say("done"), "done"
    spoken = say("{done} of {number}").format(done=progress.done, number=progress.of)
    return f"{progress.done}/{progress.of}", spoken, "begun" if progress.done else "empty"
