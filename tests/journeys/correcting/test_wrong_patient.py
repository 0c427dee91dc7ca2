"""A wrong patient found and corrected; and one's own taps are never another tablet's."""

import pytest
from playwright.sync_api import expect

from tests.journeys.clinician import Clinician
from tests.journeys.connection.on_the_ward import OnTheWard

pytestmark = pytest.mark.browser


def types_the_duration(page, weeks):
    page.get_by_text("Type the duration instead").tap()
    page.locator("#typed-weeks").fill(weeks)
    page.locator("form:has(#typed-weeks)").get_by_role("button", name="Save").tap()


@pytest.mark.long
@pytest.mark.parametrize("scripts", ["tablet", "plain_tablet"])
def test_a_wrong_patient_is_corrected_at_the_beginning(request, scripts):
    page = request.getfixturevalue(scripts)
    clinician = Clinician(page).begins("Wrong")
    clinician.taps_on("Age, tens: 50", "Age, units: 4")
    types_the_duration(page, "5")
    expect(page.locator("#patient")).to_contain_text("54, 5 weeks")
    page.locator("#patient a").tap()
    page.get_by_label("Patient reference (the same patient)").fill("Right")
    page.get_by_role("button", name="Correct the reference").tap()
    expect(page.locator("#patient")).to_contain_text("Ref Right")
    expect(page.locator("#patient")).to_contain_text("54, 5 weeks")


@pytest.mark.long
def test_the_reference_is_whole_on_a_phone(tablet):
    tablet.set_viewport_size({"width": 390, "height": 844})
    clinician = Clinician(tablet).begins("CE-2291-ward-7")
    clinician.taps_on("Side of the complaint: Right", "Age, tens: 60", "Sex: Female", "Duration: 3 months")
    clinician.sees("60, female, right leg, 3 months")
    cut = "element => element.scrollWidth > element.clientWidth"
    assert not tablet.locator("#patient strong").evaluate(cut)


@pytest.mark.long
def test_a_wrong_age_is_two_taps_on_any_step_and_a_wrong_patient_is_moved(tablet, accessibility_faults):
    clinician = Clinician(tablet).begins("Wrong")
    clinician.taps_on("Age, tens: 50", "Age, units: 4", "Sex: Female")
    clinician.goes_to("Strength")
    clinician.taps_on("Left knee extension, grade 4")
    tablet.locator("#patient a").tap()
    editor = tablet.get_by_role("dialog")
    editor.get_by_role("button", name="Age, tens: 60").tap()
    expect(tablet.locator("#patient")).to_contain_text("64, female")
    expect(editor.get_by_role("button", name="Age, tens: 60")).to_have_attribute("aria-pressed", "true")

    editor.get_by_text("This is another patient").tap()
    assert accessibility_faults(tablet) == {}
    editor.get_by_label("Reference of the other patient").fill("Right")
    editor.get_by_label("Age in years").fill("31")
    editor.get_by_text("Male", exact=True).last.tap()
    editor.get_by_role("button", name="Move to this patient").tap()
    expect(tablet.locator("#patient")).to_contain_text("Ref Right")
    expect(tablet.locator("#patient")).to_contain_text("31, male")
    clinician.is_at("Strength")
    clinician.sees_chosen("Left knee extension, grade 4")


def test_a_draft_is_discarded_in_two_taps_and_taken_back(tablet):
    Clinician(tablet).begins("Mistake")
    tablet.locator("#patient a").tap()
    tablet.get_by_role("button", name="Discard this draft").tap()
    clinician = Clinician(tablet)
    clinician.is_at("Examinations")
    clinician.sees("The draft was discarded.")
    expect(tablet.get_by_role("link", name="Mistake")).to_have_count(0)
    tablet.get_by_role("button", name="Undo").tap()
    expect(tablet.get_by_role("link", name="Mistake")).to_be_visible()


@pytest.mark.long
def test_a_form_waits_for_the_taps_before_it(tablet):
    clinician = OnTheWard(tablet)
    clinician.begins()
    with clinician.slow_to_save():
        clinician.taps_without_waiting("Duration: 6 weeks")
        types_the_duration(tablet, "5")
        tablet.wait_for_timeout(300)
        expect(tablet.locator("form:has(#typed-weeks) button")).to_have_attribute("aria-disabled", "true")
    expect(tablet.locator("#patient")).to_contain_text("5 weeks")
