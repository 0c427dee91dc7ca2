"""The impression and the plan by touch: agreed, undone, agreed again; a phrase, the safety net, and the note's text."""

import pytest
from playwright.sync_api import expect

from tests.journeys.clinician import Clinician

pytestmark = pytest.mark.browser


@pytest.mark.long
def test_agree_undo_agree_again_plan_and_see_both_on_the_note(tablet):
    clinician = Clinician(tablet).begins()
    for step in ("Reflexes", "Sensation"):
        clinician.goes_to(step)
        tablet.locator("#fill-all").tap()
    clinician.goes_to("Strength")
    clinician.taps_on(*(f"Left {muscle}, grade 4" for muscle in ("ankle dorsiflexion", "great toe extension")))
    clinician.taps_on("Left hip abduction, grade 4", "Left ankle inversion, grade 4")
    clinician.goes_to("Assessment")

    clinician.taps_on("Agree with: left L5 root")
    expect(clinician.button("Agreed: left L5 root")).to_be_focused()
    expect(tablet.locator("#impression-entered")).to_contain_text("Left L5 root")
    clinician.taps_on("Undo")
    expect(tablet.locator("#impression-entered")).not_to_contain_text("L5")
    clinician.taps_on("Agree with: left L5 root")

    plan = tablet.get_by_label("Plan", exact=True)
    tablet.get_by_text("Plan and safety net").first.tap()
    plan.fill("MRI")
    tablet.locator("#plan").get_by_text("Ready phrases").first.tap()
    tablet.get_by_role("button", name="Keep active and continue normal activities").tap()
    expect(plan).to_have_value("MRI Keep active and continue normal activities as far as pain allows.")
    # A tap elsewhere leaves what is being typed alone.
    clinician.taps_on("Safety-net advice given: yes", "Review in 6 weeks")
    expect(plan).to_have_value("MRI Keep active and continue normal activities as far as pain allows.")
    clinician.button("Save as phrase: Plan").tap()
    expect(tablet.locator("#phrases-plan button")).to_have_count(1)
    (save := clinician.button("Save the plan")).scroll_into_view_if_needed()
    before = save.bounding_box()["y"]
    clinician.taps_on("Save the plan")
    expect(save).to_be_focused()
    assert save.bounding_box()["y"] == pytest.approx(before, abs=2)

    text = tablet.request.get(tablet.url.replace("assessment", "note.txt")).text()
    assert "Impression: Left L5 root. Entered after the program's ranking was shown." in text
    plan = "Plan: MRI Keep active and continue normal activities as far as pain allows."
    assert f"{plan} Review in 6 weeks. Safety-net advice given." in text
