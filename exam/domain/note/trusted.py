"""Reads a record that was signed, also where the reference no longer has a test, question or grade that is in it.

Each answer is checked against the reference when it is entered. What was signed was checked then, and its hash shows
that it is the same: it opens for ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from typing import Any, get_type_hints

import msgspec

from exam.domain.language import say
from exam.domain.note.history import Line
from exam.domain.record.answers import Answer, answers_of, fold
from exam.domain.record.findings import STATED_NORMAL
from exam.domain.record.model import (
    ComparedExam,
    ExamRecord,
    Finding,
    FindingKey,
    LimitedGrade,
    NotTested,
    split_side,
)
from exam.domain.record.reading import RecordRefused, read_stored
from exam.domain.words.values import one_line
from reference.vocabulary import SIDES

# Read otherwise than by their types alone.
READ_HERE = ("findings", STATED_NORMAL, "earlier", "earlier_findings")


def _parts() -> type[msgspec.Struct]:
    """What a record has besides its findings, which are read here: msgspec knows no two dataclasses in one union."""
    types = get_type_hints(ExamRecord)
    parts = [field for field in fields(ExamRecord) if field.name not in READ_HERE]
    return msgspec.defstruct("_Parts", [(part.name, types[part.name], *_default(part)) for part in parts])


def _default(part: Field[Any]) -> tuple[Any, ...]:
    if part.default_factory is not MISSING:
        return (msgspec.field(default_factory=part.default_factory),)
    return () if part.default is MISSING else (part.default,)


_PARTS = _parts()


def signed_record(data: Mapping[str, Any]) -> ExamRecord:
    """The record of a text that was signed, in the format `dermyo-exam/1`. Raises `RecordRefused` for anything else."""
    try:
        return read_stored(data)
    except RecordRefused:
        try:
            return _trusted(data)
        except (msgspec.ValidationError, AttributeError, KeyError, TypeError, ValueError):
            pass
        raise


def signed_findings(groups: Mapping[str, Any]) -> dict[FindingKey, Finding]:
    """The findings alone, not checked again: for whoever reads very many. Raises ValueError for anything else."""
    try:
        return dict(_findings({family: tests for family, tests in groups.items() if family != STATED_NORMAL}))
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"no findings: {error}") from error


def known_part(record: ExamRecord) -> ExamRecord:
    """A signed record without the answers that the reference no longer knows; `unknown_lines` has those."""
    answers: Sequence[Answer] = answers_of(record)
    while True:
        try:
            return fold(answers)
        except RecordRefused as refused:
            known = [one for one in answers if not any(_within(one.path, fault.path) for fault in refused.faults)]
            if len(known) == len(answers):
                raise
            answers = known


def unknown_lines(record: ExamRecord) -> tuple[Line, ...]:
    """The answers of a signed record that the reference no longer knows, as the record names them."""
    known = set(map(str, answers_of(known_part(record))))
    return tuple(Line(_name(one.path), _words(one.value)) for one in answers_of(record) if str(one) not in known)


def _name(path: str) -> str:
    return path.replace("_", " ").replace(".", ", ")


def _words(value: Any) -> str:
    """The JSON of an answer as it can be read: "not tested: pain"."""
    if isinstance(value, dict):
        return "; ".join(f"{_name(key)}: {_words(member)}" for key, member in value.items())
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    return one_line(str(value))


def _within(path: str, fault: str) -> bool:
    """Whether a fault is in the value at a path, or in what the path is a part of."""
    return f"{path}.".startswith(f"{fault}.") or fault.startswith(f"{path}.")


def _trusted(data: Mapping[str, Any]) -> ExamRecord:
    parts = msgspec.structs.asdict(msgspec.convert(data, _PARTS))
    earlier, findings = data.get("earlier"), dict(data.get("findings", {}))
    stated = findings.pop(STATED_NORMAL, False)
    return ExamRecord(
        **parts,
        stated_otherwise_normal=stated,
        findings=dict(_findings(findings)),
        earlier=ComparedExam(earlier["examined_at"], tuple(map(_key, earlier["worse"]))) if earlier else None,
        earlier_findings=dict(_findings(data.get("earlier_findings", {}))),
    )


def _findings(groups: Mapping[str, Any]) -> Iterator[tuple[FindingKey, Finding]]:
    for group, tests in groups.items():
        for name, value in tests.items():
            if isinstance(value, dict) and value.keys() <= set(SIDES):
                yield from ((_key(f"{group}.{name}.{side}"), _finding(value[side])) for side in SIDES if side in value)
            else:
                yield FindingKey(f"{group}.{name}", None), _finding(value)


def _key(path: str) -> FindingKey:
    return FindingKey(*split_side(path))


def _finding(value: Any) -> Finding:
    if not isinstance(value, dict):
        return value  # type: ignore[no-any-return]
    return NotTested(value["not_tested"]) if "not_tested" in value else LimitedGrade(**value)
