"""The log of one examination: revisions, each a tap or an undo, and the resulting record."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from exam.domain.language import say
from exam.domain.record.answers import Answer, answers_of, faults_of_clearing, fold, is_group
from exam.domain.record.json_values import Fault
from exam.domain.record.model import ExamRecord
from exam.domain.record.reading import RecordRefused
from exam.store.stored import AnswerRefused, Conflict

CREATED, TAPPED, ALL_NORMAL, DERIVED, UNDO = "created", "tapped", "all_normal", "derived", "undo"
# The examiner's name, added at signing.
SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Revision:
    """One entry of the log. With `undoes` it undoes that revision and all after it.

    `sender` is the browser that sent it, if known: its own revisions cause it no conflict.
    """

    number: int
    origin: str
    answers: tuple[Answer, ...]
    undoes: int | None = None
    sender: str = ""


Log = Sequence[Revision]


def record_of(log: Log) -> ExamRecord:
    """The record that results from the log. Raises `AnswerRefused` if it is not valid."""
    try:
        return fold(answer for revision in log for answer in revision.answers)
    except RecordRefused as refused:
        raise AnswerRefused(refused.faults) from None


def values_of(log: Log) -> dict[str, Any]:
    """The current value at each answered path."""
    latest = {answer.path: answer.value for revision in log for answer in revision.answers}
    return {path: value for path, value in latest.items() if value is not None}


def origins_of(log: Log) -> MappingProxyType[str, str]:
    """How the current value at each answered path was entered: `tapped`, `all_normal` or `derived`."""
    latest = {answer.path: revision.origin for revision in _in_effect(log) for answer in revision.answers}
    filled = {path: origin for path, origin in latest.items() if origin in (ALL_NORMAL, DERIVED)}
    named = {path: filled.get(path, TAPPED) for path in values_of(log)}
    return MappingProxyType(named)


def step_back(log: Log) -> Revision | None:
    """The revision that undoes the last step that changed anything, or None if there is none.

    What was derived from an answer is undone together with it.
    """
    for step, before in reversed([*_steps(_in_effect(log))]):
        # What an examination began with is not undone, also where that is several revisions.
        if step.origin == CREATED:
            return None
        if before:
            answers = tuple(Answer(path, before[path]) for path in sorted(before))
            return Revision(_next(log), UNDO, answers, undoes=step.number)
    return None


def _steps(in_effect: Log) -> Iterator[tuple[Revision, dict[str, Any]]]:
    """Each revision that somebody made, and the values before it of what it changed with all that was derived from it.

    In one pass: an examination may have thousands of revisions, and every tap asks.
    """
    values: dict[str, Any] = {}
    step: Revision | None = None
    before: dict[str, Any] = {}
    for revision in in_effect:
        if revision.origin != DERIVED or step is None:
            if step is not None:
                yield step, _changed(before, values)
            step, before = revision, {}
        for path, value in revision.answers:
            before.setdefault(path, values.get(path))
            values[path] = value
    if step is not None:
        yield step, _changed(before, values)


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    return {path: value for path, value in before.items() if not _same(value, after.get(path))}


def step_on(log: Log, answers: Iterable[Answer], origin: str) -> Revision | None:
    """The revision that adds these answers. All-normal never changes an answer. None if nothing is added."""
    answered = values_of(log) if origin == ALL_NORMAL else {}
    new = tuple(answer for answer in answers if answer.path not in answered)
    return Revision(_next(log), origin, new) if new else None


def sender_of(answer_id: str | None) -> str:
    """The browser in an answer's id (`browser-answer`); empty if the id has none."""
    return (answer_id or "").rpartition("-")[0]


def changed_elsewhere(log: Log, seen: int | None, sender: str) -> dict[str, int]:
    """The paths that other browsers answered after the revision `seen`, with the last revision that did so.

    What was derived, or what the examination began with, is nobody's answer: one given by hand may replace it.
    """
    given = (revision for revision in log if revision.origin not in (DERIVED, CREATED))
    later = (revision for revision in given if seen is not None and revision.number > seen)
    others = (revision for revision in later if not sender or revision.sender != sender)
    return {answer.path: revision.number for revision in others for answer in revision.answers}


def refuse_conflict(log: Log, answers: Iterable[Answer], seen: int | None, sender: str = "") -> None:
    """Raise `Conflict` if another browser gave a path a different value after the revision `seen`."""
    values, changed = values_of(log), changed_elsewhere(log, seen, sender)
    for path, value in answers:
        if path in changed and not _same(values.get(path), value):
            raise Conflict(path, values.get(path), changed[path])


def refuse_blind_undo(log: Log, back: Revision | None, seen: int | None, sender: str = "") -> None:
    """Raise `Conflict` if another browser made the step to undo after the revision `seen`."""
    if back is None:
        return
    changed = changed_elsewhere([revision for revision in log if revision.number == back.undoes], seen, sender)
    for path, number in changed.items():
        raise Conflict(path, values_of(log).get(path), number)


def record_with(log: Log, revision: Revision) -> ExamRecord:
    """The record after one more revision, whose answers are checked at the same time.

    Raises `AnswerRefused` unless every answer is valid at its path, and is one value rather than a group of values.
    """
    given = [answer for answer in revision.answers if answer.value is not None]
    _refuse(_not_one_value(answer.path) for answer in given if is_group(answer.value))
    clearing = faults_of_clearing(answer.path for answer in revision.answers if answer.value is None)
    try:
        record = record_of([*log, revision])
    except AnswerRefused as refused:
        raise AnswerRefused((*refused.faults, *clearing)) from None
    # An answer to a part of another one, as the reason alone of a test not done, would hide that other one.
    leaves = {answer.path for answer in answers_of(record)}
    _refuse((*clearing, *(_not_one_value(answer.path) for answer in given if answer.path not in leaves)))
    return record


def unsigned(log: Log) -> Revision | None:
    """The revision that takes back what signing added, or None if it added nothing."""
    if not log or log[-1].origin != SIGNED:
        return None
    before = values_of(log[:-1])
    answers = tuple(Answer(answer.path, before.get(answer.path)) for answer in log[-1].answers)
    return Revision(_next(log), UNDO, answers, undoes=log[-1].number)


def copied(record: ExamRecord, origins: Mapping[str, str], without: Collection[str]) -> list[Revision]:
    """The log of a new examination with the answers of another, each entered as it was there.

    The paths, or groups of paths, `without` are left out.
    """
    kept = [one for one in answers_of(record) if not any(f"{one.path}.".startswith(f"{path}.") for path in without)]
    groups = {ALL_NORMAL: ALL_NORMAL, CREATED: TAPPED, DERIVED: DERIVED}
    chosen = {origin: [one for one in kept if origins.get(one.path, TAPPED) == of] for origin, of in groups.items()}
    log: list[Revision] = []
    for origin, answers in chosen.items():
        log += [Revision(_next(log), origin, tuple(answers))] if answers else []
    return log


def _in_effect(log: Log) -> list[Revision]:
    in_effect: list[Revision] = []
    for revision in log:
        if revision.undoes is None:
            in_effect.append(revision)
        else:
            while in_effect and in_effect[-1].number >= revision.undoes:
                in_effect.pop()
    return in_effect


def _refuse(faults: Iterable[Fault]) -> None:
    found = tuple(faults)
    if found:
        raise AnswerRefused(found)


def _not_one_value(path: str) -> Fault:
    return Fault(path, say("is not the place of one value"))


def _same(one: Any, other: Any) -> bool:
    # Python treats 1, 1.0 and True as equal; the record does not.
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def _next(log: Log) -> int:
    return log[-1].number + 1 if log else 1
