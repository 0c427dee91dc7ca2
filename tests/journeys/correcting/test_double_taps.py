"""A second tap within 600 milliseconds changes nothing; a later one clears."""

import pytest
from playwright.sync_api import expect

from tests.journeys.clinician import Clinician

pytestmark = pytest.mark.browser

KNEE, TOE = "Left knee extension, grade 4", "Left great toe extension, grade 3"
# As someone taps who taps twice out of habit: the second tap after so many milliseconds.
TWICE = """async ([names, pause]) => {
    const buttons = names.map(name => document.querySelector(`[aria-label="${name}"]`));
    for (const button of buttons) button.click();
    await new Promise(resolve => setTimeout(resolve, pause));
    for (const button of buttons) button.click();
}"""


def test_a_double_tap_keeps_its_grade_and_a_later_tap_clears_it(tablet):
    clinician = Clinician(tablet).has_begun()
    clinician.goes_to("Strength")
    tablet.evaluate(TWICE, [[KNEE, TOE], 120])
    clinician.sees_chosen(KNEE, TOE)
    tablet.evaluate(TWICE, [["Left hip flexion, grade 3"], 450])
    clinician.takes_a_moment()
    clinician.sees_chosen(KNEE, TOE, "Left hip flexion, grade 3")
    expect(clinician.state).to_have_text("Saved")
    clinician.taps_on(KNEE)
    clinician.sees_not_chosen(KNEE)
