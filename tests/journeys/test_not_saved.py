"""What did not reach the server is said not to be saved, and nothing of it looks saved."""

import pytest
from playwright.sync_api import expect

from tests.journeys.clinician import Clinician
from tests.journeys.conftest import TABLET

pytestmark = pytest.mark.browser


@pytest.fixture
def clinician(chromium, address, signed_in):
    """Someone whose console may complain: the connection is cut on purpose."""
    context = chromium.new_context(base_url=address, storage_state=signed_in, **TABLET)
    clinician = Clinician(context.new_page()).begins()
    clinician.goes_to("Strength")
    yield clinician
    context.close()


def test_a_lost_connection_is_said_and_the_answer_sent_again(clinician):
    page = clinician.page
    page.context.set_offline(True)
    clinician.button("Left knee extension, grade 4").tap()
    expect(page.locator("#unsaved")).to_contain_text("Not saved: Left knee extension, grade 4")
    clinician.is_told("Not saved")
    clinician.sees_not_chosen("Left knee extension, grade 4")

    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").tap()
    clinician.sees_chosen("Left knee extension, grade 4")
    expect(page.locator("#unsaved")).to_be_empty()


def test_a_later_answer_takes_the_place_of_one_that_waits(clinician):
    page = clinician.page
    page.context.set_offline(True)
    clinician.button("Left knee extension, grade 4").tap()
    expect(page.locator("#unsaved")).to_contain_text("Not saved")
    page.context.set_offline(False)
    clinician.taps_on("Left knee extension, grade 3")
    clinician.sees_chosen("Left knee extension, grade 3")
    expect(page.locator("#unsaved")).to_be_empty()


def test_someone_signed_out_is_told_that_nothing_was_saved(clinician):
    clinician.page.context.clear_cookies()
    clinician.button("Left knee extension, grade 4").tap()
    expect(clinician.page.locator("#unsaved")).to_contain_text("Nothing was saved")
    clinician.is_told("Not saved")
    clinician.sees_not_chosen("Left knee extension, grade 4")
