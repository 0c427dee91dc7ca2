"""What a log comes to: all that an answer needs of those that were given before it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from exam.domain.language import say
from exam.domain.record.answers import Answer, answers_of, faults_of_clearing, fold, is_group
from exam.domain.record.findings import with_grades
from exam.domain.record.json_values import Fault
from exam.domain.record.model import ExamRecord
from exam.domain.record.reading import RecordRefused
from exam.store.log import ALL_NORMAL, CREATED, DERIVED, NOBODYS, TAPPED, Log, Revision, in_effect, is_same
from exam.store.stored import AnswerRefused, Conflict


@dataclass(slots=True)
class Snapshot:
    """What the log up to a revision comes to.

    `values` has the last value at each path, None where it was cleared, in the order in which paths were first given.
    `origins` are those of what is in effect, `changed` the last revision at each path, and `by` the last one of each
    browser there, without what is nobody's answer. The last step is the last revision that somebody made, with what was
    derived from it: `before` has the values before it. `known` is the record of the values, once it was worked out.
    """

    revision: int = 0
    values: dict[str, Any] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    by: dict[str, dict[str, int]] = field(default_factory=dict)
    step: str = ""
    before: dict[str, Any] = field(default_factory=dict)
    undoable_before: bool = False
    known: ExamRecord | None = field(default=None, init=False, compare=False, repr=False)

    def add(self, revision: Revision) -> None:
        """Add one revision, which undoes none."""
        if revision.origin != DERIVED or not self.step:
            self.undoable_before = self.undoable
            self.step, self.before = revision.origin, {}
        for path, _ in revision.answers:
            self.before.setdefault(path, self.values.get(path))
            self.origins[path] = revision.origin
        self.note(revision)

    def note(self, revision: Revision) -> None:
        """Take over the values of a revision, and who gave them."""
        self.revision, self.known = revision.number, None
        for path, value in revision.answers:
            self.values[path], self.changed[path] = value, revision.number
            if revision.origin not in NOBODYS:
                self.by.setdefault(path, {})[revision.sender] = revision.number

    @property
    def undoable(self) -> bool:
        """Whether a step that changed anything can be undone; what an examination began with is not."""
        if self.step in ("", CREATED):
            return False
        changed = any(not is_same(value, self.values.get(path)) for path, value in self.before.items())
        return changed or self.undoable_before

    @property
    def current(self) -> dict[str, Any]:
        """The current value at each answered path."""
        return {path: value for path, value in self.values.items() if value is not None}

    def named_origins(self) -> Mapping[str, str]:
        """How the current value at each answered path was entered: `tapped`, `all_normal` or `derived`."""
        latest = {path: self.origins.get(path, TAPPED) for path in self.current}
        named = (ALL_NORMAL, DERIVED)
        return MappingProxyType({path: origin if origin in named else TAPPED for path, origin in latest.items()})

    def record(self) -> ExamRecord:
        """The record that results. Raises `AnswerRefused` if it is not valid."""
        if self.known is None:
            self.known = _record(self.values)
        return self.known

    def record_with(self, revision: Revision) -> ExamRecord:
        """The record after one more revision, whose answers are checked at the same time.

        Raises `AnswerRefused` unless every answer is valid at its path, and is one value rather than a group of values.
        """
        record = self._regraded(revision)
        return self._read_with(revision) if record is None else record

    def _regraded(self, revision: Revision) -> ExamRecord | None:
        """The known record with the grades of a revision, as most are; None where it has anything else."""
        known = self.known
        if known is None or any(
            (self.values.get(path) is None) != (known.at(path) is None) for path, _ in revision.answers
        ):
            return None
        return with_grades(known, revision.answers)

    def _read_with(self, revision: Revision) -> ExamRecord:
        given = [answer for answer in revision.answers if answer.value is not None]
        _refuse(_not_one_value(answer.path) for answer in given if is_group(answer.value))
        clearing = faults_of_clearing(answer.path for answer in revision.answers if answer.value is None)
        try:
            record = _record(self.values | dict(revision.answers))
        except AnswerRefused as refused:
            raise AnswerRefused((*refused.faults, *clearing)) from None
        # An answer to a part of another one, as the reason alone of a test not done, would hide that other one.
        leaves = {answer.path for answer in answers_of(record)}
        _refuse((*clearing, *(_not_one_value(answer.path) for answer in given if answer.path not in leaves)))
        return record

    def step_on(self, answers: Iterable[Answer], origin: str) -> Revision | None:
        """The revision that adds these answers. All-normal never changes an answer. None if nothing is added."""
        answered = self.current if origin == ALL_NORMAL else {}
        new = tuple(answer for answer in answers if answer.path not in answered)
        return Revision(self.revision + 1, origin, new) if new else None

    def changed_elsewhere(self, paths: Iterable[str], seen: int | None, sender: str) -> dict[str, int]:
        """Those paths that other browsers answered after the revision `seen`, with the last revision that did so."""
        if seen is None:
            return {}
        given = ((path, self.by.get(path, {})) for path in paths)
        last = {
            path: max((number for who, number in by.items() if not sender or who != sender), default=0)
            for path, by in given
        }
        # A path that nobody answered has 0, which nobody needs to have seen.
        return {path: number for path, number in last.items() if number > max(seen, 0)}

    def refuse_conflict(self, answers: Iterable[Answer], seen: int | None, sender: str = "") -> None:
        """Raise `Conflict` if another browser gave a path a different value after the revision `seen`."""
        given = tuple(answers)
        changed = self.changed_elsewhere([answer.path for answer in given], seen, sender)
        for path, value in given:
            if path in changed and not is_same(self.values.get(path), value):
                raise Conflict(path, self.values.get(path), changed[path])

    def text(self) -> str:
        """As it is kept: each path once, since every answer writes all of them."""
        of_paths = [[part.get(path) for path in self.values] for part in (self.origins, self.changed, self.by)]
        said = [self.revision, [*self.values], [*self.values.values()], *of_paths]
        return json.dumps([*said, self.step, self.before, self.undoable_before], separators=(",", ":"))


def snapshot_of(log: Log) -> Snapshot:
    """What a log comes to."""
    found, effect = Snapshot(), Snapshot()
    for revision in in_effect(log):
        effect.add(revision)
    for revision in log:
        found.note(revision)
    found.origins, found.step, found.before = effect.origins, effect.step, effect.before
    found.undoable_before = effect.undoable_before
    return found


def read_snapshot(text: str, revision: int) -> Snapshot | None:
    """A snapshot as it was kept; None for what is none, or of another revision."""
    try:
        kept, paths, values, *of_paths, step, before, undoable = json.loads(text)
        origins, changed, by = (_of(paths, part) for part in of_paths)
        found = Snapshot(kept, dict(zip(paths, values, strict=True)), origins, changed, by, step, before, undoable)
    except (ValueError, TypeError):
        return None
    return found if found.revision == revision else None


def _of(paths: Sequence[str], part: Sequence[Any]) -> dict[str, Any]:
    return {path: said for path, said in zip(paths, part, strict=True) if said is not None}


def _record(values: Mapping[str, Any]) -> ExamRecord:
    try:
        return fold(Answer(path, value) for path, value in values.items())
    except RecordRefused as refused:
        raise AnswerRefused(refused.faults) from None


def _refuse(faults: Iterable[Fault]) -> None:
    found = tuple(faults)
    if found:
        raise AnswerRefused(found)


def _not_one_value(path: str) -> Fault:
    return Fault(path, say("is not the place of one value"))
