"""Several facts in one line, joined where both sides or several tests agree.

"right and left knee extension and hip flexion 4; L5 and S1 light touch 1 altered on the left" instead of six facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from exam.domain.reasoning.conclusions import Reason
from exam.domain.record.model import ExamRecord, split_side
from exam.domain.words.findings import BOTH_SIDES, finding_label, modality_of, path_label, test_of
from exam.domain.words.grammar import heading, inside, joined
from exam.domain.words.values import value_label
from reference import load_reference
from reference.vocabulary import SIDES

MOST_FACTS = 5
SIDES_OF_COMPLAINT = {
    "right": "complaint in the right leg",
    "left": "complaint in the left leg",
    "both": "complaint in both legs",
    "none": "complaint in neither leg",
}


class _Fact(NamedTuple):
    """One finding taken apart: what was tested, where, and the result in words."""

    test: str
    side: str
    value: str


def fact_label(path: str, record: ExamRecord) -> str:
    """A path with what the record says there, inside a sentence: "left ankle dorsiflexion 2", "no fever"."""
    value = record.at(path)
    if path == "presentation.symptom_side" and isinstance(value, str):
        return SIDES_OF_COMPLAINT[value]
    label = path_label(path)
    if value is None or value is True:
        return label
    if value is False:
        return f"no {label}"
    return f"{label}{':' if isinstance(value, tuple) else ''} {value_label(path, value)}"


def facts_line(paths: Sequence[str], record: ExamRecord, most: int = MOST_FACTS, fits: str = "") -> str:
    """What these paths of the record say. After `most` items the line only counts the others.

    `fits` is the wording of what the findings fit, which is not in the record.
    """
    findings = [path for path in paths if test_of(path)]
    others = [_other(path, record, fits) for path in paths if path not in findings]
    tests = _together((_fact(path, record) for path in findings), most)
    return _shortened([*dict.fromkeys(others), *tests], most)


def _other(path: str, record: ExamRecord, fits: str) -> str:
    return fits if fits and path.startswith("localisation.") else fact_label(path, record)


def named_tests(paths: Iterable[str]) -> str:
    """Which tests these paths name, without any result: "left L5 and S1 light touch; right and left knee extension"."""
    return "; ".join(_together(_Fact(*_test_and_side(path), "") for path in paths))


def reason_label(reason: Reason) -> str:
    """One reason as a heading: "Left great toe extension 4-", "No back pain"."""
    label = finding_label(reason.finding, reason.side)
    if isinstance(reason.value, bool):
        return label if reason.value else heading(f"no {inside(label)}")
    return f"{label} {value_label(reason.finding, reason.value)}"


def reason_lines(reasons: Iterable[Reason], most: int) -> tuple[str, ...]:
    """Reasons as headings in their order, the same finding on both sides once; at most `most` of them."""
    sides: dict[tuple[str, str], list[str]] = {}
    for reason in reasons:
        sides.setdefault((reason.finding, _result(reason)), []).append(reason.side)
    lines = [_reason_line(finding, value, named) for (finding, value), named in sides.items()]
    return tuple(lines[:most])


def _result(reason: Reason) -> str:
    if isinstance(reason.value, bool):
        return "" if reason.value else "no"
    return value_label(reason.finding, reason.value)


def _reason_line(finding: str, value: str, sides: Sequence[str]) -> str:
    label = finding_label(finding, BOTH_SIDES if set(sides) == set(SIDES) else sides[0])
    return heading(f"no {inside(label)}") if value == "no" else f"{label} {value}".strip()


def _fact(path: str, record: ExamRecord) -> _Fact:
    found = record.at(path)
    return _Fact(*_test_and_side(path), "" if found is None else value_label(path, found))


def _test_and_side(path: str) -> tuple[str, str]:
    test, side = split_side(path.removeprefix("findings."))
    return test, side or ""


def _together(facts: Iterable[_Fact], most: int | None = None) -> list[str]:
    """Joins both sides of a test with the same result, then tests of a group with the same result and sides."""
    sides: dict[tuple[str, str], list[str]] = {}
    for fact in facts:
        sides.setdefault((fact.test, fact.value), []).append(fact.side)
    groups: dict[tuple[str, str, str], list[str]] = {}
    for (test, value), found in sides.items():
        words = joined(side for side in SIDES if side in found)
        groups.setdefault((test.split(".")[0], value, words), []).append(test)
    return [_group_line(group, value, words, tests, most) for (group, value, words), tests in groups.items()]


def _group_line(group: str, value: str, sides: str, tests: Sequence[str], most: int | None) -> str:
    modality = modality_of(group)
    if modality:
        names = f"{joined(load_reference().tests[test].label for test in tests)} {modality}"
    else:
        names = joined(_first([inside(finding_label(test)) for test in tests], most))
    return " ".join(part for part in (sides, names, value) if part)


def _first(names: list[str], most: int | None) -> list[str]:
    """The names, or the first of them and how many others there are, where that is shorter."""
    if most is None or len(names) <= most + 1:
        return names
    return [*names[:most], f"{len(names) - most} others"]


def _shortened(items: Sequence[str], most: int) -> str:
    if len(items) <= most:
        return "; ".join(items)
    return f"{'; '.join(items[:most])}; and {len(items) - most} more"
