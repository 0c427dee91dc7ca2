"""What a signed examination turned out to be: entered on a tablet in three taps, changed, and shown with the note."""

import pytest
from playwright.sync_api import expect

from tests.journeys.clinician import Clinician

pytestmark = pytest.mark.browser


@pytest.mark.long
def test_an_outcome_is_entered_in_three_taps_changed_and_shown(tablet, accessibility_faults):
    clinician = Clinician(tablet).has_begun()
    clinician.goes_to("Strength")
    clinician.taps_on("Left ankle dorsiflexion, grade 3", "Left great toe extension, grade 3")
    clinician.goes_to("Note")
    clinician.signs()
    tablet.get_by_role("link", name="Enter the outcome").tap()
    clinician.is_at("Outcome")

    taps_in_turn(tablet, "Left L5 root", "MRI")
    tablet.get_by_role("button", name="Today", exact=True).tap()
    clinician.sees("Outcome saved: Left L5 root. The signed note is unchanged.")
    expect(tablet.locator("#outcome")).to_contain_text("Left L5 root")

    tablet.get_by_role("link", name="Change the outcome").tap()
    clinician.is_at("Outcome")
    expect(tablet.get_by_label("Left L5 root", exact=True)).to_be_checked()
    tablet.locator("summary", has_text="Something else").tap()
    assert accessibility_faults(tablet) == {}
    taps_in_turn(tablet, "The roots ticked here", "L5", "S1", "Left", "Surgery")
    tablet.get_by_role("button", name="Today", exact=True).tap()
    clinician.sees("Outcome saved: Left L5 and S1 roots.")
    tablet.get_by_role("link", name="Change the outcome").tap()
    tablet.locator("summary", has_text="1 earlier entry").tap()
    expect(tablet.locator("li.outcome-entry")).to_contain_text("Left L5 root")
    tablet.get_by_role("button", name="Take back").tap()
    clinician.sees("The outcome was taken back.")

    tablet.get_by_role("link", name="Enter the outcome").tap()
    tablet.get_by_role("button", name="It will not be known").tap()
    clinician.sees("Saved: it will not be known. The signed note is unchanged.")
    expect(tablet.locator("#outcome")).to_contain_text("It will not be known")


def taps_in_turn(tablet, *answers):
    """Taps radio buttons and boxes by their words."""
    for answer in answers:
        tablet.locator("label").filter(has=tablet.get_by_text(answer, exact=True)).first.tap()
