"""The counts of an audit as JSON: written where they may leave, and read with every fault named by its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from exam.domain.audit.counts import Audit
from exam.domain.language import say
from exam.domain.record.json_values import UNKNOWN_KEY, Fault, join, shortened
from exam.domain.record.reading import RecordRefused

FEWEST_WRITTEN = 10
"""Of fewer outcomes the counts are not written: those of one or two are what an examination says."""


def may_be_written(audit: Audit) -> bool:
    """Whether the counts may leave the clinic: not where they are of so few that they tell of one."""
    return audit.examinations.with_outcome >= FEWEST_WRITTEN


def read_audit(data: Any) -> Audit:
    """The counts in the format `dermyo-audit/1`. Raises `RecordRefused`."""
    try:
        return msgspec.convert(data, Audit, strict=True)
    except msgspec.ValidationError as error:
        raise RecordRefused(tuple(_faults(data, Audit, "", error))) from None


def audit_json(audit: Audit) -> dict[str, Any]:
    """The same counts as JSON has them."""
    written: dict[str, Any] = msgspec.to_builtins(audit)
    return written


def _faults(value: Any, kind: Any, path: str, error: msgspec.ValidationError) -> Iterator[Fault]:
    """Where a value is wrong: in its members, or where all of them can be read, in itself."""
    inside = list(_members(value, kind, path))
    wrong = [fault for fault in inside if fault]
    if wrong:
        yield from wrong
    else:
        message, _, place = str(error).partition(" - at `")
        # In a list, which has no names, its place: `stated[3].right`.
        yield Fault(f"{path}{place[1:-1]}" if place.startswith("$[") else path, message)


def _members(value: Any, kind: Any, path: str) -> Iterator[Fault]:
    if not isinstance(value, dict):
        return
    fields = _fields(value, kind)
    for name, member in value.items():
        here = join(path, shortened(name))
        if name not in fields:
            yield Fault(here, say(UNKNOWN_KEY))
            continue
        try:
            msgspec.convert(member, fields[name], strict=True)
        except msgspec.ValidationError as error:
            yield from _faults(member, fields[name], here, error)


def _fields(value: Mapping[str, Any], kind: Any) -> dict[str, Any]:
    """The type of each member of an object: of a struct its fields, of a table that of its rows."""
    if get_origin(kind) is dict:
        return dict.fromkeys(value, get_args(kind)[1])
    return get_type_hints(kind, include_extras=True) if isinstance(kind, type) else {}
