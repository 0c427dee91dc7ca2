"""Reads the findings of a record: the result of each test, by side."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from exam.domain.language import say
from exam.domain.record.grades import read_result
from exam.domain.record.json_values import NoGroup, Reader, join, quoted
from exam.domain.record.model import Finding, FindingKey
from reference import load_reference
from reference.model import Test
from reference.vocabulary import SIDES, Side

STATED_NORMAL = "stated_otherwise_normal"
"""The one member of the findings that is not a family of tests."""


def read_findings(reader: Reader, groups: Mapping[str, Any], root: str = "findings") -> dict[FindingKey, Finding]:
    """The result of each test below the path `root`; faults are collected by the reader."""
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
    return findings


@cache
def _names_by_group() -> Mapping[str, frozenset[str]]:
    """The names of the tests below each family."""
    found: dict[str, set[str]] = {}
    for id in load_reference().tests:
        group, name = id.split(".")
        found.setdefault(group, set()).add(name)
    return {group: frozenset(names) for group, names in found.items()}


def _read_test(reader: Reader, test: Test, value: Any, root: str) -> dict[FindingKey, Finding]:
    path = f"{root}.{test.id}"
    if not test.sided:
        return _read_sides(reader, test, {None: value}, root)
    if not isinstance(value, dict):
        message = say('{value} is not an object with "right" and "left"').format(value=quoted(value))
        reader.fault(path, message, NoGroup)
        return {}
    members = reader.members(value, path, SIDES)
    return _read_sides(reader, test, {side: members[side] for side in SIDES if side in members}, root)


def _read_sides(reader: Reader, test: Test, values: Mapping[Side | None, Any], root: str) -> dict[FindingKey, Finding]:
    scale = load_reference().scales[test.scale]
    found: dict[FindingKey, Finding] = {}
    for side, value in values.items():
        key = FindingKey(test.id, side)
        finding = read_result(reader, scale, value, join(root, key.short_path))
        if finding is not None:
            found[key] = finding
    return found
