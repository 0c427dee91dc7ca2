"""The pages that need no account show nothing but messages of the catalogue, names and codes."""

import pytest

from exam.domain.language import speaking
from exam.web.presenters.reference.contents import PAGES
from tests.pretend import Pretend, names, never_said, shown_on

# A language of its own, since the rows of the reference are made once for each; its code is one with plural forms.
PRETEND = Pretend(code="eo")
NAMES = names() | {"English", "Español", "Deutsch"}
ALLOWED = {"DOI", "https", "doi", "org", "xyzzy"}


def unsaid(page):
    """The words of a page that are in no message."""
    return {word for text in shown_on(page) for word in never_said(text, NAMES)} - ALLOWED


@pytest.mark.sampled(5)
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
