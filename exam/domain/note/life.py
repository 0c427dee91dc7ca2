"""The life of a note besides its signature: declared void, replaced by a later version, or a later version itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from exam.domain.language import mark, say
from exam.domain.note.history import Line, filled
from exam.domain.words.values import moment

CHANGED = {
    "note": mark("the text that was signed"),
    "record": mark("the record"),
    "signature": mark("who signed, or when"),
    "void": mark("the declaration that it is void"),
    "addenda": mark("the list of addenda"),
    "counter-signature": mark("the counter-signature"),
    "return": mark("that it was sent back"),
    "output pdf-a4": mark("the stored PDF (A4)"),
    "output pdf-letter": mark("the stored PDF (US Letter)"),
    "output text": mark("the stored text"),
    "output shorthand": mark("the stored shorthand"),
    "output letter": mark("the stored letter"),
    "output fhir": mark("the stored FHIR bundle"),
}
State = Literal["draft", "signed", "waiting", "returned", "replaced", "void"]
"""A note that is waiting, or returned, was signed by a student and is not valid."""


@dataclass(frozen=True, slots=True)
class Voided:
    """Who declared a signed note void, when, and why."""

    name: str
    when: datetime
    reason: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Replaced:
    """The signed note that a later version replaces."""

    version: int
    name: str
    when: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class Life:
    """The versions of a note, and whether it still counts. `replaced_by` is the version that was signed after it."""

    version: int = 1
    replaces: Replaced | None = None
    replaced_by: int | None = None
    void: Voided | None = None

    @property
    def ended(self) -> Literal["replaced", "void", ""]:
        """Why the note no longer counts; empty while it does. A void note stays void when it is replaced as well."""
        if self.void:
            return "void"
        return "replaced" if self.replaced_by else ""

    @property
    def mark(self) -> str:
        """What every page of a note says that no longer counts."""
        if self.void:
            said = say("VOID: declared void by {name}, {moment}")
            return said.format(name=self.void.name, moment=moment(self.void.when))
        return say("REPLACED by version {version}").format(version=self.replaced_by) if self.replaced_by else ""

    @property
    def void_lines(self) -> tuple[Line, ...]:
        """Who declared the note void, when, and why; none where nobody did."""
        if self.void is None:
            return ()
        who = f"{self.void.name}, {moment(self.void.when)}"
        lines = (
            Line(say("Declared void by"), who),
            Line(say("Reason"), self.void.reason),
            Line("SHA-256", self.void.sha256),
        )
        return filled(lines)

    @property
    def version_lines(self) -> tuple[Line, ...]:
        """Which version the note is, and which others there are; none where it is the only one."""
        later = say("version {version}, signed later").format(version=self.replaced_by) if self.replaced_by else ""
        lines = (
            Line(say("Version"), str(self.version)),
            Line(say("Replaces"), _named(self.replaces) if self.replaces else ""),
            Line(say("Replaced by"), later),
        )
        return filled(lines) if self.replaces or self.replaced_by else ()


def changed_words(changed: Iterable[str]) -> tuple[str, ...]:
    """What of a signed note does not match its hash, in words: the store names it "note" or "output pdf-a4"."""
    return tuple(say(CHANGED[one]) if one in CHANGED else one for one in changed)


def _named(old: Replaced) -> str:
    said = say("version {version}, signed {moment} by {name}, SHA-256 {hash}")
    return said.format(version=old.version, moment=moment(old.when), name=old.name, hash=old.sha256)


ONLY_VERSION = Life()
