"""What an answer comes to, worked out before anything is written.

SQLite has one writer at a time: what is worked out meanwhile is waited for by all who answer in other examinations.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection

from exam.store import log as logs
from exam.store.lists.ends import write_ends
from exam.store.log import Revision
from exam.store.postgresql.at_once import write_at_once
from exam.store.rows import Stamp, revision_rows, write_revision
from exam.store.snapshots.found import Found, find
from exam.store.snapshots.history import History
from exam.store.state import Rules, continued, note_listed, refuse_signed, stored_exam, summary_of, write_listed
from exam.store.stored import Saved, StoredExam

Step = Callable[[History, StoredExam], Revision | None]
"""Finds the revision that is added to a history; None where nothing is."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was sent: its id, if it has one, by whom, and whether it undoes another."""

    answer_id: str | None
    user_id: int
    step: Step
    undoes: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """An examination before and after an answer, and what is to be written: valid as long as it is as it was found."""

    found: Found
    saved: Saved
    added: tuple[tuple[Revision, Stamp], ...]
    listed: dict[str, Any]

    def write(self, connection: Connection) -> Saved:
        """Write the revisions, what the log now comes to, and the entry in the list."""
        if self.added:
            (self._write_at_once if self._is_one(connection) else self._write_each)(connection)
        return self.saved

    def _is_one(self, connection: Connection) -> bool:
        """Whether it is one answer, of which nothing follows, in a database that adds to several tables at once."""
        answers = [answer for revision, _ in self.added for answer in revision.answers]
        return connection.dialect.name == "postgresql" and len(answers) == 1 and "reference" not in self.listed

    def _write_at_once(self, connection: Connection) -> None:
        exam_id: str = self.found.row.id
        ((revision, stamp),) = self.added
        rows, snapshot = revision_rows(exam_id, revision, stamp), self.found.history.kept()
        row = write_at_once(connection, rows.entry, rows.answers[0], snapshot, self.listed)
        rows.wrote(connection)
        note_listed(connection, exam_id, row)

    def _write_each(self, connection: Connection) -> None:
        exam_id: str = self.found.row.id
        for revision, stamp in self.added:
            write_revision(connection, exam_id, revision, stamp)
        if "reference" in self.listed:
            write_ends(connection, exam_id, self.listed["reference"])
        self.found.history.keep(connection)
        write_listed(connection, exam_id, self.listed)


def work_out(connection: Connection, exam_id: str, given: Given, rules: Rules, *, locked: bool = False) -> Answered:
    """What an answer and what follows from it come to; nothing is written, and nothing is added a second time.

    Raises `ExamNotFound`, `ExamSigned`, and what the step and the check of its answers raise.
    """
    found = find(connection, exam_id, given.user_id, given.answer_id, locked=locked)
    history = found.history
    exam = stored_exam(connection, found.row, history.snapshot, may_be_signed=found.may_be_signed)
    nothing = Answered(found, Saved(exam, exam), (), {})
    if found.is_repeated:
        return nothing
    refuse_signed(found.row)
    revision = given.step(history, exam)
    if revision is None:
        return nothing
    stamp = Stamp(given.answer_id or uuid4().hex, given.user_id, datetime.now(UTC))
    after, listed = continued(exam, history, revision, stamp)
    added = [(revision, stamp)]
    paths = () if given.undoes else [answer.path for answer in revision.answers]
    derived = history.snapshot.step_on(rules.follow(after, paths), logs.DERIVED)
    if derived is not None:
        added.append((derived, stamp._replace(answer_id=uuid4().hex)))
        after, also = continued(after, history, *added[-1])
        listed |= also
    return Answered(found, Saved(exam, after), tuple(added), listed | summary_of(after, rules))
