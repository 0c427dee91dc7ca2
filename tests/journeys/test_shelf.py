"""From an item of the examination to the shelf and back to the same place, with and without a script."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.clinician import Clinician

pytestmark = pytest.mark.browser
ROW = "#strength-ankle_eversion"


def there_and_back(page):
    """From the roots of a row to the root's page and back."""
    page.locator(ROW).get_by_role("link", name=re.compile("roots L5")).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Roots")
    expect(page.locator("#L5")).to_be_in_viewport()
    page.get_by_role("link", name="Back to the examination").tap()


@pytest.mark.parametrize("kind", ["tablet", "plain_tablet"])
def test_from_a_root_to_the_shelf_and_back_to_the_same_row(kind, request):
    page = request.getfixturevalue(kind)
    clinician = Clinician(page).begins()
    clinician.goes_to("Strength")
    clinician.taps_on("Left ankle eversion, grade 4")
    there_and_back(page)
    clinician.stands_at("Strength")
    expect(page.locator(ROW)).to_be_in_viewport()
    clinician.sees_chosen("Left ankle eversion, grade 4")


def test_the_way_back_lasts_through_a_search(tablet):
    clinician = Clinician(tablet).begins()
    clinician.goes_to("Strength")
    tablet.locator(ROW).get_by_role("link", name=re.compile("roots L5")).tap()
    tablet.get_by_label("Search the reference").fill("saddle")
    tablet.get_by_role("button", name="Search").tap()
    expect(tablet.locator("mark").first).to_have_text(re.compile("saddle", re.IGNORECASE))
    tablet.locator("#found-red-flags").locator("..").get_by_role("link").first.tap()
    tablet.get_by_role("link", name="Back to the examination").tap()
    expect(tablet.locator(ROW)).to_be_in_viewport()
