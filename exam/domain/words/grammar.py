"""Words combined: a list, a heading, a label inside a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

# First words that keep their capital inside a sentence; words with a digit or a second capital keep it anyway.
NAMES = ("Achilles", "X-ray", "Tinel", "Tinel's", "Romberg", "Romberg's", "Babinski", "Trendelenburg")


def joined(words: Iterable[str], last: str = "and") -> str:
    """A list in words: "L4", "L4 and L5", "L4, L5 and S1"."""
    *front, end = list(words) or [""]
    return f"{', '.join(front)} {last} {end}" if front else end


def listed(phrases: Sequence[str]) -> str:
    """Phrases in a sentence; separated by semicolons where one of them has an "and" or a comma of its own."""
    return "; ".join(phrases) if any(" and " in phrase or ", " in phrase for phrase in phrases) else joined(phrases)


def inside(text: str) -> str:
    """A label inside a sentence: its first letter is lower case unless it begins with a name or a code such as L5."""
    first, _, _ = text.partition(" ")
    keeps_capital = first in NAMES or any(letter.isupper() or letter.isdigit() for letter in first[1:])
    return text if keeps_capital else text[:1].lower() + text[1:]


def heading(text: str) -> str:
    """The same words at the start of a line."""
    return text[:1].upper() + text[1:]


def counted(number: int, unit: str) -> str:
    """A number with its unit: "1 week", "3 weeks"."""
    return f"{number} {unit}{'' if number == 1 else 's'}"
