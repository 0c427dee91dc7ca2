"""If needed: long tracts, circulation, skin of nerves, gait, knee and hip. Suggested by findings, always available."""

from __future__ import annotations

from functools import cache, partial

from exam.domain.reasoning.facts import facts_of
from exam.domain.reasoning.possible_rules import Rules, rules
from exam.domain.reasoning.rules import holds
from exam.domain.record.model import ExamRecord
from exam.steps import findings
from exam.steps.sections import section_fields, section_summary
from exam.steps.step import Progress, Step
from reference.model import StepRow, Test, When

ID = "further"


def called_for(record: ExamRecord) -> tuple[Test, ...]:
    """The tests that the findings so far call for, and those done anyway, in the order of the reference."""
    facts, named = facts_of(record), {key.test for key in record.findings}
    named |= {id for id, when in _openings().possible(facts) if id not in named and holds(when, facts)}
    return tuple(test for test in findings.examined_in(ID) if test.id in named)


@cache
def _openings() -> Rules[tuple[str, When]]:
    """What calls for each test that something calls for."""
    opened = [(test.id, test.opened_by) for test in findings.examined_in(ID) if test.opened_by]
    return rules(opened, lambda opening: opening[1])


def progress(record: ExamRecord) -> Progress | None:
    """How many of the tests that are called for, or were done anyway, have an answer."""
    return findings.count(called_for(record), record)


def step(row: StepRow) -> Step:
    """The step: like a step of tests, but only tests that are called for count, and nothing is filled as normal."""
    return Step(
        row,
        fields=partial(section_fields, ID),
        progress=progress,
        summary=partial(section_summary, ID),
        called_for=called_for,
    )
