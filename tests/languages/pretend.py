"""A language whose every message is in brackets, so that what was never said shows."""

import re

# Not the places that are filled in.
WRITTEN = re.compile(r"[^{}]+(?![^{}]*\})")
LETTERS = re.compile(r"[A-Za-z]{2,}")


class Pretend:
    """Says a message as it is, in brackets; what is filled in stays outside them."""

    code = "pretend"

    def gettext(self, message):
        return WRITTEN.sub("⟦\\g<0>⟧", message)

    def ngettext(self, one, many, number):
        return self.gettext(one if number == 1 else many)

    def day(self, when):
        return self.gettext(f"{when:%d %m %Y}")

    def number(self, value):
        return self.gettext(f"{value:g}")


def never_said(text):
    """The words of a text that are in no brackets."""
    depth, outside = 0, []
    for character in text:
        depth += {"⟦": 1, "⟧": -1}.get(character, 0)
        outside.append(" " if depth or character == "⟧" else character)
    return LETTERS.findall("".join(outside))
