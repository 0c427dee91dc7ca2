"""A window of WebKitGTK in which someone is signed in."""

import pytest

from tests.journeys.webkit.window import Window


@pytest.fixture(scope="module")
def window(signed_in_once, webkit, address):
    """There is an account, since the tablet created one. Another module may have used another server."""
    assert signed_in_once
    webkit.get(address)
    webkit.delete_all_cookies()
    webkit.get(address)
    window = Window(webkit, address)
    window.signs_in()
    return window
