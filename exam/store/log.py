"""The log of one examination: revisions, each a tap or an undo. What it comes to is in `exam.store.snapshots`."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exam.domain.record.answers import Answer, answers_of
from exam.domain.record.model import ExamRecord
from exam.store.stored import Conflict

CREATED, TAPPED, ALL_NORMAL, DERIVED, UNDO = "created", "tapped", "all_normal", "derived", "undo"
NOBODYS = (DERIVED, CREATED)
"""What was derived, or what the examination began with, is nobody's answer: one given by hand may replace it."""

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


def values_of(log: Log) -> dict[str, Any]:
    """The current value at each answered path."""
    latest = {answer.path: answer.value for revision in log for answer in revision.answers}
    return {path: value for path, value in latest.items() if value is not None}


def step_back(log: Log) -> Revision | None:
    """The revision that undoes the last step that changed anything, or None if there is none.

    What was derived from an answer is undone together with it.
    """
    for step, before in reversed([*_steps(in_effect(log))]):
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
    return {path: value for path, value in before.items() if not is_same(value, after.get(path))}


def sender_of(answer_id: str | None) -> str:
    """The browser in an answer's id (`browser-answer`); empty if the id has none."""
    return (answer_id or "").rpartition("-")[0]


def refuse_blind_undo(log: Log, back: Revision | None, seen: int | None, sender: str = "") -> None:
    """Raise `Conflict` if another browser made the step to undo after the revision `seen`."""
    if back is None or seen is None:
        return
    undone = next(revision for revision in log if revision.number == back.undoes)
    if undone.number > seen and undone.origin not in NOBODYS and not (sender and undone.sender == sender):
        path = undone.answers[0].path
        raise Conflict(path, values_of(log).get(path), undone.number)


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


def in_effect(log: Log) -> list[Revision]:
    """The revisions that were not undone, without those that undo."""
    left: list[Revision] = []
    for revision in log:
        if revision.undoes is None:
            left.append(revision)
        else:
            while left and left[-1].number >= revision.undoes:
                left.pop()
    return left


def is_same(one: Any, other: Any) -> bool:
    """Whether two JSON values are the same."""
    # Python treats 1, 1.0 and True as equal; the record does not.
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def _next(log: Log) -> int:
    return log[-1].number + 1 if log else 1
