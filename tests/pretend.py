"""A language that marks what it says, to see that nothing is shown that is in no message."""

import re
from dataclasses import dataclass

# What is written in a message, without the places that are filled in.
WRITTEN = re.compile(r"[^{}]+(?![^{}]*\})")
LETTERS = re.compile(r"[A-Za-z]{2,}")


@dataclass(frozen=True)
class Pretend:
    """Says every message as it is, between two marks; what is filled in stays outside them."""

    opens: str = "⟦"
    closes: str = "⟧"
    code: str = "en"

    def gettext(self, message):
        return WRITTEN.sub(rf"{self.opens}\g<0>{self.closes}", message)

    def ngettext(self, one, many, number):
        return self.gettext(one if number == 1 else many)

    def day(self, when):
        return self.gettext(f"{when.day} {when:%B %Y}")

    def number(self, value):
        return f"{value:g}"


def never_said(text):
    """The words of a text that are between no marks."""
    depth, outside = 0, []
    for character in text:
        depth += {"⟦": 1, "⟧": -1}.get(character, 0)
        outside.append(" " if depth or character == "⟧" else character)
    return LETTERS.findall("".join(outside))
