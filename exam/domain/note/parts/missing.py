"""What the note says was not examined, and what could not be tested: each once, grouped, and never as normal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from exam.domain.language import mark, say, say_count
from exam.domain.reasoning.conclusions import Assessment, RaisedAlert
from exam.domain.record.model import ExamRecord, FindingKey, NotTested, keys_of, result_of, split_side
from exam.domain.words.facts import named_tests
from exam.domain.words.findings import finding_of
from exam.domain.words.grammar import heading
from exam.domain.words.values import REASON_WORDS
from reference import load_reference
from reference.model import Test
from reference.vocabulary import SIDES, Side

NONE_LACKING = mark("None; all core tests have a result.")
ALL_HAVE_RESULTS = mark("All core tests have a result.")
WHOLE = {
    ("right",): mark("whole right leg"),
    ("left",): mark("whole left leg"),
    ("right", "left"): mark("whole right and left legs"),
}
ALL_CORE = {
    ("right",): mark("all core tests of the right leg"),
    ("left",): mark("all core tests of the left leg"),
    ("right", "left"): mark("all core tests of the right and left legs"),
}


def could_not_be_tested(record: ExamRecord) -> tuple[str, ...]:
    """What could not be done, one phrase for each reason: "whole right leg (cast or dressing)"."""
    reasons: dict[str, list[FindingKey]] = {}
    for test in load_reference().tests.values():
        for key in keys_of(test):
            found = record.findings.get(key)
            if isinstance(found, NotTested):
                reasons.setdefault(found.reason, []).append(key)
    return tuple(f"{_grouped(record, keys)} ({say(REASON_WORDS[why])})" for why, keys in reasons.items())


def _grouped(record: ExamRecord, keys: Sequence[FindingKey]) -> str:
    """The tests of one reason, those of a leg whose core could not be tested at all as that leg."""
    legs = [side for side in SIDES if all(key in keys for key in _core_of(side))]
    whole = [side for side in legs if _has_no_result(record, side)]
    rest = [key for key in keys if not (key.side in whole or (key.side in legs and key in _core_of(key.side)))]
    partly = [side for side in legs if side not in whole]
    parts = (
        say(WHOLE[tuple(whole)]) if whole else "",
        say(ALL_CORE[tuple(partly)]) if partly else "",
        named_tests(key.short_path for key in rest) if rest else "",
    )
    return "; ".join(part for part in parts if part)


def _core_of(side: Side | None) -> tuple[FindingKey, ...]:
    return tuple(FindingKey(test.id, side) for test in load_reference().tests.values() if test.core and test.sided)


def _has_no_result(record: ExamRecord, side: Side) -> bool:
    return not any(key.side == side and result_of(found) is not None for key, found in record.findings.items())


def refused_sentences(record: ExamRecord) -> str:
    """The same as sentences, without the last full stop; empty where nothing was refused."""
    return ". ".join(map(heading, could_not_be_tested(record)))


class Lacking(NamedTuple):
    """What the core examination lacks: where it was not tried, and how much of it could not be done.

    It is `whole` only if every core test has a result of its own: what was only stated to be normal has none.
    """

    untried: tuple[FindingKey, ...]
    refused: int
    whole: bool


def core_lacking(record: ExamRecord, paths: Iterable[str]) -> Lacking:
    """The same of an assessment, whose `not_examined` the paths are."""
    keys = [FindingKey(*split_side(path)) for path in paths]
    untried = tuple(key for key in keys if key not in record.findings)
    return Lacking(untried, len(keys) - len(untried), not keys and not record.stated_otherwise_normal)


def untried(record: ExamRecord, tests: Iterable[Test]) -> list[FindingKey]:
    """Where nobody tried these tests, and nobody stated that they are normal."""
    stated = only_stated(record, tests := list(tests))
    return [key for test in tests for key in keys_of(test) if key not in record.findings and key not in stated]


def only_stated(record: ExamRecord, tests: Iterable[Test]) -> list[FindingKey]:
    """Where these tests were not recorded, and are only stated to be normal."""
    if not record.stated_otherwise_normal:
        return []
    covered = (test for test in tests if load_reference().families[test.family].stated_normal)
    return [key for test in covered for key in keys_of(test) if key not in record.findings]


def names_of(keys: Iterable[FindingKey]) -> str:
    """These tests by name, without any result."""
    return named_tests(key.short_path for key in keys)


def not_examined_sentence(record: ExamRecord, paths: Iterable[str]) -> str:
    """The core tests without a result, with their number; only where there are none is the core said to be whole.

    `paths` have no result. Those that were tried are only counted here: `could_not_be_tested` names them.
    """
    core = core_lacking(record, paths)
    if core.untried:
        number = len(core.untried)
        count = say_count("{number} core test, counting each side", "{number} core tests, counting each side", number)
        count = count.format(number=number)
        if core.refused:
            count = say("{count}; {number} more could not be tested").format(count=count, number=core.refused)
        return f"{heading(names_of(core.untried))} ({count})."
    if core.refused:
        refused = say("{number} of {total} core tests could not be tested, counting each side.")
        return refused.format(number=core.refused, total=core_total())
    if core.whole:
        return say(NONE_LACKING)
    return say("Core tests not shown were stated to be normal, not recorded individually.")


def asked_by_emergencies(emergencies: Iterable[RaisedAlert]) -> frozenset[str]:
    """The ids of the tests that these alerts ask for."""
    reference, raised = load_reference(), {alert.id for alert in emergencies}
    first = {test for row in reference.first_tests.values() if raised & set(row.alerts) for test in row.tests}
    checks = [check for id in raised for check in reference.alerts[id].checks]
    paths = [path for check in checks for known in check.known for path in known.split(" or ")]
    return frozenset(first | {finding_of(path) for path in paths})


def emergency_tests_sentence(record: ExamRecord, assessment: Assessment) -> str:
    """The tests outside the core that an emergency asks for and that were not tried; empty if there are none."""
    asked = asked_by_emergencies(alert for alert in assessment.alerts if alert.urgency == "emergency")
    tests = [test for test in load_reference().tests.values() if test.id in asked and not test.core]
    missing = names_of(untried(record, tests))
    return say("Not examined, though the emergency asks for it: {tests}.").format(tests=missing) if missing else ""


def core_total() -> int:
    """How many core tests there are, counting each side."""
    return sum(len(keys_of(test)) for test in load_reference().tests.values() if test.core)
