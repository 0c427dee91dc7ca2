"""Answers: one path of the record and its value. A record is the fold of the answers given so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, NamedTuple

from exam.domain.language import say
from exam.domain.record.json_values import UNKNOWN_KEY, Fault, NoGroup, UnknownKey
from exam.domain.record.model import FORMAT, ExamRecord
from exam.domain.record.reading import RecordRefused, read_stored
from exam.domain.record.writing import write_record
from exam.domain.remembered import remembered

ONE_ANSWER = frozenset(("not_tested", "grade", "answer", "to", "worse"))
"""A key that only an object has which is one answer as a whole."""


class Answer(NamedTuple):
    """A path of the record, as `findings.strength.knee_extension.left`, and its JSON value; None clears it."""

    path: str
    value: Any


def fold(answers: Iterable[Answer]) -> ExamRecord:
    """The record that results from the answers; later ones replace earlier ones. Raises `RecordRefused`."""
    return read_stored(folded(answers))


def folded(answers: Iterable[Answer]) -> dict[str, Any]:
    """The same as JSON-ready objects, unchecked. Raises `RecordRefused` if one answer's path goes through another's."""
    latest = {answer.path: answer.value for answer in answers}
    given = {path: value for path, value in latest.items() if value is not None}
    data: dict[str, Any] = {"format": FORMAT}
    groups: dict[str, dict[str, Any]] = {}
    for path, value in given.items():
        around, inside, key = path.rpartition(".")
        (groups.get(around) or _group(groups, around, data) if inside else data)[key] = value
    if not given.keys().isdisjoint(groups):
        blocked = (path for path in given if not given.keys().isdisjoint(_groups_around(path)))
        raise RecordRefused(tuple(UnknownKey(path, say(UNKNOWN_KEY)) for path in blocked))
    return data


def _group(groups: dict[str, dict[str, Any]], path: str, data: dict[str, Any]) -> dict[str, Any]:
    """The group at a path; the first time it is made, with those around it."""
    group = groups.get(path)
    if group is None:
        around, inside, key = path.rpartition(".")
        group = groups[path] = (_group(groups, around, data) if inside else data)[key] = {}
    return group


@remembered
def answers_of(record: ExamRecord) -> tuple[Answer, ...]:
    """The answers that result in exactly this record.

    A test that could not be done is one answer, as a limited grade, the review of an alert, the call of an emergency
    and `earlier` are.
    """
    found: list[Answer] = []
    _add_leaves({key: part for key, part in write_record(record).items() if key != "format"}, "", found)
    return tuple(found)


def differing(before: ExamRecord, after: ExamRecord) -> tuple[dict[str, Any], dict[str, Any]]:
    """The answers of each record, by path, to which the other has another answer or none."""
    # An answer changes one of hundreds: what is alike is not written.
    unlike = [part.name for part in fields(ExamRecord) if not _is_alike(before, after, part.name)]
    ones = dict(answers_of(_reduced(before, after, unlike)))
    others = dict(answers_of(_reduced(after, before, unlike)))
    return _without(ones, others), _without(others, ones)


def _is_alike(one: ExamRecord, other: ExamRecord, part: str) -> bool:
    return getattr(one, part) is getattr(other, part) or bool(getattr(one, part) == getattr(other, part))


def _reduced(record: ExamRecord, other: ExamRecord, parts: Iterable[str]) -> ExamRecord:
    """These parts of a record, and of the findings those that the other one does not have alike."""
    unlike = {key: found for key, found in record.findings.items() if other.findings.get(key) != found}
    kept = {part: getattr(record, part) for part in ("patient", *parts)}
    return ExamRecord(**kept | {"findings": unlike})


def _without(answers: Mapping[str, Any], others: Mapping[str, Any]) -> dict[str, Any]:
    return {path: value for path, value in answers.items() if others.get(path) != value}


def is_group(value: Any) -> bool:
    """Whether a value holds several answers.

    A reason why a test could not be done, a limited grade, the review of an alert, the call of an emergency, and
    `earlier` are one answer each.
    """
    return isinstance(value, dict) and ONE_ANSWER.isdisjoint(value)


def _add_leaves(group: dict[str, Any], path: str, found: list[Answer]) -> None:
    """Every tap does it for all answers, of which most are text: a generator in a generator takes twice as long."""
    for key, member in group.items():
        place = f"{path}.{key}" if path else key
        if is_group(member):
            _add_leaves(member, place, found)
        else:
            found.append(Answer(place, member))


def faults_of_clearing(paths: Iterable[str]) -> tuple[Fault, ...]:
    """What is wrong with clearing the answers at these paths, whatever else the record contains."""
    cleared = [Answer(path, True) for path in paths]
    return tuple(fault for found in _faults(cleared) if (fault := _uncleared(found))) if cleared else ()


def _uncleared(fault: Fault) -> Fault | None:
    """Clearing is refused only for its path: one that is unknown, or that has several answers below it."""
    if isinstance(fault, NoGroup):
        return Fault(fault.path, say("is a group of answers, and cannot be cleared at once"))
    return fault if isinstance(fault, UnknownKey) else None


def _faults(answers: list[Answer]) -> tuple[Fault, ...]:
    named = any(answer.path == "patient.reference" for answer in answers)
    try:
        fold(answers if named else [Answer("patient.reference", "-"), *answers])
    except RecordRefused as refused:
        return refused.faults
    return ()


def _groups_around(path: str) -> frozenset[str]:
    """The groups that a path is in."""
    parts = path.split(".")
    return frozenset(".".join(parts[:end]) for end in range(1, len(parts)))
