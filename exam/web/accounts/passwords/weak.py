"""Whether somebody who guesses would try a password early: it is common, or a name with a few digits."""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from exam.domain.language import mark

COMMON = mark("Password is too common, or a common one with a few more characters; use a few words that nobody guesses")
NAMED = mark("Password must not contain the username, the full name or the clinic's name")
LIST = Path(__file__).parent / "vendor" / "django" / "common-passwords.txt.gz"
# Shorter ones are inside many words.
SHORTEST_NAME = 4
# Fewer characters, repeated, are no password however often.
SHORTEST_REPEATED = 7
OUR_NAME = "dermyo"
# What is left when digits are cut off must have been a password before.
SHORTEST_CUT = 6
_ONE_AFTER_ANOTHER = (
    *("abcdefghijklmnopqrstuvwxyz", "0123456789" * 20),
    *("qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "azertyuiopqsdfghjklmwxcvbn"),
)
ROWS = _ONE_AFTER_ANOTHER + tuple(row[::-1] for row in _ONE_AFTER_ANOTHER)
# How people write letters with digits and signs.
LETTERS = str.maketrans("0134578@$!", "oieastbasi")


def weakness_of(password: str, names: Iterable[str]) -> str | None:
    """Why a password will not do, as a message, or None. `names` are those of the person and of the clinic."""
    text = unicodedata.normalize("NFKC", password).casefold()
    names = list(names)
    whole = [bare for name in names if len(bare := _bare(name)) >= SHORTEST_NAME]
    if any(name in _bare(text) for name in whole):
        return NAMED
    words = {OUR_NAME} | {_bare(word) for name in names for word in re.split(r"[\W_]+", name)}
    return COMMON if any(_is_simple(form, words) for form in _forms(text)) else None


@cache
def common() -> frozenset[str]:
    """The common passwords, in lower case; read at the first use."""
    return frozenset(gzip.decompress(LIST.read_bytes()).decode("utf-8").split("\n"))


def _forms(text: str) -> set[str]:
    """A password as it is; from its first letter to its last, with digits for letters too; and with fewer digits after.

    One digit less at a time, since "1q2w3e4r5t6y" is common itself.
    """
    bare, word = _bare(text), re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)
    least = max(len(bare.rstrip("0123456789")), SHORTEST_CUT)
    cut = {bare[:end] for end in range(least, len(bare) + 1)}
    return {text, _bare(word), _bare(word.translate(LETTERS)), *cut} - {""}


def _is_simple(form: str, words: set[str]) -> bool:
    unit = _repeated(form)
    if form in words or unit in words or form in common() or unit in common():
        return True
    return len(unit) < min(len(form), SHORTEST_REPEATED) or any(form in row for row in ROWS)


def _bare(text: str) -> str:
    """Letters and digits alone."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def _repeated(text: str) -> str:
    """What a text is a repetition of: itself, as a rule."""
    return text[: (text + text).find(text, 1)]
