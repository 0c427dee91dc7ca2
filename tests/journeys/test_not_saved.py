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


def test_words_that_nobody_saved_are_not_left_behind_unseen(clinician):
    page = clinician.page
    page.get_by_text("Comment on strength").tap()
    page.get_by_label("Comment, printed on the note").fill("Gave way with pain.")
    page.get_by_role("link", name="Tension").first.tap()
    expect(page.locator("#unsaved")).to_contain_text("Not saved yet: what you typed")
    clinician.stands_at("Strength")
    seen = clinician.state.get_attribute("data-revision")
    page.get_by_role("button", name="Save it").tap()
    expect(clinician.state).not_to_have_attribute("data-revision", seen)
    clinician.goes_to("Tension")
    clinician.goes_to("Strength")
    expect(page.get_by_label("Comment, printed on the note")).to_have_value("Gave way with pain.")


def test_a_note_is_not_signed_without_the_words_below_it(clinician):
    page = clinician.page
    clinician.goes_to("Note")
    page.get_by_label("Comment on the whole").fill("See again in a week.")
    page.get_by_role("button", name="Sign this note").tap()
    expect(page.locator("#unsaved")).to_contain_text("Not saved yet: what you typed")
    page.get_by_role("button", name="Save it").tap()
    expect(page.get_by_role("article")).to_contain_text("See again in a week.")
    page.get_by_role("button", name="Sign this note").tap()
    expect(page.get_by_text("The note is signed.")).to_be_visible()


def test_words_can_be_left(clinician):
    page = clinician.page
    page.get_by_text("Comment on strength").tap()
    page.get_by_label("Comment, printed on the note").fill("No.")
    page.get_by_role("link", name="Tension").first.tap()
    page.get_by_role("button", name="Leave it").tap()
    clinician.stands_at("Tension")
