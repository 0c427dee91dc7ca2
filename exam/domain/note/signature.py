"""The signature of a note, what was added after it, and whether all of it still matches its hashes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from exam.domain.language import mark, say
from exam.domain.note.history import Line
from exam.domain.words.grammar import joined
from exam.domain.words.values import moment

RECORD_ONLY = mark("when it was signed, only its record was stored, and the hash covers only that")
NOT_READ = mark("the text that was signed was changed since, or cannot be read by this version")


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
        said = say("This note does not match its signature. Changed since: {what}.")
        return said.format(what=joined(self.changed))

    @property
    def mark(self) -> str:
        """The same for the top of every page."""
        if self.intact:
            return ""
        return say("DOES NOT MATCH ITS SIGNATURE, changed since: {what}").format(what=joined(self.changed))

    @property
    def lines(self) -> tuple[Line, ...]:
        """When it was signed, and over what."""
        hashed = say("Record SHA-256") if self.record_only else say("Note SHA-256")
        return (
            Line(say("Signed"), moment(self.when)),
            Line(hashed, self.sha256),
            *((Line(say("Recomputed"), self.recomputed_words),) if self.recomputed else ()),
        )

    @property
    def recomputed_words(self) -> str:
        """That the words are not those that were read at signing."""
        why = say(RECORD_ONLY if self.record_only else NOT_READ)
        return say("This note was recomputed with {versions}: {why}.").format(versions=self.recomputed, why=why)


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
        hashed = say("Addendum {number} SHA-256").format(number=number)
        return (said, Line(hashed, self.sha256)) if self.sha256 else (said,)
