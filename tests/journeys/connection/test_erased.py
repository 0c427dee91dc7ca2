"""An examination is erased while a tablet has answers for it: they are refused in words, and its copies are deleted."""

import time

import pytest
from playwright.sync_api import expect

from tests.journeys.clinician import PASSWORD
from tests.journeys.conftest import TABLET
from tests.journeys.connection.on_the_ward import PATIENCE

pytestmark = pytest.mark.browser

KNEE = "Left knee extension, grade 4"


@pytest.fixture
def administrator(chromium, address, signed_in):
    """The same account at a computer."""
    context = chromium.new_context(base_url=address, storage_state=signed_in, **TABLET)
    yield context.new_page()
    context.close()


def erase(page, reference):
    page.goto("/account/erasing/")
    page.get_by_label("Patient reference").fill(reference)
    page.get_by_role("button", name="Count the examinations").tap()
    page.get_by_label("Patient reference, again").fill(reference)
    page.get_by_label("Reason").fill("Asked for by the patient")
    again = page.get_by_label("Your own password, again")
    if again.is_visible():
        again.fill(PASSWORD)
    page.get_by_role("button", name="Erase 1 examination for good").tap()
    expect(page.get_by_text("1 examination was erased.")).to_be_visible()


@pytest.mark.long
def test_what_waits_for_an_erased_examination_is_refused_and_no_copy_of_it_stays(clinician, administrator):
    clinician.begins("Erased-1")
    clinician.is_ready_to_go_offline()
    clinician.goes_to("Strength")
    clinician.loses_the_connection()
    clinician.taps_without_waiting(KNEE)
    clinician.sees_status("1 answer waiting")
    erase(administrator, "erased-1")
    clinician.has_the_connection_back()
    expect(clinician.page.locator("#unsaved")).to_contain_text(
        f"Not saved: {KNEE}. This examination was erased", timeout=1000 * PATIENCE
    )
    clinician.sees_status("1 answer not saved")
    clinician.page.reload()
    clinician.sees("An administrator erased the data of this patient on")
    until = time.monotonic() + PATIENCE
    while clinician.everything_stored():
        assert time.monotonic() < until, "copies of an erased examination stayed"
        clinician.page.wait_for_timeout(100)
