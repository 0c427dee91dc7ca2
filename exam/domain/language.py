"""The language in which the domain speaks. The catalogues are read elsewhere, since the domain opens no files.

Every sentence goes through `say` or `say_count`, or is marked where it stands in a table and said where it is used:

    say("{finding} on the {side}").format(finding=…, side=…)

The messages of the code are English and are the keys of the catalogue. A message is a whole sentence or label with
named places, so that a translation can change their order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import lru_cache, wraps
from typing import Any, ParamSpec, Protocol, TypeVar

Arguments = ParamSpec("Arguments")
Said = TypeVar("Said")


class Language(Protocol):
    """Gives the messages of one language."""

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


ENGLISH = "en"
ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# None is English: its messages are those of the code.
_spoken: ContextVar[Language | None] = ContextVar("spoken", default=None)


def say(message: str, /) -> str:
    """A message in the language that is spoken, English unless `speaking` says otherwise."""
    language = _spoken.get()
    # An empty text is no message: a catalogue has its own description under it.
    return language.gettext(message) if language and message else message


def say_count(one: str, many: str, number: int, /) -> str:
    """A message that depends on a number, with the number still to be filled in: "{number} week"."""
    language = _spoken.get()
    if language:
        return language.ngettext(one, many, number)
    return one if number == 1 else many


def say_day(when: datetime, /) -> str:
    """A day as the language that is spoken writes it: "28 November 2026"."""
    language = _spoken.get()
    return language.day(when) if language else f"{when.day} {ENGLISH_MONTHS[when.month - 1]} {when.year}"


def spoken() -> str:
    """The code of the language that is spoken."""
    language = _spoken.get()
    return language.code if language else ENGLISH


def mark(message: str, /) -> str:
    """The same message; the catalogue finds it here where it is said elsewhere, as in a table."""
    return message


def said_once(most: int) -> Callable[[Callable[Arguments, Said]], Callable[Arguments, Said]]:
    """Work out once for each language what is said of rows of the reference; for the last `most` arguments.

    Only for what depends on nothing else and is never changed, since the same object is returned again. Not for what
    somebody typed: that is not kept in memory.
    """

    def made(work: Callable[Arguments, Said]) -> Callable[Arguments, Said]:
        known: Any = lru_cache(maxsize=most, typed=True)(lambda _language, *given, **how: work(*given, **how))

        @wraps(work)
        def said(*given: Arguments.args, **how: Arguments.kwargs) -> Said:
            found: Said = known(_spoken.get(), *given, **how)
            return found

        return said

    return made


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Say everything inside in this language."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)
