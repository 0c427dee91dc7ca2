"""One section by keyboard alone: everything is reached, nothing is lost after an answer."""

import pytest
from playwright.sync_api import expect

from tests.journeys.clinician import Clinician

pytestmark = pytest.mark.browser

MOST_STOPS = 60


@pytest.fixture
def clinician(tablet):
    clinician = Clinician(tablet).begins()
    clinician.goes_to("Reflexes")
    tablet.locator("body").press("Home")
    return clinician


def focus(page):
    return page.evaluate(
        "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()"
    )


def tab_to(page, name):
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if focus(page) == name:
            return
    raise AssertionError(f"{name} is not reached")


def test_the_reflexes_by_keyboard(clinician, tablet):
    tab_to(tablet, "Right Achilles reflex, grade 2 normal")
    tablet.keyboard.press("Enter")
    clinician.sees_chosen("Right Achilles reflex, grade 2 normal")
    clinician.is_told("Saved")
    assert focus(tablet) == "Right Achilles reflex, grade 2 normal"

    tab_to(tablet, "Left Achilles reflex: more answers")
    tablet.keyboard.press("Enter")
    tab_to(tablet, "Left Achilles reflex, could not be tested: pain")
    tablet.keyboard.press("Space")
    clinician.is_told("Saved")
    expect(tablet.locator("#reflexes-achilles-left .more")).not_to_have_attribute("open", "")
    assert focus(tablet) == "Left Achilles reflex: could not be tested: pain, more answers"

    tab_to(tablet, "Comment on reflexes")


def test_the_content_is_one_key_away(clinician, tablet):
    tablet.reload()
    tablet.keyboard.press("Tab")
    assert focus(tablet) == "Skip to the content"
    tablet.keyboard.press("Enter")
    tab_to(tablet, "All normal: 4 core tests not yet examined, right and left")
