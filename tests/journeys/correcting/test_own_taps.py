"""One's own taps are never another tablet's: a typed form saves what was changed, and only that."""

import pytest
from playwright.sync_api import expect

from tests.journeys.clinician import Clinician
from tests.journeys.connection.on_the_ward import OnTheWard

pytestmark = pytest.mark.browser


def types_in_the_complaint(page, **texts):
    page.get_by_text("Type instead").tap()
    for field, text in texts.items():
        page.locator(f"#typed-{field}").fill(text)
    page.locator("form:has(#typed-weeks)").get_by_role("button", name="Save").tap()


@pytest.mark.parametrize("scripts", ["tablet", "plain_tablet"])
def test_a_form_typed_after_a_tap_is_saved(request, scripts):
    page = request.getfixturevalue(scripts)
    clinician = Clinician(page).begins("Wrong")
    clinician.taps_on("Age, tens: 50", "Age, units: 4", "Duration: 6 weeks")
    types_in_the_complaint(page, reference="Right", weeks="5")
    expect(page.locator("#patient")).to_contain_text("Ref Right")
    expect(page.locator("#patient")).to_contain_text("54, 5 weeks")


def test_a_form_waits_for_the_taps_before_it(tablet):
    clinician = OnTheWard(tablet)
    clinician.begins()
    with clinician.slow_to_save():
        clinician.taps_without_waiting("Duration: 6 weeks")
        types_in_the_complaint(tablet, weeks="5")
        tablet.wait_for_timeout(300)
        expect(tablet.locator("form:has(#typed-weeks) button")).to_have_attribute("aria-disabled", "true")
    expect(tablet.locator("#patient")).to_contain_text("5 weeks")
