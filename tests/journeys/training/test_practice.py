"""A learner examines a patient by taps, names a cause and sees the answer."""

import pytest
from playwright.sync_api import expect

from tests.journeys.clinician import Clinician

pytestmark = pytest.mark.browser


@pytest.mark.long
def test_from_the_choice_of_a_case_to_its_answer_by_tap(new_tablet, accessibility_faults):
    learner = Clinician(new_tablet)
    new_tablet.goto("/training/")
    new_tablet.locator("summary", has_text="Published cases").tap()
    assert accessibility_faults(new_tablet) == {}
    new_tablet.get_by_role("button", name="Published case 263").tap()
    learner.is_at("Complaint")
    learner.goes_to("Strength")
    new_tablet.get_by_role("button", name="Examine: Left ankle dorsiflexion").tap()
    expect(new_tablet.locator("#strength-ankle_dorsiflexion-left .examined")).to_be_visible()
    new_tablet.get_by_role("button", name="Examine all").tap()
    expect(new_tablet.locator("#fill-all")).to_be_disabled()
    expect(new_tablet.locator("#strip")).to_contain_text("Ranking hidden until you enter your impression")
    assert accessibility_faults(new_tablet) == {}
    learner.goes_to("Assessment")
    assert new_tablet.locator("#answer").count() == 0
    new_tablet.locator("#impression-cause").select_option("nerve.common_fibular")
    new_tablet.locator("label.radio", has_text="Left").tap()
    new_tablet.get_by_role("button", name="Save cause and side").tap()
    answer = new_tablet.locator("#answer")
    expect(answer).to_contain_text("Left common fibular nerve")
    expect(answer.locator(".is-right").first).to_contain_text("You")
    assert accessibility_faults(new_tablet) == {}


@pytest.mark.long
@pytest.mark.parametrize(("case", "said"), [("Published case 263", "9 months"), ("Published case 29", "1 week")])
def test_how_long_it_has_been_is_shown_once(signed_out_tablet, case, said):
    signed_out_tablet.goto("/training/")
    signed_out_tablet.locator("summary", has_text="Published cases").tap()
    signed_out_tablet.get_by_role("button", name=case, exact=True).tap()
    Clinician(signed_out_tablet).is_at("Complaint")
    expect(signed_out_tablet.locator(".duration").get_by_text(said, exact=True).filter(visible=True)).to_have_count(1)
