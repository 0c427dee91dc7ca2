"""What the strip says of the core: done only when each of its tests has a value."""

from exam.domain.reasoning.assess import assess
from exam.steps.findings import core_normal
from exam.steps.sequence import steps
from exam.web.presenters.frame.strip import strip
from tests.domain.records import record_of

REFUSED = {"not_tested": "pain"}


def normal_core():
    record = record_of()
    return {answer.path: answer.value for step in steps() for answer in core_normal(step.id, record)}


def missing(answers):
    record = record_of(answers)
    tried = {key.short_path for key in record.findings}
    return strip(assess(record), hidden=False, tried=tried, stated_normal=record.stated_otherwise_normal).missing


def test_the_core_is_done_when_each_test_has_a_value():
    assert missing(normal_core()) == "All core tests done"


def test_a_core_test_that_was_refused_is_counted_and_the_core_is_not_called_done():
    core = normal_core()
    refused = dict.fromkeys(list(core)[:3], REFUSED)
    assert missing(core | refused) == "Core: 3 could not be tested"


def test_what_is_not_examined_is_counted_before_what_could_not_be():
    core = normal_core()
    first, second, *_ = core
    core[first] = REFUSED
    del core[second]
    assert missing(core) == "1 core test not examined"
    assert missing({}) == f"{len(core) + 1} core tests not examined"


def test_a_core_stated_to_be_normal_is_not_called_done():
    assert missing({"findings.stated_otherwise_normal": True}) == "Rest of the core stated normal"
