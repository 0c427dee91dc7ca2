"""The front pages have a sheet of their own in the page: it holds all that screen.css, which other pages have, says of
what is on them. The button for a passkey is in tests/journeys/signing/test_passkey.py.
"""

import pytest

from tests.journeys.conftest import new_context
from tests.journeys.everyone.front_sheet import lacking

pytestmark = pytest.mark.browser


@pytest.fixture
def open_front(chromium):
    """The front page of a server. That what is typed there is refused is an error in its console."""
    contexts = []

    def open_front(address):
        contexts.append(new_context(chromium, address))
        page = contexts[-1].new_page()
        page.goto("/")
        return page

    yield open_front
    for context in contexts:
        context.close()


def test_the_sign_in_lacks_no_rule(open_front, address, signed_in):
    assert signed_in
    page = open_front(address)
    assert lacking(page) == []
    for label in ("Username", "Password"):
        page.get_by_label(label, exact=True).fill("wrong")
    page.get_by_role("button", name="Sign in").tap()
    page.locator(".notice-error").wait_for()
    assert lacking(page) == []


def test_the_page_of_the_first_account_lacks_no_rule(open_front, new_address):
    page = open_front(new_address)
    assert lacking(page) == []
    for label in ("Username", "Full name", "Password", "Confirm password"):
        page.get_by_label(label, exact=True).fill("short")
    page.get_by_role("button", name="Create account").tap()
    page.locator("[aria-invalid=true]").first.wait_for()
    assert lacking(page) == []
