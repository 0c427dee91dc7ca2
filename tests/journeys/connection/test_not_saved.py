"""Typed text is saved or shown as not saved; it is never stored in the browser."""

import pytest
from playwright.sync_api import expect

from tests.journeys.clinician import Clinician
from tests.journeys.conftest import TABLET

pytestmark = pytest.mark.browser


@pytest.fixture
def clinician(chromium, address, signed_in):
    """A clinician; console errors are allowed, as the connection is cut on purpose."""
    context = chromium.new_context(base_url=address, storage_state=signed_in, **TABLET)
    clinician = Clinician(context.new_page()).has_begun()
    clinician.goes_to("Strength")
    yield clinician
    context.close()


def test_a_comment_without_a_connection_stays_in_its_field(clinician):
    page = clinician.page
    page.get_by_text("Comment on strength").tap()
    words = page.get_by_label("Comment, printed on the note")
    words.fill("Gave way with pain.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save the comment").tap()
    expect(page.locator("#unsaved")).to_contain_text("Not saved: there is no connection. What you typed is still here")
    expect(words).to_have_value("Gave way with pain.")
    page.context.set_offline(False)
    page.get_by_role("button", name="Save the comment").tap()
    expect(page.locator("#unsaved")).to_be_empty()
    page.reload()
    expect(words).to_have_value("Gave way with pain.")


@pytest.mark.long
def test_a_text_pasted_too_long_is_not_cut_off(clinician):
    page = clinician.page
    page.get_by_text("Comment on strength").tap()
    words = page.get_by_label("Comment, printed on the note")
    words.focus()
    page.keyboard.insert_text("Gave way. " * 201)
    page.get_by_role("button", name="Save the comment").tap()
    said = "Not saved: The comment is 2009 characters long; the limit is 2000. What you typed is still here."
    expect(page.locator("#unsaved")).to_have_text(said)
    expect(words).to_have_value("Gave way. " * 201)


@pytest.mark.long
def test_an_impression_without_a_session_stays_in_its_field(clinician):
    page = clinician.page
    clinician.goes_to("Assessment")
    page.get_by_text("Enter my own").tap()
    page.get_by_label("In your own words").fill("Probably the back.")
    page.context.clear_cookies()
    page.get_by_role("button", name="Save my impression").tap()
    expect(page.locator("#unsaved")).to_contain_text("Not saved: you are signed out")
    expect(page.get_by_label("In your own words")).to_have_value("Probably the back.")


@pytest.mark.long
def test_unsaved_text_asks_before_the_page_is_left(clinician):
    page = clinician.page
    page.get_by_text("Comment on strength").tap()
    page.get_by_label("Comment, printed on the note").fill("Gave way with pain.")
    page.get_by_role("link", name="Tension").first.tap()
    expect(page.locator("#unsaved")).to_contain_text("Not saved yet: what you typed")
    clinician.is_at("Strength")
    seen = clinician.state.get_attribute("data-revision")
    page.get_by_role("button", name="Save it").tap()
    expect(clinician.state).not_to_have_attribute("data-revision", seen)
    clinician.goes_to("Tension")
    clinician.goes_to("Strength")
    expect(page.get_by_label("Comment, printed on the note")).to_have_value("Gave way with pain.")


@pytest.mark.long
def test_a_note_is_not_signed_while_its_comment_is_unsaved(clinician):
    page = clinician.page
    clinician.goes_to("Note")
    page.get_by_role("textbox", name="Final comment").fill("See again in a week.")
    page.get_by_role("link", name="Sign ...").tap()
    expect(page.locator("#unsaved")).to_contain_text("Not saved yet: what you typed")
    seen = clinician.state.get_attribute("data-revision")
    page.get_by_role("button", name="Save it").tap()
    expect(clinician.state).not_to_have_attribute("data-revision", seen)
    page.get_by_text("Read as text").tap()
    expect(page.get_by_role("article")).to_contain_text("See again in a week.")
    clinician.signs()


@pytest.mark.long
def test_unsaved_text_can_be_discarded(clinician):
    page = clinician.page
    page.get_by_text("Comment on strength").tap()
    page.get_by_label("Comment, printed on the note").fill("No.")
    page.get_by_role("link", name="Tension").first.tap()
    page.get_by_role("button", name="Discard").tap()
    clinician.is_at("Tension")


@pytest.mark.long
def test_a_notice_moves_nothing_under_the_finger_where_there_are_no_rows(clinician):
    page = clinician.page
    clinician.goes_to("Assessment")
    page.get_by_text("Enter my own").tap()
    page.get_by_label("In your own words").fill("Probably the back.")
    page.evaluate("scrollTo(0, 0)")
    content = page.locator("main h2").first
    before = content.bounding_box()["y"]
    page.context.set_offline(True)
    page.get_by_role("button", name="Save my impression").evaluate("button => button.click()")
    expect(page.locator("#unsaved")).to_contain_text("Not saved: there is no connection")
    assert content.bounding_box()["y"] == pytest.approx(before, abs=1)


@pytest.mark.long
def test_what_is_known_to_be_old_is_typed_and_an_undo_takes_it_out(clinician):
    page = clinician.page
    clinician.goes_to("Complaint")
    page.get_by_text("A known, old deficit of a leg").first.tap()
    right, left = (page.get_by_label(f"{side} leg", exact=True) for side in ("Right", "Left"))
    left.fill("Polio as a child.")
    page.get_by_role("link", name="Tension").first.tap()
    expect(page.locator("#unsaved")).to_contain_text("Not saved yet: what you typed")
    seen = clinician.state.get_attribute("data-revision")
    page.get_by_role("button", name="Save it").tap()
    expect(clinician.state).not_to_have_attribute("data-revision", seen)
    expect(left).to_have_value("Polio as a child.")
    right.fill("A disc")
    clinician.button("Undo").tap()
    expect(left).to_have_value("")
    expect(right).to_have_value("A disc")
