"""The reference can be read by anyone, and everything in it is shown."""

import pytest

from exam.web.presenters.reference_entries import PAGES
from reference import load_reference


def test_the_index_leads_to_every_page(anonymous):
    text = anonymous.get("/reference/").text
    assert all(f'href="/reference/{page.slug}"' in text for page in PAGES)


def test_every_row_of_every_page_is_shown(anonymous):
    for page in PAGES:
        text = anonymous.get(f"/reference/{page.slug}").text
        entries = list(page.entries())
        assert entries
        assert [entry.id for entry in entries if f'id="{entry.id}"' not in text] == []


def test_every_test_says_how_it_is_done(anonymous):
    for test in load_reference().tests.values():
        shown = anonymous.get(f"/reference/tests/{test.id}")
        assert shown.status_code == 200
        assert test.landmark[:20] in shown.text


@pytest.mark.parametrize("path", ["/reference/nothing", "/reference/tests/strength.nothing"])
def test_an_unknown_page_is_not_found(anonymous, path):
    assert anonymous.get(path).status_code == 404


def test_what_is_quoted_from_memory_says_so(anonymous):
    recalled = [row for row in load_reference().tests.values() if row.basis == "recalled"]
    shown = [anonymous.get(f"/reference/tests/{row.id}").text for row in recalled]
    assert all("to be confirmed" in text for text in shown)
