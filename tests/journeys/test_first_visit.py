"""Both engines open the first page of an empty installation."""

import pytest
from selenium.webdriver.common.by import By

pytestmark = pytest.mark.browser


def test_chromium_opens_it_and_axe_finds_no_fault(tablet, accessibility_faults):
    tablet.goto("/")
    assert tablet.locator("h1").count() == 1
    assert accessibility_faults(tablet) == {}


def test_webkit_opens_it(webkit):
    assert len(webkit.find_elements(By.TAG_NAME, "h1")) == 1
