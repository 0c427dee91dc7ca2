"""Everything works as plain forms: one post for each tap, and back to the row that was tapped."""

import pytest
from playwright.sync_api import expect

from tests.journeys.clinician import Clinician
from tests.journeys.conftest import TABLET

pytestmark = pytest.mark.browser


def test_an_examination_without_a_script(plain_tablet):
    clinician = Clinician(plain_tablet).begins()
    clinician.taps_on("Left knee, pain")
    clinician.sees_chosen("Left knee, pain")

    clinician.goes_to("Strength")
    clinician.taps_on("Left hip extension, grade 4")
    clinician.sees_chosen("Left hip extension, grade 4")
    expect(plain_tablet.locator("#strength-hip_extension")).to_be_in_viewport()
    clinician.taps_on("Left hip extension, grade 4")
    clinician.sees_not_chosen("Left hip extension, grade 4")

    plain_tablet.locator("#strength-knee_extension-left summary.grade").tap()
    clinician.taps_on("Left knee extension, could not be tested: pain")
    clinician.taps_on("Rest normal: 7 core tests not yet examined, right and left")
    clinician.sees("8 of 8 core tests")
    clinician.taps_on("Undo")
    clinician.sees("Undone: 7 answers", "1 of 8 core tests")

    plain_tablet.locator("#strength-knee_extension summary").first.tap()
    expect(plain_tablet.locator("#strength-knee_extension .how-to")).to_be_visible()
    clinician.goes_to("Assessment")
    plain_tablet.get_by_role("heading", name="What was found").tap()
    clinician.sees("Left knee extension could not be tested (pain)")


# If one module is missing none of ours runs, and htmx posts by itself.
@pytest.mark.long
@pytest.mark.parametrize("missing", ["**/idb-keyval/*", "**/js/queue/store.js"])
def test_an_answer_is_saved_when_a_script_does_not_load(chromium, address, signed_in, missing):
    # Not the tablet of the other journeys: a browser logs an error for a script that does not load.
    page = chromium.new_page(base_url=address, storage_state=signed_in, **TABLET)
    page.route(missing, lambda route: route.abort())
    clinician = Clinician(page).begins()
    clinician.goes_to("Strength")
    clinician.taps_on("Left hip extension, grade 4")
    clinician.sees_status("Saved")
    page.reload()
    clinician.sees_chosen("Left hip extension, grade 4")
    page.close()
