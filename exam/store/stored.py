"""What the store returns about an examination, and the errors that it raises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple

from exam.domain.record.json_values import Fault
from exam.domain.record.model import ExamRecord

Status = Literal["draft", "finished"]


class ExamNotFound(LookupError):
    """No such examination, or not this person's: which of the two is not disclosed."""


class ExamSigned(RuntimeError):
    """A signed examination accepts addenda, but no answers."""


class ChangedUnseen(RuntimeError):
    """The examination was changed after the revision that the signer read; nothing was signed."""


class AnswerRefused(ValueError):
    """The answers do not result in a valid record; `faults` names every reason, and nothing was stored."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


class Conflict(RuntimeError):
    """Someone changed this answer since the sender last saw it; `value` is the current value."""

    def __init__(self, path: str, value: Any, revision: int) -> None:
        super().__init__(f"{path} was changed at revision {revision}")
        self.path, self.value, self.revision = path, value, revision


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed and when. `intact`: the hash matches the signed text, and the log still results in the same record."""

    who: str
    when: datetime
    sha256: str
    intact: bool


@dataclass(frozen=True, slots=True)
class Addendum:
    """A text added to a signed examination."""

    author: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class StoredExam:
    """One examination in its current state. `origins` says how the value at each answered path was entered."""

    id: str
    record: ExamRecord
    revision: int
    origins: Mapping[str, str]
    undoable: bool
    created_at: datetime
    updated_at: datetime
    examiner_name: str
    signature: Signature | None
    addenda: tuple[Addendum, ...]

    @property
    def status(self) -> Status:
        """A draft until it is signed."""
        return "finished" if self.signature else "draft"

    @property
    def derived(self) -> tuple[str, ...]:
        """The paths whose value was derived from other answers, and not changed by hand since."""
        return tuple(path for path, origin in self.origins.items() if origin == "derived")


class Saved(NamedTuple):
    """An examination before and after answers were added; both are the same if nothing was added."""

    before: StoredExam
    after: StoredExam


@dataclass(frozen=True, slots=True)
class ExamSummary:
    """One line of the list of examinations."""

    id: str
    reference: str
    created_at: datetime
    updated_at: datetime
    signed_at: datetime | None

    @property
    def status(self) -> Status:
        """A draft until it is signed."""
        return "finished" if self.signed_at else "draft"
