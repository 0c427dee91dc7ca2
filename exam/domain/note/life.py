"""The life of a note besides its signature: declared void, replaced by a later version, or a later version itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from exam.domain.note.history import Line, filled
from exam.domain.words.values import moment

CHANGED = {
    "note": "the text that was signed",
    "record": "the record",
    "signature": "who signed, or when",
    "void": "the declaration that it is void",
    "addenda": "the list of addenda",
    "output pdf-a4": "the stored PDF (A4)",
    "output pdf-letter": "the stored PDF (US Letter)",
    "output text": "the stored text",
    "output shorthand": "the stored shorthand",
    "output letter": "the stored letter",
    "output fhir": "the stored FHIR bundle",
}
State = Literal["draft", "signed", "replaced", "void"]


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
            return f"VOID: declared void by {self.void.name}, {moment(self.void.when)}"
        return f"REPLACED by version {self.replaced_by}" if self.replaced_by else ""

    @property
    def void_lines(self) -> tuple[Line, ...]:
        """Who declared the note void, when, and why; none where nobody did."""
        if self.void is None:
            return ()
        who = f"{self.void.name}, {moment(self.void.when)}"
        lines = (
            Line("Declared void by", who),
            Line("Reason", self.void.reason),
            Line("SHA-256", self.void.sha256),
        )
        return filled(lines)

    @property
    def version_lines(self) -> tuple[Line, ...]:
        """Which version the note is, and which others there are; none where it is the only one."""
        lines = (
            Line("Version", str(self.version)),
            Line("Replaces", _named(self.replaces) if self.replaces else ""),
            Line("Replaced by", f"version {self.replaced_by}, signed later" if self.replaced_by else ""),
        )
        return filled(lines) if self.replaces or self.replaced_by else ()


def changed_words(changed: Iterable[str]) -> tuple[str, ...]:
    """What of a signed note does not match its hash, in words: the store names it "note" or "output pdf-a4"."""
    return tuple(CHANGED.get(one, one) for one in changed)


def _named(old: Replaced) -> str:
    return f"version {old.version}, signed {moment(old.when)} by {old.name}, SHA-256 {old.sha256}"


ONLY_VERSION = Life()
