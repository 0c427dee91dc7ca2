"""Which PINs are refused: those that are guessed first."""

from __future__ import annotations

from itertools import pairwise

from exam.domain.language import mark
from exam.store.accounts import StoredAccount

SHORTEST, LONGEST = 4, 8
NO_PIN = mark("Use 4 to 8 digits.")
SIMPLE = mark("This is one of the PINs that are guessed first: a row, a repetition, a year or a pattern of the keys.")
KNOWN = mark("Do not use digits of your username or your registration number.")
# Straight lines, corners and crosses on the keys, and others that many choose.
PATTERNS = frozenset(
    {
        *("2580", "0852", "1470", "0741", "3690", "0963", "1478", "1236", "3698", "7896", "1245", "1590", "3570"),
        *("1397", "7913", "1793", "1379", "2684", "2486", "5683", "1004", "1221", "2112", "1331", "1122", "2211"),
        *("147258", "258369", "147369", "159357", "357159", "159753", "753159", "789456", "456123", "147852", "258456"),
        *("741852", "852963", "963852", "14725836", "12369874", "14789632", "147258369"[:8], "78945612"),
    }
)


def fault_of_pin(pin: str, person: StoredAccount) -> str | None:
    """What is wrong with a PIN of this person, as a message; None if it will do."""
    if not is_pin(pin):
        return NO_PIN
    if _is_repeated(pin) or _is_row(pin) or _is_date(pin) or pin in PATTERNS:
        return SIMPLE
    return KNOWN if any(pin in _digits(text) for text in (person.username, person.registration)) else None


def is_pin(typed: str) -> bool:
    """Whether this can be a PIN at all."""
    return typed.isascii() and typed.isdecimal() and SHORTEST <= len(typed) <= LONGEST


def _is_repeated(pin: str) -> bool:
    """Something of at most half its length again and again, as 1111, 1212 or 123123; or each digit twice."""
    again = any(pin == (pin[:size] * len(pin))[: len(pin)] for size in range(1, len(pin) // 2 + 1))
    return again or len(set(pin)) == 1 or pin[::2] == pin[1::2]


def _is_row(pin: str) -> bool:
    """Digits by equal steps, as 1234, 8642 or 7890."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return len(steps) == 1


def _is_date(pin: str) -> bool:
    """A year in which somebody living was born or qualified, or a day with such a year."""
    return pin[:2] in ("19", "20") if len(pin) == SHORTEST else len(pin) == LONGEST and pin[4:6] in ("19", "20")


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))
