"""Reads what a record holds of the earlier examination that it is compared with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from exam.domain.language import say
from exam.domain.record.findings import read_findings
from exam.domain.record.json_values import Reader, join, quoted
from exam.domain.record.model import ComparedExam, Finding, FindingKey, finding_order, keys_of
from reference import load_reference

EARLIER, EARLIER_FINDINGS = "earlier", "earlier_findings"
REQUIRED = ("examined_at", "worse")


def read_earlier(reader: Reader, value: Any) -> ComparedExam | None:
    """When the earlier examination was, and which findings are worse now; faults are collected by the reader."""
    if value is None:
        return None
    if not isinstance(value, dict):
        reader.fault(EARLIER, say('needs an object with "examined_at" and "worse"'))
        return None
    members = reader.members(value, EARLIER, REQUIRED)
    for key in REQUIRED:
        if key not in members:
            reader.fault(join(EARLIER, key), say("is required"))
    when = reader.optional(members, "examined_at", EARLIER, reader.moment)
    worse = reader.optional(members, "worse", EARLIER, lambda v, p: _read_worse(reader, v, p))
    return ComparedExam(when, worse) if when is not None and worse is not None else None


def read_earlier_findings(reader: Reader, members: Mapping[str, Any]) -> Mapping[FindingKey, Finding]:
    """What the earlier examination found, written as the findings of this one are."""
    if EARLIER_FINDINGS in members and EARLIER not in members:
        reader.fault(EARLIER_FINDINGS, say('is for a record with "{key}"').format(key=EARLIER))
    groups = reader.members(members.get(EARLIER_FINDINGS), EARLIER_FINDINGS)
    return MappingProxyType(read_findings(reader, groups, EARLIER_FINDINGS))


def _read_worse(reader: Reader, value: Any, path: str) -> tuple[FindingKey, ...] | None:
    if not isinstance(value, list):
        reader.fault(path, say("{value} is not a list").format(value=quoted(value)))
        return None
    return tuple(sorted(_each_key(reader, value, path), key=finding_order))


def _each_key(reader: Reader, value: list[Any], path: str) -> Iterator[FindingKey]:
    seen: set[FindingKey] = set()
    for index, item in enumerate(value):
        key = _known_keys().get(item) if isinstance(item, str) else None
        if key is None:
            message = say("{value} is not a finding, as strength.ankle_dorsiflexion.left")
            reader.fault(f"{path}[{index}]", message.format(value=quoted(item)))
        elif key in seen:
            reader.fault(f"{path}[{index}]", say("{value} is duplicated").format(value=quoted(item)))
        else:
            seen.add(key)
            yield key


@cache
def _known_keys() -> Mapping[str, FindingKey]:
    """Every finding that a record can have, by its name."""
    return {key.short_path: key for test in load_reference().tests.values() for key in keys_of(test)}
