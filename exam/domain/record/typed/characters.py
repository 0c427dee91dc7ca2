"""Characters of pasted text: what cannot be seen is dropped, or becomes the space, line break or sign that it means.

Word processors, PDFs and chat programs leave such characters in what is copied from them. They are dropped where text
enters, so that the same text is the same wherever it is compared, found and printed. Only what changes the direction
of the text around it is refused: what is read would not be what was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from exam.domain.language import say

EMBEDDINGS = "\u202a\u202b\u202c\u202d\u202e"
"""Direction embeddings and overrides, and the character that ends them."""

LINE_BREAKS = re.compile("\r\n|[\r\n\v\f\u0085\u2028\u2029]")
# The Symbol and Wingdings fonts of word processors have their characters in a private area.
OF_SYMBOL_FONTS = {
    **{chr(0xF000 + code): chr(code) for code in (*range(0x20, 0x22), *range(0x28, 0x2A), *range(0x2B, 0x2D))},
    **{chr(0xF000 + code): chr(code) for code in range(0x2E, 0x40)},
    **dict(zip("\uf02d\uf0a3\uf0b0\uf0b1\uf0b3\uf0b4", "-\u2264\u00b0\u00b1\u2265\u00d7", strict=True)),
    **dict.fromkeys("\uf0a7\uf0b7\uf0d8\uf076\uf0a8\uf06f", "\u2022"),
}
REPLACED = {
    "\t": " ",
    "\x1e": "-",  # a no-break hyphen, as word processors copy it
    "\u2011": "-",
    "\u2800": " ",  # Braille without dots
    "\ufffc": " ",  # where a picture was
    **OF_SYMBOL_FONTS,
}
# Letters of Persian, Urdu, Hindi, Marathi and others change their shape before these two; without them another word
# is read. Elsewhere they do nothing. A joiner also makes one emoji of two.
JOINERS = "\u200c\u200d"
NEEDS_JOINERS = re.compile(
    "[\u0620-\u07ff\u0840-\u0dff\u1000-\u109f\u1780-\u18af\ua840-\ua87f\ua8e0-\ua8ff\ufb50-\ufdff\ufe70-\ufefc]"
)
# They settle where a bracket or number is shown among words read from the right, and do nothing in other text.
MARKS_OF_DIRECTION = "\u061c\u200e\u200f"
RIGHT_TO_LEFT = re.compile("[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
EMOJI_FORMS = "\ufe0e\ufe0f"
# Which form of a character of a name is meant; after anything else they mean nothing.
FORMS = re.compile("[\ufe00-\ufe0d\U000e0100-\U000e01ef]")
FORMS_OF_MONGOLIAN = "\u180b\u180c\u180d\u180e\u180f"
# Invisible, though counted as letters or marks: fillers of Korean, vowels of Khmer without a sound, a mark that joins.
INVISIBLE_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
# Format characters that are drawn: signs over and under numbers, as in Arabic.
DRAWN = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
KEPT_BEFORE = "\r\t\u00a0\u00ad\u2009\u202f\u3000"
"""Kept by versions of the program before such characters were dropped, so part of what was signed with them."""
ALSO_KEPT = frozenset("\n" + JOINERS + MARKS_OF_DIRECTION + DRAWN + FORMS_OF_MONGOLIAN + KEPT_BEFORE)
"""Part of a text, though not printable to Python."""


def cleaned(text: str) -> str:
    """The text without its invisible characters. What `fault_of` names is left for it."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_each(text))


def fault_of(text: str) -> str | None:
    """What is wrong with a character of a text, and where; None if every character can be kept."""
    for at, character in enumerate(text):
        if character in EMBEDDINGS:
            return _changes_direction(text, at)
        if not (character.isprintable() or character in ALSO_KEPT or _is_of_a_later_unicode(character)):
            return say("has a character that cannot be printed")
    return None


def _changes_direction(text: str, at: int) -> str:
    name = unicodedata.name(text[at]).lower()
    words = "".join(character for character in text[:at] if character.isprintable())[-20:].strip()
    message = say("has an invisible character that changes the direction of text ({character}), at the start")
    if words:
        message = say('has an invisible character that changes the direction of text ({character}), after "{words}"')
    return message.format(character=f"U+{ord(text[at]):04X}, {name}", words=words)


def _each(text: str) -> Iterator[str]:
    """What becomes of each character, in order."""
    before = ""
    if not RIGHT_TO_LEFT.search(text):
        text = text.translate(dict.fromkeys(map(ord, MARKS_OF_DIRECTION)))
    for character in LINE_BREAKS.sub("\n", text):
        became = _became(character, before)
        yield became
        before = became or before


def _became(character: str, before: str) -> str:
    if character == "\n" or character in EMBEDDINGS + MARKS_OF_DIRECTION + DRAWN:
        return character
    if character in REPLACED:
        return REPLACED[character]
    kind = unicodedata.category(character)
    if kind == "Zs":
        return " "
    if _changes_form(character, before):
        return character
    if character in JOINERS + EMOJI_FORMS + FORMS_OF_MONGOLIAN + INVISIBLE_LETTERS or FORMS.match(character):
        return ""
    return _of_kind(character, kind)


def _of_kind(character: str, kind: str) -> str:
    if kind == "Cc":
        # What should have been read as Windows' own characters: a dash or a quotation mark.
        return bytes([ord(character)]).decode("cp1252", "ignore") if character >= "\x80" else ""
    if kind == "Cf" or (kind == "Cn" and not _is_of_a_later_unicode(character)):
        return ""
    # Nobody else knows what a private character means: shown as one that is missing, so that it is seen.
    return "\ufffd" if kind == "Co" else character


def _changes_form(character: str, before: str) -> bool:
    """Whether an invisible character changes the form of the one before it."""
    if not before:
        return False
    if character in JOINERS and NEEDS_JOINERS.match(before):
        return True
    if character in FORMS_OF_MONGOLIAN:
        return "\u1800" <= before <= "\u18af"
    if FORMS.match(character):
        return unicodedata.category(before) == "Lo"
    emoji = unicodedata.category(before) in ("So", "Sk") or before in EMOJI_FORMS
    return emoji and character in "\u200d" + EMOJI_FORMS


def _is_of_a_later_unicode(character: str) -> bool:
    """Whether a character is unknown to this Python, and not one of those that Unicode will never use."""
    point = ord(character)
    never = 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE
    return unicodedata.category(character) == "Cn" and not never
