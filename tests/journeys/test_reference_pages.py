"""From an item of the examination to the reference and back to the same place, with and without a script."""

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


@pytest.mark.sampled(2)
@pytest.mark.parametrize("kind", ["tablet", "plain_tablet"])
def test_from_a_root_to_the_reference_and_back_to_the_same_row(kind, request):
    page = request.getfixturevalue(kind)
    clinician = Clinician(page).has_begun()
    clinician.goes_to("Strength")
    clinician.taps_on("Left ankle eversion, grade 4")
    there_and_back(page)
    clinician.is_at("Strength")
    expect(page.locator(ROW)).to_be_in_viewport()
    clinician.sees_chosen("Left ankle eversion, grade 4")


@pytest.mark.long
@pytest.mark.parametrize(
    ("step", "row", "name", "there"),
    [
        ("Sensation", "#light_touch-L4", "L4 light touch in the reference", "L4"),
        ("Tension", "#tension-slump", "Slump test, roots L5 S1", "Roots"),
        ("Red flags", "#red_flags-fever", "Fever in the reference", "History"),
        ("If needed", "#local-spinal_tenderness", "Spinal tenderness in the reference", "Spinal tenderness"),
    ],
)
def test_every_kind_of_row_is_one_tap_from_the_reference_and_back(tablet, step, row, name, there):
    clinician = Clinician(tablet).has_begun()
    clinician.goes_to(step)
    if step == "If needed":
        tablet.locator("summary", has_text="Spine").tap()
    tablet.locator(row).get_by_role("link", name=name).tap()
    expect(tablet.get_by_role("heading", level=1)).to_have_text(re.compile(f"^{there}"))
    tablet.get_by_role("link", name="Back to the examination").tap()
    clinician.is_at(step)
    expect(tablet.locator(row)).to_be_in_viewport()


@pytest.mark.long
def test_the_return_link_survives_a_search(tablet):
    clinician = Clinician(tablet).has_begun()
    clinician.goes_to("Strength")
    tablet.locator(ROW).get_by_role("link", name=re.compile("roots L5")).tap()
    tablet.get_by_label("Search the reference").fill("saddle")
    tablet.get_by_role("button", name="Search").tap()
    expect(tablet.locator("mark").first).to_have_text(re.compile("saddle", re.IGNORECASE))
    tablet.locator("#found-red-flags").locator("..").get_by_role("link").first.tap()
    tablet.get_by_role("link", name="Back to the examination").tap()
    expect(tablet.locator(ROW)).to_be_in_viewport()
