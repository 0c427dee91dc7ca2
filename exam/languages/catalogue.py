"""The messages of each language, read from the compiled catalogues beside this file.

The messages in the code are the English ones, so English needs no catalogue. `python -m bench.catalogue` brings the
others up to date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Literal, get_args

from babel.dates import format_date
from babel.numbers import format_decimal

Code = Literal["en", "es", "de"]

CODES: tuple[Code, ...] = get_args(Code)
NAMES: dict[Code, str] = {"en": "English", "es": "Español", "de": "Deutsch"}
"""Each language in its own words."""

LOCALES = Path(__file__).parent / "locale"
DOMAIN = "dermyo"
DAY = "d MMMM y"
# German writes the day with a full stop, and Spanish with "de".
DAYS = {"de": "d. MMMM y", "es": "d 'de' MMMM 'de' y"}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One language: its messages, days and numbers."""

    code: Code
    messages: NullTranslations

    def gettext(self, message: str, /) -> str:
        """A message in this language; one that is not in the catalogue stays English."""
        return self.messages.gettext(message)

    def ngettext(self, one: str, many: str, number: int, /) -> str:
        """A message that depends on a number, with the number still to be filled in."""
        return self.messages.ngettext(one, many, number)

    def day(self, when: datetime, /) -> str:
        """A day by its own clock: "28 November 2026", "28. November 2026", "28 de noviembre de 2026"."""
        return format_date(when.date(), DAYS.get(self.code, DAY), locale=self.code)

    def number(self, value: float, /) -> str:
        """A number: "1.5" in English, "1,5" in German and Spanish."""
        return format_decimal(value, locale=self.code)


@cache
def catalogue(code: Code) -> Catalogue:
    """The messages of a language."""
    return Catalogue(code, NullTranslations() if code == "en" else _compiled(code))


def _compiled(code: Code) -> GNUTranslations:
    with (LOCALES / code / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
        return GNUTranslations(file)
