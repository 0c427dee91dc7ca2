"""The direction of typed text, decided here because WeasyPrint ignores `dir="auto"`.

Three filters of the templates, `FILTERS`:

- `{{ reference | isolated }}`: a reference, name or grade inside a line of ours. It is shown in its own order, and does
  not change the order of what is around it.
- `{{ sentence | mixed }}`: a sentence of ours with typed text inside, which keeps its order as a whole.
- `{{ comment | paragraphs }}`: free text, each line with its own direction. Text without letters of another direction
  or of Chinese, Japanese or Korean comes out as it is; its line breaks are for `white-space: pre-line`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Literal

from markupsafe import Markup, escape

Direction = Literal["ltr", "rtl"]

RIGHT_TO_LEFT = frozenset({"R", "AL"})
# Among words read from the right, what has a digit keeps its order only if it is isolated: `4-` would show as `-4`,
# and `2026-11-28` as `28-11-2026`. A full stop, comma or colon at the end belongs to the sentence.
WITH_DIGITS = re.compile(
    "[+\\-\u2212<>≤≥]?[A-Za-z]*[0-9](?:[0-9A-Za-z+\\-\u2212\u2013./%°:,]*[0-9A-Za-z+\\-\u2212\u2013%°])?"
)
IDEOGRAPHS = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
LETTERS_FROM_THE_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
# From the first to the last such letter, across spaces, signs and numbers, but no bracket and no other letter.
RUN_FROM_THE_RIGHT = re.compile(
    f"[{LETTERS_FROM_THE_RIGHT}](?:[^A-Za-z()\\[\\]:;\u00c0-\u058f\u0900-\ufb1c]*[{LETTERS_FROM_THE_RIGHT}])?"
)
KANA = re.compile("[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")


def direction(text: str) -> Direction:
    """The direction of the first letter that has one (rules P2 and P3 of Unicode's bidirectional algorithm)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in RIGHT_TO_LEFT:
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"


def east_asian_language(text: str) -> str | None:
    """The language whose forms its Chinese, Japanese or Korean characters take; None without such characters.

    The same character is drawn differently in each. Without kana or hangul it is the first of Simplified Chinese,
    Traditional Chinese and Japanese whose national character set has all of them.
    """
    if KANA.search(text):
        return "ja"
    if HANGUL.search(text):
        return "ko"
    ideographs = "".join(IDEOGRAPHS.findall(text))
    if not ideographs:
        return None
    sets = (("zh-Hans", "gb2312"), ("zh-Hant", "big5"), ("ja", "shift_jis"))
    return next((language for language, name in sets if _all_in(ideographs, name)), "zh-Hans")


def isolated(text: str) -> Markup:
    """A reference, name or grade in a line of its own order."""
    return Markup("<bdi{}>{}</bdi>").format(_attributes(text, east_asian_language(text)), _line(text))


def mixed(text: str) -> Markup:
    """A sentence of ours with typed text inside."""
    return _among_ours(text)


def paragraphs(text: str) -> Markup:
    """Free text, each line in its own direction."""
    language = east_asian_language(text)
    if language is None and not any(unicodedata.bidirectional(character) in RIGHT_TO_LEFT for character in text):
        return escape(text)
    lines = (
        Markup('<bdi class="note-paragraph"{}>{}</bdi>').format(_attributes(line, language), _line(line))
        for line in text.splitlines()
        if line.strip()
    )
    return Markup("").join(lines)


FILTERS: dict[str, Callable[[str], Markup]] = {"isolated": isolated, "mixed": mixed, "paragraphs": paragraphs}


def _line(line: str) -> Markup:
    """One line, with what would change its order among right-to-left words isolated."""
    return _among_ours(line) if direction(line) == "ltr" else _from_the_right(line)


def _among_ours(text: str) -> Markup:
    """Words read from the left: those read from the right are isolated, or a number after them would come before."""
    return _wrapped(RUN_FROM_THE_RIGHT, "rtl", text, _from_the_right)


def _from_the_right(text: str) -> Markup:
    return _wrapped(WITH_DIGITS, "ltr", text, escape)


def _wrapped(parts: re.Pattern[str], order: Direction, text: str, inside: Callable[[str], Markup]) -> Markup:
    """The text with these parts of it isolated, each in its order."""
    done, end = Markup(""), 0
    for found in parts.finditer(text):
        done += escape(text[end : found.start()])
        done += Markup('<bdi dir="{}">{}</bdi>').format(order, inside(found[0]))
        end = found.end()
    return done + escape(text[end:]) if end else escape(text)


def _attributes(text: str, language: str | None) -> Markup:
    lang = Markup(' lang="{}"').format(language) if language else ""
    return Markup(' dir="{}"{}').format(direction(text), lang)


def _all_in(text: str, name: str) -> bool:
    try:
        text.encode(name)
    except UnicodeEncodeError:
        return False
    return True
