"""What words need of a language. The catalogues are read elsewhere, since the domain opens no files."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Language(Protocol):
    """Gives the messages of one language. The messages of the code are English, and are the keys of the catalogue."""

    @property
    def code(self) -> str:
        """The code of the language: "en", "es", "de"."""

    def gettext(self, message: str, /) -> str:
        """A message in this language."""

    def ngettext(self, one: str, many: str, number: int, /) -> str:
        """A message that depends on a number, with the number still to be filled in."""

    def day(self, when: datetime, /) -> str:
        """A day as this language writes it: "28 November 2026"."""

    def number(self, value: float, /) -> str:
        """A number as this language writes it: "1.5", "1,5"."""
