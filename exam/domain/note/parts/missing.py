"""What the note says was not examined, and what could not be tested: each once, grouped, and never as normal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exam.domain.language import say_count
from exam.domain.reasoning.conclusions import Assessment, RaisedAlert
from exam.domain.record.model import ExamRecord, FindingKey, NotTested, keys_of, result_of, split_side
from exam.domain.words.facts import named_tests
from exam.domain.words.findings import finding_of
from exam.domain.words.grammar import heading, joined
from exam.domain.words.values import REASON_WORDS
from reference import load_reference
from reference.model import Test
from reference.vocabulary import SIDES, Side


def could_not_be_tested(record: ExamRecord) -> tuple[str, ...]:
    """What could not be done, one phrase for each reason: "whole right leg (cast or dressing)"."""
    reasons: dict[str, list[FindingKey]] = {}
    for test in load_reference().tests.values():
        for key in keys_of(test):
            found = record.findings.get(key)
            if isinstance(found, NotTested):
                reasons.setdefault(found.reason, []).append(key)
    return tuple(f"{_grouped(record, keys)} ({REASON_WORDS[why]})" for why, keys in reasons.items())


def _grouped(record: ExamRecord, keys: Sequence[FindingKey]) -> str:
    """The tests of one reason, those of a leg whose core could not be tested at all as that leg."""
    legs = [side for side in SIDES if all(key in keys for key in _core_of(side))]
    whole = [side for side in legs if _has_no_result(record, side)]
    rest = [key for key in keys if not (key.side in whole or (key.side in legs and key in _core_of(key.side)))]
    partly = [side for side in legs if side not in whole]
    parts = (
        _legs("whole", whole),
        f"all core tests of {_legs('the', partly)}" if partly else "",
        named_tests(key.short_path for key in rest) if rest else "",
    )
    return "; ".join(part for part in parts if part)


def _core_of(side: Side | None) -> tuple[FindingKey, ...]:
    return tuple(FindingKey(test.id, side) for test in load_reference().tests.values() if test.core and test.sided)


def _has_no_result(record: ExamRecord, side: Side) -> bool:
    return not any(key.side == side and result_of(found) is not None for key, found in record.findings.items())


def _legs(before: str, sides: Sequence[Side]) -> str:
    return f"{before} {joined(sides)} leg{'s' if len(sides) > 1 else ''}" if sides else ""


def refused_sentences(record: ExamRecord) -> str:
    """The same as sentences, without the last full stop; empty where nothing was refused."""
    return ". ".join(map(heading, could_not_be_tested(record)))


def not_examined_sentence(record: ExamRecord, paths: Iterable[str]) -> str:
    """The core tests without a result, with their number; only where there are none is the core said to be whole.

    `paths` have no result. Those that were tried are only counted here: `could_not_be_tested` names them.
    """
    paths = list(paths)
    missing = [path for path in paths if FindingKey(*split_side(path)) not in record.findings]
    tried = len(paths) - len(missing)
    if missing:
        number = len(missing)
        count = say_count("{number} core test, counting each side", "{number} core tests, counting each side", number)
        count = count.format(number=number)
        also = f"; {tried} more could not be tested" if tried else ""
        return f"{heading(named_tests(missing))} ({count}{also})."
    if tried:
        return f"{tried} of {_core_total()} core tests could not be tested, counting each side."
    if record.stated_otherwise_normal:
        return "Core tests not shown were stated to be normal, not recorded individually."
    return "None; all core tests have a result."


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
    missing = [key.short_path for test in tests for key in keys_of(test) if _not_tried(key, test, record)]
    return f"Not examined, though the emergency asks for it: {named_tests(missing)}." if missing else ""


def _not_tried(key: FindingKey, test: Test, record: ExamRecord) -> bool:
    stated = record.stated_otherwise_normal and load_reference().families[test.family].stated_normal
    return key not in record.findings and not stated


def _core_total() -> int:
    return sum(len(keys_of(test)) for test in load_reference().tests.values() if test.core)
