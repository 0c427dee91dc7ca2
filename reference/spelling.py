"""Spellings of one word that a search takes for the same: case, accents, hyphens, British and American."""

from __future__ import annotations

import re
import unicodedata

_HYPHENS = re.compile("[-\u2010-\u2015\u2212]")
_MARKS = str.maketrans({"\u2019": "'", "\u02bc": "'", "æ": "ae", "œ": "oe", "ø": "o"})
# British spellings and their American ones, each where it leaves words such as "toe", "four" and "our" alone.
_AMERICAN = (
    (re.compile(r"ae(?=[a-z])"), "e"),  # haematoma, ischaemia, anaesthesia, faecal
    (re.compile(r"oe(?=d[ei]m|u|st|so|li|t[aiou])|(?<=rh)oe"), "e"),  # oedema, manoeuvre, oesophagus, diarrhoea
    (re.compile(r"(?<=\w{2}[a-z])our(?=s?\b|ed\b|ing\b|al\b)"), "or"),  # tumour, behavioural
    (re.compile(r"(?<=[tbv])re(?=s?\b)"), "er"),  # centre, fibre, litre
    (re.compile(r"(?<=\w{2}[iy])s(?=(?:e[ds]?|ing|ation)\b)"), "z"),  # localised, paralysed
    (re.compile(r"(?<=[aeiou])ll(?=(?:ed|ing)\b)"), "l"),  # labelled
    (re.compile(r"\bdisk"), "disc"),
    (re.compile(r"programme"), "program"),
)


def folded(text: str) -> str:
    """A text without case, accents and hyphens: "Lasègue" gives "lasegue", "Straight-leg" gives "straight leg"."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_MARKS))
    return _HYPHENS.sub(" ", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def american(text: str) -> str:
    """A folded text in one spelling, American where there are two: "oedema" gives "edema"; not meant to be read."""
    for british, plain in _AMERICAN:
        text = british.sub(plain, text)
    return text


def same_word(text: str) -> str:
    """What two names have in common that a search takes for the same one, each word without its plural "s"."""
    return " ".join(singular(american(word)) for word in folded(text).split())


def singular(word: str) -> str:
    """A word without its "s" of the plural or the genitive: "quads" gives "quad", "babinski's" gives "babinski"."""
    word = word.removesuffix("'s")
    return word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word
