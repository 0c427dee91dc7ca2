"""The signature of a note, what was added after it, and whether all of it still matches its hashes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from exam.domain.language import mark, say
from exam.domain.note.history import Line
from exam.domain.note.parts.supervised import STUDENT, Supervised
from exam.domain.words.grammar import joined
from exam.domain.words.values import moment, one_line

RECORD_ONLY = mark("when it was signed, only its record was stored, and the hash covers only that")
TRAIL = mark("Audit trail before signing")
NOT_READ = mark("the text that was signed was changed since, or cannot be read by this version")


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A text that was hashed, and its name inside the PDF: the signed note, an addendum, a declaration of void."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class TrailEnd:
    """The newest entry of the audit trail just before the signature's own: its number, and its hash."""

    count: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed, when, and the hash over what was signed, the whole note. `files` are the texts that were hashed.

    `account` is the user name of who signed, and `trail` the end of the audit trail then: of an older note, neither.
    `changed` says in words what does not match its hash. `recomputed` are the versions that wrote the words of a note
    whose words at signing are not there: where `record_only`, only its record was signed, and the hash is that of it.
    `supervised` where a student signed.
    """

    name: str
    when: datetime
    sha256: str
    changed: tuple[str, ...] = ()
    recomputed: str = ""
    record_only: bool = False
    files: tuple[SignedFile, ...] = ()
    account: str = ""
    trail: TrailEnd | None = None
    supervised: Supervised | None = None

    @property
    def standing(self) -> Literal["waiting", "returned", "signed"]:
        """Whether the signature makes the note valid: that of a student does only once it is counter-signed."""
        return self.supervised.standing if self.supervised else "signed"

    @property
    def counter_signed(self) -> str:
        """Who counter-signed what a student signed, and when; else empty."""
        return self.supervised.counter_signed if self.supervised else ""

    @property
    def signer(self) -> str:
        """The name of who signed, and that it is a student's."""
        return say(STUDENT).format(name=self.name) if self.supervised else self.name

    @property
    def full_name(self) -> str:
        """The same with the name of the account."""
        name = one_line(self.signer)
        return say("{name}, account {account}").format(name=name, account=self.account) if self.account else name

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
        """The same for the top of every page, and that a student's note is not valid."""
        changed = say("DOES NOT MATCH ITS SIGNATURE, changed since: {what}").format(what=joined(self.changed))
        not_valid = self.supervised.mark(self.name) if self.supervised else ""
        return "; ".join(filter(None, (not_valid, "" if self.intact else changed)))

    @property
    def lines(self) -> tuple[Line, ...]:
        """When it was signed, and over what."""
        hashed = say("Record SHA-256") if self.record_only else say("Note SHA-256")
        return (
            Line(say("Signed"), moment(self.when)),
            Line(hashed, self.sha256),
            *((Line(say("Recomputed"), self.recomputed_words),) if self.recomputed else ()),
            *((Line(say(TRAIL), self.trail_words),) if self.trail else ()),
            *(self.supervised.lines if self.supervised else ()),
        )

    @property
    def trail_words(self) -> str:
        """Where the audit trail ended, which shows later whether its end was cut off; empty where it is not known."""
        if self.trail is None:
            return ""
        words = say("entry {number}, SHA-256 {hash}")
        return words.format(number=f"{self.trail.count:,}", hash=self.trail.sha256)

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
