"""Steps that consist of the reference's rows alone: questions, tests, or both."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from exam.domain.record.model import ExamRecord
from exam.steps import findings, questions
from exam.steps.comments import comment_field
from exam.steps.fields import Field
from exam.steps.step import Step, Summary


def section_fields(step: str) -> Mapping[str, Field]:
    """Everything the reference asks in a step, and its comment."""
    return {**questions.yes_no_fields(step), **findings.grade_fields(step), **comment_field(step)}


def section_summary(step: str, record: ExamRecord) -> Summary:
    """What the step's questions and tests found."""
    asked, found = questions.answers_of(step, record), findings.findings_of(step, record)
    return Summary(asked.notable + found.notable, found.not_testable, asked.normal + found.normal)


def step_of_tests(name: str, title: str, hint: str) -> Step:
    """A step of tests: its progress and its "all normal" are those of the core tests."""
    return Step(
        name,
        title,
        hint,
        fields=partial(section_fields, name),
        progress=partial(findings.core_progress, name),
        summary=partial(section_summary, name),
        normal=partial(findings.core_normal, name),
    )


def step_of_questions(name: str, title: str, hint: str, *, at_once: bool = False) -> Step:
    """A step of questions: its "all normal" is "none of these", for a group or, `at_once`, for the whole step."""
    return Step(
        name,
        title,
        hint,
        fields=partial(section_fields, name),
        progress=partial(questions.asked, name),
        summary=partial(section_summary, name),
        normal=partial(questions.none_of_these if at_once else questions.none_of_a_group, name),
    )
