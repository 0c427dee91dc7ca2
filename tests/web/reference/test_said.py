"""The pages that need no account show nothing but messages of the catalogue, names and codes."""

from html.parser import HTMLParser

import pytest

from exam.domain.language import speaking
from exam.web.presenters.reference.citations import full_citation
from exam.web.presenters.reference.contents import PAGES
from reference import load_reference
from tests.pretend import Pretend, never_said

# A language of its own, since the rows of the reference are made once for each; its code is one with plural forms.
PRETEND = Pretend(code="eo")
SOURCES = load_reference().sources.values()
# Names are the same in every language; the longest first, since one may be a part of another.
NAMES = sorted(
    {name for source in SOURCES for name in (source.short, full_citation(source), source.doi)} | {"Español"} - {""},
    key=len,
    reverse=True,
)
ALLOWED = {"Dermyo", "PDF", "English", "Deutsch", "DOI", "https", "doi", "org"}
READ_ALOUD = {"aria-label", "title", "placeholder", "alt"}


class Shown(HTMLParser):
    """The texts of a page, and what is read aloud."""

    def __init__(self):
        super().__init__()
        self.texts, self.script = [], False

    def handle_starttag(self, tag, attrs):
        self.script = tag == "script"
        self.texts += [value for name, value in attrs if name in READ_ALOUD]

    def handle_endtag(self, tag):
        self.script = False

    def handle_data(self, data):
        if not self.script:
            self.texts.append(data)


def unsaid(page):
    """The words of a page that are in no message."""
    shown = Shown()
    shown.feed(page)
    text = "\n".join(shown.texts)
    for name in NAMES:
        text = text.replace(name, "")
    return set(never_said(text)) - ALLOWED


@pytest.mark.parametrize(
    "address",
    [
        *(f"/reference/{page.slug}" for page in PAGES),
        *("/reference/", "/reference/blank-form", "/reference/figures/reflexes.achilles", "/reference/search?q=xyzzy"),
        *("/training/", "/help"),
    ],
)
def test_a_page_shows_nothing_but_messages(anonymous, address):
    with speaking(PRETEND):
        page = anonymous.get(address)
    assert page.status_code == 200
    assert unsaid(page.text) == set()


def test_a_word_outside_a_message_is_found():
    assert unsaid("<p>⟦Two words⟧ <b title='three'>Jeon 2013</b> four</p>") == {"three", "four"}


def test_each_language_has_its_own_rows(anonymous):
    with speaking(PRETEND):
        marked = anonymous.get("/reference/roots").text
    plain = anonymous.get("/reference/roots").text
    assert "⟦Key point⟧" in marked
    assert "⟦" not in plain
    assert "Key point" in plain
