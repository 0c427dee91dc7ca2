"""A grade that pain limited: one tap beside the grade, which moves none of the row's buttons."""

import pytest
from playwright.sync_api import expect

from tests.journeys.clinician import Clinician

pytestmark = pytest.mark.browser

ROW = "#strength-ankle_dorsiflexion"
SIZES = {"upright": (820, 1180), "lying": (1180, 820), "phone": (390, 844)}
# Where the answers are within the row, by the beginning of their names: the dots are named after what they hide.
PLACES = """row => Object.fromEntries([...row.querySelectorAll(".grades button, .more > summary")].map((one) => {
    const box = one.getBoundingClientRect();
    const place = [box.left, box.top - row.getBoundingClientRect().top, box.width].map(Math.round);
    return [one.ariaLabel.replace(/, filled.*/, ""), place];
}))"""


@pytest.mark.sampled(3)
@pytest.mark.parametrize("size", SIZES)
def test_a_grade_is_limited_by_pain_in_one_tap_beside_it(tablet, size):
    wide, high = SIZES[size]
    tablet.set_viewport_size({"width": wide, "height": high})
    clinician = Clinician(tablet).has_begun()
    clinician.goes_to("Strength")
    row = tablet.locator(ROW)
    before = row.evaluate(PLACES)
    clinician.taps_on("Left ankle dorsiflexion, grade 4")
    beside = clinician.button("Left ankle dorsiflexion 4, limited by pain")
    box = beside.bounding_box()
    assert min(box["width"], box["height"]) >= 48
    clinician.taps_on("Left ankle dorsiflexion 4, limited by pain")
    expect(beside).to_have_attribute("aria-pressed", "true")
    clinician.sees_chosen("Left ankle dorsiflexion, grade 4")
    assert row.evaluate(PLACES) == before
