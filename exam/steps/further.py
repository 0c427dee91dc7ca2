"""Step 8, if needed: long tracts, saddle, knee and hip, pulses, vibration. Offered by findings, always in reach."""

from __future__ import annotations

from exam.domain.reasoning.facts import Facts, facts_of
from exam.domain.reasoning.rules import holds
from exam.domain.record.model import ExamRecord
from exam.steps import findings
from exam.steps.sections import section_fields, section_summary
from exam.steps.step import Progress, Step
from reference.model import Test

ID = "further"


def offered(test: Test, facts: Facts) -> bool:
    """Whether what was found so far calls for this test."""
    return test.opened_by is not None and holds(test.opened_by, facts)


def progress(record: ExamRecord) -> Progress | None:
    """How many of the tests that are called for, or were done anyway, have an answer."""
    facts = facts_of(record)
    done = {key.test for key in record.findings}
    return findings.count((t for t in findings.examined_in(ID) if t.id in done or offered(t, facts)), record)


STEP = Step(
    ID,
    "If needed",
    "Opened by what was found",
    fields=lambda: section_fields(ID),
    progress=progress,
    summary=lambda record: section_summary(ID, record),
)
