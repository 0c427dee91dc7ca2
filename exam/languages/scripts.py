"""The messages of the scripts, which a page in another language than English brings with it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel import Locale
from babel.messages.extract import extract_from_file

from exam.domain.language import ENGLISH, say, say_count, spoken

FOLDER = Path(__file__).parents[1] / "static/js"
KEYWORDS: dict[str, tuple[int, ...] | None] = {"say": None, "sayCount": (1, 2)}
# Enough to meet every form of every language.
NUMBERS = range(200)


def script_messages() -> dict[str, str | dict[str, str]]:
    """The messages of the scripts in the language that is spoken, by the English ones; none in English.

    One that depends on a number has its forms by the names of Unicode's plural categories, as `Intl.PluralRules` gives
    them.
    """
    return {} if spoken() == ENGLISH else dict(_said())


def _said() -> Iterator[tuple[str, str | dict[str, str]]]:
    category = Locale.parse(spoken()).plural_form
    numbers = {category(number): number for number in reversed(NUMBERS)}
    for one, *many in messages():
        yield one, {form: say_count(one, many[0], n) for form, n in numbers.items()} if many else say(one)


@cache
def messages() -> tuple[tuple[str, ...], ...]:
    """The English messages of the scripts, each once; one that depends on a number with its plural."""
    found = (
        message
        for path in sorted(FOLDER.rglob("*.js"))
        for _, message, _, _ in extract_from_file("javascript", str(path), keywords=KEYWORDS)
    )
    return tuple(dict.fromkeys(one if isinstance(one, tuple) else (one,) for one in found))
