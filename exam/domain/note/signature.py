"""The signature of a note, what was added after it, and whether all of it still matches its hashes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from exam.domain.note.history import Line
from exam.domain.words.grammar import joined
from exam.domain.words.values import moment

RECORD_ONLY = "when it was signed, only its record was stored, and the hash covers only that"
NOT_READ = "the text that was signed was changed since, or cannot be read by this version"


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A text that was hashed, and its name inside the PDF: the signed note, an addendum, a declaration of void."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed, when, and the hash over what was signed, the whole note. `files` are the texts that were hashed.

    `changed` says in words what does not match its hash. `recomputed` are the versions that wrote the words of a note
    whose words at signing are not there: where `record_only`, only its record was signed, and the hash is that of it.
    """

    name: str
    when: datetime
    sha256: str
    changed: tuple[str, ...] = ()
    recomputed: str = ""
    record_only: bool = False
    files: tuple[SignedFile, ...] = ()

    @property
    def intact(self) -> bool:
        """Whether everything matches its hash."""
        return not self.changed

    @property
    def warning(self) -> str:
        """What does not match, as a sentence; empty where everything does."""
        if self.intact:
            return ""
        return f"This note does not match its signature. Changed since: {joined(self.changed)}."

    @property
    def mark(self) -> str:
        """The same for the top of every page."""
        return f"DOES NOT MATCH ITS SIGNATURE, changed since: {joined(self.changed)}" if self.changed else ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """When it was signed, and over what."""
        hashed = "Record SHA-256" if self.record_only else "Note SHA-256"
        return (
            Line("Signed", moment(self.when)),
            Line(hashed, self.sha256),
            *((Line("Recomputed", self.recomputed_words),) if self.recomputed else ()),
        )

    @property
    def recomputed_words(self) -> str:
        """That the words are not those that were read at signing."""
        return f"This note was recomputed with {self.recomputed}: {RECORD_ONLY if self.record_only else NOT_READ}."


@dataclass(frozen=True, slots=True)
class Addition:
    """A text added to a signed note."""

    author: str
    at: datetime
    text: str
    sha256: str = ""

    def lines(self, number: int) -> tuple[Line, ...]:
        """What was added, by whom and when, and its hash, which covers the one before; `number` is its place."""
        said = Line(f"{self.author}, {moment(self.at)}", self.text)
        return (said, Line(f"Addendum {number} SHA-256", self.sha256)) if self.sha256 else (said,)
