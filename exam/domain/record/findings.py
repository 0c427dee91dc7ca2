"""Reads the findings of a record: the result of each test, by side."""

from __future__ import annotations

from collections.abc import Mapping
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
    tests = load_reference().tests
    known = {id.split(".")[0] for id in tests} | ({STATED_NORMAL} if root == "findings" else set())
    findings: dict[FindingKey, Finding] = {}
    members = reader.members(dict(groups), root, known)
    reader.refuse_null(members, root, members.keys() - {STATED_NORMAL})
    for group, named in members.items():
        if group == STATED_NORMAL:
            continue
        names = [id.split(".")[1] for id in tests if id.startswith(f"{group}.")]
        for name, value in reader.members(named, join(root, group), names).items():
            findings.update(_read_test(reader, tests[f"{group}.{name}"], value, root))
    return findings


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
    keys = {FindingKey(test.id, side): value for side, value in values.items()}
    found = {key: read_result(reader, scale, value, join(root, key.short_path)) for key, value in keys.items()}
    return {key: finding for key, finding in found.items() if finding is not None}
