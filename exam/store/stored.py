"""What the store returns about an examination, and the errors that it raises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, NamedTuple

from exam.domain.record.json_values import Fault
from exam.domain.record.model import ExamRecord

Status = Literal["draft", "finished"]
Listed = Literal["draft", "finished", "void", "discarded"]
Order = Literal["changed", "reference", "age"]
Why = Literal["cover", "emergency access", "supervisor"]


class ExamNotFound(LookupError):
    """No such examination, or not this person's: which of the two is not disclosed."""


class ExamSigned(RuntimeError):
    """A signed examination accepts addenda, but no answers."""


class SigningStands(RuntimeError):
    """The time for an undo is over, or the note was handed out, amended, voided or corrected meanwhile."""


class AlreadyVoid(RuntimeError):
    """A note is voided once."""


class ChangedUnseen(RuntimeError):
    """The examination was changed after the revision that the signer read; nothing was signed."""


class NoteChangedUnseen(ChangedUnseen):
    """The same record would now be signed as another note than the signer read: by other knowledge, or settings."""


class NotAwaited(RuntimeError):
    """The note waits for no counter-signature of this person: it has one, was sent back, or no longer counts."""


class NotIntact(RuntimeError):
    """The note does not match its signature, and is not counter-signed."""


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
    """Who signed and when. `frozen` is the text that was signed; empty where only the record was.

    `changed` names what does not match its hash: the signed "note", the "record" that now results from the log, the
    "signature" itself, "addendum 1", "void", "addenda" where one is missing, and "output pdf-a4" for one that is kept.
    `undo_until` is the moment until which signing can be undone; None when it no longer can.
    """

    who: str
    when: datetime
    sha256: str
    changed: tuple[str, ...] = ()
    undo_until: datetime | None = None
    frozen: str = ""

    @property
    def intact(self) -> bool:
        """Whether everything matches its hash."""
        return not self.changed


@dataclass(frozen=True, slots=True)
class Addendum:
    """A text added to a signed examination; `sha256` is that of its link, empty where it was written without one."""

    author: str
    at: datetime
    text: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Void:
    """Who declared a signed note void, when, and why."""

    who: str
    when: datetime
    reason: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class CounterSignature:
    """What a supervisor said of a student's note, and when: a signature, or with `returned`, why it was sent back."""

    who: str
    username: str
    when: datetime
    sha256: str
    returned: str | None = None


@dataclass(frozen=True, slots=True)
class Supervision:
    """Of a note that a student signed: who counter-signs it now, as account and name, and what was said of it.

    Without an active supervisor the account is 0 and the name empty.
    """

    supervisor_id: int = 0
    supervisor: str = ""
    said: CounterSignature | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A text that was added to a signed note: canonical JSON that holds the hash before it, and its own hash.

    `name` is "addendum 1", "void", "counter-signature" or "return". `matches` is false when it is not what was hashed;
    `hashed` is false where it was written before there were chains, and the hash computed now.
    """

    name: str
    text: str
    sha256: str
    matches: bool = True
    hashed: bool = True


@dataclass(frozen=True, slots=True)
class Replaced:
    """The signed note that a later version replaces."""

    id: str
    version: int
    signed_by: str
    signed_at: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class EarlierExam:
    """The signed examination of the same person that this one is compared with."""

    id: str
    record: ExamRecord


@dataclass(frozen=True, slots=True)
class Reading:
    """Why somebody else than the examiner may read an examination: by which row, and until when, if that is set."""

    why: Why
    number: int
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredExam:
    """One examination in its current state. `origins` says how the value at each answered path was entered.

    `corrects` is the signed note that this version replaces, `corrected_by` the id of the signed version that replaced
    this one. `links` are what was added to a signed note; `state` is the hash that the next link would hold, and
    another one once the note is replaced: outputs are kept by it. `reading` is why somebody else than the examiner has
    opened it; nothing of it may be changed then. `supervision` is that of a note that a student signed. `changed_at` is
    the last revision of each path.
    """

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
    void: Void | None = None
    version: int = 1
    corrects: Replaced | None = None
    corrected_by: str | None = None
    earlier: EarlierExam | None = None
    links: tuple[Link, ...] = ()
    state: str = ""
    examiner_id: int = 0
    reading: Reading | None = None
    supervision: Supervision | None = None
    changed_at: Mapping[str, int] = field(default_factory=dict)

    def changed_since(self, revision: int) -> frozenset[str]:
        """The paths answered after a revision, on any screen."""
        return frozenset(path for path, number in self.changed_at.items() if number > revision)

    @property
    def last_hash(self) -> str:
        """The hash of what was signed or added last, which the next link holds; empty for a draft."""
        if self.links:
            return self.links[-1].sha256
        return self.signature.sha256 if self.signature else ""

    @property
    def status(self) -> Status:
        """A draft until it is signed; finished from then on, also when void."""
        return "finished" if self.signature else "draft"

    @property
    def derived(self) -> tuple[str, ...]:
        """The paths whose value was derived from other answers, and not changed by hand since."""
        return tuple(path for path, origin in self.origins.items() if origin == "derived")


class Saved(NamedTuple):
    """An examination before and after answers were added; both are the same if nothing was added."""

    before: StoredExam
    after: StoredExam


class Summary(NamedTuple):
    """What the list says of a record: what was found, in one line, and how many emergencies nobody answered."""

    found: str
    emergencies: int


class ExamSummary(NamedTuple):
    """One line of the list of examinations. `void` also when a later version replaced it.

    `waits`: a student signed it, and it is not counter-signed yet; `returned`: it was sent back to the student.

    A named tuple, since a list makes a hundred of them.
    """

    id: str
    reference: str
    age: int | None
    sex: str | None
    side: str | None
    found: str
    emergencies: int
    version: int
    created_at: datetime
    updated_at: datetime
    signed_at: datetime | None
    discarded_at: datetime | None
    void: bool
    waits: bool = False
    returned: bool = False

    @property
    def status(self) -> Status:
        """A draft until it is signed."""
        return "finished" if self.signed_at else "draft"
