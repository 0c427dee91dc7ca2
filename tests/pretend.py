"""A language that marks what it says, to see that nothing is shown that is in no message."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pretend:
    """Says every message as it is, between two marks."""

    opens: str = "⟦"
    closes: str = "⟧"
    code: str = "en"

    def gettext(self, message):
        return f"{self.opens}{message}{self.closes}"

    def ngettext(self, one, many, number):
        return self.gettext(one if number == 1 else many)

    def day(self, when):
        return f"{when.day} {when:%B %Y}"

    def number(self, value):
        return f"{value:g}"
