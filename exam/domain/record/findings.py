"""Reads the findings of a record: the result of each test, by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from exam.domain.language import say
from exam.domain.record.grades import is_grade, read_result
from exam.domain.record.json_values import NoGroup, Reader, join, quoted
from exam.domain.record.model import Finding, FindingKey, keys_of
from reference import load_reference
from reference.model import Test
from reference.vocabulary import SIDES

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
