"""Answers: one path of the record and its value. A record is the fold of the answers given so far."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from exam.domain.reading import Fault
from exam.domain.record import FORMAT, ExamRecord
from exam.domain.record_reading import RecordRefused, read_record


class Answer(NamedTuple):
    """A path of the record, as `findings.strength.knee_extension.left`, and its JSON value; None clears it."""

    path: str
    value: Any


def fold(answers: Iterable[Answer]) -> ExamRecord:
    """The record that the answers make, later ones over earlier ones. Raises `RecordRefused`."""
    return read_record(folded(answers))


def folded(answers: Iterable[Answer]) -> dict[str, Any]:
    """The same as JSON-ready objects, unchecked."""
    latest: dict[str, Any] = {}
    for answer in answers:
        latest[answer.path] = answer.value
    data: dict[str, Any] = {"format": FORMAT}
    for path, value in latest.items():
        if value is not None:
            _place(data, path.split("."), value)
    return data


def faults_of(answers: Iterable[Answer]) -> tuple[Fault, ...]:
    """What is wrong with these answers, judged apart from the rest of the record."""
    given = [answer for answer in answers if answer.value is not None]
    cleared = [Answer(answer.path, True) for answer in answers if answer.value is None]
    return _faults(given) + tuple(fault for fault in _faults(cleared) if fault.message == "is not a key of this format")


def _faults(answers: list[Answer]) -> tuple[Fault, ...]:
    named = any(answer.path == "patient.reference" for answer in answers)
    try:
        read_record(folded(answers if named else [Answer("patient.reference", "-"), *answers]))
    except RecordRefused as refused:
        return refused.faults
    except _PathBlocked as blocked:
        return (Fault(str(blocked), "is not a key of this format"),)
    return ()


class _PathBlocked(ValueError):
    """A path that runs through a value."""


def _place(data: dict[str, Any], keys: list[str], value: Any) -> None:
    *parents, last = keys
    for key in parents:
        data = data.setdefault(key, {})
        if not isinstance(data, dict):
            raise _PathBlocked(".".join(keys))
    data[last] = value
