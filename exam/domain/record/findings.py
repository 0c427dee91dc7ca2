"""Reads the findings of a record: the result of each test, by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any

from exam.domain.language import say
from exam.domain.record.grades import is_grade, read_result
from exam.domain.record.json_values import NoGroup, Reader, join, quoted
from exam.domain.record.model import ExamRecord, Finding, FindingKey, finding_order, keys_of
from reference import load_reference
from reference.model import Scale, Test
from reference.vocabulary import SIDES

STATED_NORMAL = "stated_otherwise_normal"
"""The one member of the findings that is not a family of tests."""


def read_findings(reader: Reader, groups: Mapping[str, Any], root: str = "findings") -> dict[FindingKey, Finding]:
    """The result of each test below the path `root`, in the order in which they are written, however they were given.

    Faults are collected by the reader.
    """
    tests, of_group = load_reference().tests, _names_by_group()
    known = (*of_group, STATED_NORMAL) if root == "findings" else of_group.keys()
    findings: dict[FindingKey, Finding] = {}
    members = reader.members(dict(groups), root, known)
    reader.refuse_null(members, root, members.keys() - {STATED_NORMAL})
    for group, named in members.items():
        if group == STATED_NORMAL:
            continue
        for name, value in reader.members(named, join(root, group), of_group[group]).items():
            findings.update(_read_test(reader, tests[f"{group}.{name}"], value, root))
    return _in_order(findings)


def with_grades(record: ExamRecord, given: Iterable[tuple[str, Any]]) -> ExamRecord | None:
    """The record, which has been read, with these grades at the paths of findings, None where one is taken away.

    It is what reading all of its answers again would give, without reading them. None where an answer is not a grade
    as a record writes it, as a limited one, or has another path.
    """
    findings, places = dict(record.findings), _places()
    for path, value in given:
        key, scale = places.get(path, (None, None))
        if key is None or scale is None or not (value is None or is_grade(scale, value)):
            return None
        if value is None:
            findings.pop(key, None)
        else:
            findings[key] = value
    ordered = findings if findings.keys() == record.findings.keys() else _in_order(findings)
    return replace(record, findings=MappingProxyType(ordered))


def _in_order(findings: Mapping[FindingKey, Finding]) -> dict[FindingKey, Finding]:
    return {key: findings[key] for key in sorted(findings, key=finding_order)}


@cache
def _places() -> Mapping[str, tuple[FindingKey, Scale]]:
    """What is found at each path of a finding, and its scale."""
    reference = load_reference()
    return {key.path: (key, reference.scales[test.scale]) for test in reference.tests.values() for key in keys_of(test)}


@cache
def _names_by_group() -> Mapping[str, frozenset[str]]:
    """The names of the tests below each family."""
    found: dict[str, set[str]] = {}
    for id in load_reference().tests:
        group, name = id.split(".")
        found.setdefault(group, set()).add(name)
    return {group: frozenset(names) for group, names in found.items()}


def _read_test(reader: Reader, test: Test, value: Any, root: str) -> Iterator[tuple[FindingKey, Finding]]:
    if test.sided:
        path = f"{root}.{test.id}"
        if not isinstance(value, dict):
            message = say('{value} is not an object with "right" and "left"').format(value=quoted(value))
            reader.fault(path, message, NoGroup)
            return
        members: Mapping[Any, Any] = reader.members(value, path, SIDES)
    else:
        members = {None: value}
    scale = load_reference().scales[test.scale]
    for key in keys_of(test):
        if key.side in members:
            found = members[key.side]
            # Most results are grades as they are written, and of these no path has to be named.
            finding = found if is_grade(scale, found) else read_result(reader, scale, found, join(root, key.short_path))
            if finding is not None:
                yield key, finding
