"""A window of WebKitGTK in which someone is signed in."""

from contextlib import suppress

import pytest
from selenium.common.exceptions import TimeoutException

from tests.journeys.webkit.window import Window


@pytest.fixture(scope="module")
def window(signed_in, webkit, address):
    """There is an account, since the tablet created one. Another module may have used another server."""
    assert signed_in
    webkit.set_page_load_timeout(30)
    # What the module before left open may keep the first attempt waiting.
    with suppress(TimeoutException):
        webkit.get(address)
    webkit.delete_all_cookies()
    webkit.get(address)
    window = Window(webkit, address)
    window.signs_in()
    return window
