"""The tests of a step: their groups and fields, and which of them one "all normal" tap fills."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from exam.domain.record.answers import Answer
from exam.domain.record.model import ExamRecord, NotTested, keys_of, result_of
from exam.steps import fields
from exam.steps.fields import Field
from exam.steps.step import Progress, Summary
from reference import load_reference
from reference.model import Scale, Test

# Values offered as buttons for a measurement with a wide range; any other value can be typed.
OFFERED_OF_MANY = (0, 50, 100, 150, 200, 300, 400, 500, 750, 1000)
OFFERED_BY_TENS_UP_TO = 100


@cache
def examined_in(step: str, group: str = "") -> tuple[Test, ...]:
    """The tests of a step, or of one of its groups, in the order of the reference."""
    reference = load_reference()
    tests = (test for test in reference.tests.values() if reference.step_of(test) == step)
    return tuple(test for test in tests if group in ("", test.group))


@cache
def groups_of(step: str) -> tuple[str, ...]:
    """The groups of a step's tests, in the order of the reference."""
    return tuple(dict.fromkeys(test.group for test in examined_in(step)))


def scale_of(test: Test) -> Scale:
    """The scale that a test is graded on."""
    return load_reference().scales[test.scale]


def grade_fields(step: str) -> Mapping[str, Field]:
    """The fields of every test of a step."""
    return {key.path: fields.grade(scale_of(test)) for test in examined_in(step) for key in keys_of(test)}


def offered_values(scale: Scale) -> tuple[int, ...]:
    """The values of a measurement that are offered as buttons."""
    highest = scale.maximum or 0
    if highest <= OFFERED_BY_TENS_UP_TO:
        return tuple(range(scale.minimum or 0, highest + 1, 10))
    return tuple(value for value in OFFERED_OF_MANY if value <= highest)


def core_normal(step: str, record: ExamRecord, group: str = "") -> tuple[Answer, ...]:
    """Normal, on both sides, for each core test without an answer; "could not be tested" is an answer."""
    return tuple(
        Answer(key.path, grade.value)
        for test in examined_in(step, group)
        if test.core and (grade := scale_of(test).normal)
        for key in keys_of(test)
        if key not in record.findings
    )


def core_progress(step: str, record: ExamRecord) -> Progress | None:
    """How many of the core tests' sides have an answer; None if there are no core tests."""
    return count(((test for test in examined_in(step) if test.core)), record)


def count(tests: Iterable[Test], record: ExamRecord) -> Progress | None:
    """How many sides of these tests have an answer; None when there are no tests to count."""
    keys = [key for test in tests for key in keys_of(test)]
    return Progress(sum(key in record.findings for key in keys), len(keys)) if keys else None


def findings_of(step: str, record: ExamRecord) -> Summary:
    """What the tests of a step found. A measurement counts as notable; it has no normal value."""
    found = [
        (key, scale_of(test).normal) for test in examined_in(step) for key in keys_of(test) if key in record.findings
    ]
    tried = [key.path for key, _ in found if isinstance(record.findings[key], NotTested)]
    normal = [key.path for key, grade in found if grade and result_of(record.findings[key]) == grade.value]
    rest = [key.path for key, _ in found if key.path not in (*tried, *normal)]
    return Summary(tuple(rest), tuple(tried), tuple(normal))
