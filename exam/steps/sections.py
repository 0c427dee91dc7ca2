"""Steps built only from rows of the reference: questions, tests, or both."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial

from exam.domain.record.model import ExamRecord
from exam.steps import findings, questions
from exam.steps.courses import with_courses
from exam.steps.fields import Field, comment_field
from exam.steps.step import Step, Summary
from reference.model import StepRow


@cache
def section_fields(step: str) -> Mapping[str, Field]:
    """The fields of every question and test of a step, and of its comment."""
    return {**questions.yes_no_fields(step), **findings.grade_fields(step), **comment_field(step)}


def section_summary(step: str, record: ExamRecord) -> Summary:
    """What the step's questions and tests found."""
    asked, found = questions.answers_of(step, record), findings.findings_of(step, record)
    return Summary(asked.notable + found.notable, found.not_testable, asked.normal + found.normal)


def step_of_tests(row: StepRow) -> Step:
    """A step of tests: its progress and its "all normal" are those of the core tests."""
    return Step(
        row,
        fields=partial(section_fields, row.id),
        progress=partial(findings.core_progress, row.id),
        summary=partial(section_summary, row.id),
        normal=partial(findings.core_normal, row.id),
    )


def step_of_questions(row: StepRow) -> Step:
    """A step of questions: its "all normal" is "none of these", for a group or for the whole step."""
    return Step(
        row,
        fields=partial(section_fields, row.id),
        progress=partial(questions.asked, row.id),
        summary=partial(section_summary, row.id),
        normal=partial(questions.none_of_these if row.fill == "step" else questions.none_of_a_group, row.id),
        split=with_courses,
    )
