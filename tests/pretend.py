"""A language that marks what it says, to see that nothing is shown that is in no message."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from exam.domain.reasoning.version import PROGRAM
from reference import load_reference

# The places that are filled in, as the code and the templates write them.
PLACE = re.compile(r"(\{[^{}]*\}|%\(\w+\)[sd])")
LETTERS = re.compile(r"[A-Za-z]{2,}")
READ_ALOUD = {
    "aria-label",
    "aria-description",
    "title",
    "placeholder",
    "alt",
    "data-without",
    "data-seen",
    "data-training",
}
NOT_READ = {"script", "style"}


@dataclass(frozen=True)
class Pretend:
    """Says every message as it is, between two marks; what is filled in stays outside them."""

    opens: str = "⟦"
    closes: str = "⟧"
    code: str = "en"

    def gettext(self, message):
        parts = PLACE.split(message)
        return "".join(
            part if at % 2 or not part else f"{self.opens}{part}{self.closes}" for at, part in enumerate(parts)
        )

    def ngettext(self, one, many, number):
        return self.gettext(one if number == 1 else many)

    def day(self, when):
        return self.gettext(f"{when.day} {when:%B %Y}")

    def number(self, value):
        return f"{value:g}"


def never_said(text, without=()):
    """The words of a text that are between no marks, without these names; a mark without its other one is in them."""
    for name in sorted(without, key=len, reverse=True):
        text = text.replace(name, " ")
    depth, outside = 0, []
    for character in text:
        depth += {"⟦": 1, "⟧": -1}.get(character, 0)
        outside.append(" " if depth > 0 or character == "⟧" else character)
        if depth < 0:
            return ["a ⟧ without its ⟦"]
    return LETTERS.findall("".join(outside)) + (["a ⟦ without its ⟧"] if depth else [])


def names():
    """What is the same in every language: what is cited, as it was published, and the names and versions of ours."""
    rows = load_reference().sources.values()
    texts = {text for row in rows for text in (row.short, row.authors, row.title, row.published_in)}
    links = {link for row in rows if row.doi for link in (f"https://doi.org/{row.doi}", row.doi)}
    ours = {PROGRAM, load_reference().version, "Dermyo", "UTC", "PDF"}
    return {text.rstrip(".") for text in texts if text} | links | ours


class Page(HTMLParser):
    """The texts of a page, and the attributes that are read aloud."""

    def __init__(self, html):
        super().__init__()
        self.texts, self.read_aloud, self.inside = [], [], ""
        self.feed(html)
        self.close()

    def handle_data(self, data):
        if self.inside not in NOT_READ:
            self.texts.append(data)

    def handle_starttag(self, tag, attrs):
        self.inside = tag
        self.read_aloud.extend(value or "" for name, value in attrs if name in READ_ALOUD)

    def handle_endtag(self, _tag):
        self.inside = ""


def shown_on(html):
    """What a page shows, as a whole since marks can run over elements; and each attribute that is read aloud."""
    page = Page(html)
    return (" ".join(page.texts), *page.read_aloud)
