"""Words combined: a list, a heading, a label inside a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exam.domain.language import mark, say, say_count, spoken
from reference.vocabulary import SIDES

# First words that keep their capital inside a sentence; words with a digit or a second capital keep it anyway.
NAMES = ("Achilles", "X-ray", "Tinel", "Tinel's", "Romberg", "Romberg's", "Babinski", "Trendelenburg")
# Languages whose nouns begin with a capital inside a sentence too.
CAPITALS_INSIDE = {"de"}
WITH_SIDES = {
    ("right",): mark("right {what}"),
    ("left",): mark("left {what}"),
    ("right", "left"): mark("right and left {what}"),
}
CONJUNCTIONS = (mark("and"), mark("or"))


def joined(words: Iterable[str], last: str = "and") -> str:
    """A list in words: "L4", "L4 and L5", "L4, L5 and S1"."""
    *front, end = list(words) or [""]
    return f"{', '.join(front)} {say(last)} {end}" if front else end


def listed(phrases: Sequence[str]) -> str:
    """Phrases in a sentence; separated by semicolons where one of them has an "and", "or" or comma of its own."""
    own = (*(f" {say(word)} " for word in CONJUNCTIONS), ", ")
    return "; ".join(phrases) if any(sign in phrase for phrase in phrases for sign in own) else joined(phrases)


def sided(what: str, sides: Iterable[str]) -> str:
    """Something with its sides, right first: "left knee extension", "right and left sole"; as it is without any."""
    found = set(sides)
    named = tuple(side for side in SIDES if side in found)
    return say(WITH_SIDES[named]).format(what=what) if named else what


def inside(text: str) -> str:
    """A label inside a sentence: its first letter is lower case unless it begins with a name or a code such as L5."""
    if spoken() in CAPITALS_INSIDE:
        return text
    first, _, _ = text.partition(" ")
    keeps_capital = first in NAMES or any(letter.isupper() or letter.isdigit() for letter in first[1:])
    return text if keeps_capital else text[:1].lower() + text[1:]


def heading(text: str) -> str:
    """The same words at the start of a line."""
    return text[:1].upper() + text[1:]


def counted(number: int, unit: str) -> str:
    """A number with its unit, an hour, day, week, month or year: "1 week", "3 weeks"."""
    words = {
        "hour": say_count("{number} hour", "{number} hours", number),
        "day": say_count("{number} day", "{number} days", number),
        "week": say_count("{number} week", "{number} weeks", number),
        "month": say_count("{number} month", "{number} months", number),
        "year": say_count("{number} year", "{number} years", number),
    }
    return words[unit].format(number=number)
