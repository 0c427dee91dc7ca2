"""A tablet that nobody uses hides its page, also without the server; the PIN opens it, and nothing is lost behind."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.clinician import PASSWORD
from tests.journeys.conftest import TABLET
from tests.journeys.connection.on_the_ward import OnTheWard

pytestmark = pytest.mark.browser

PIN = "7394"
TAP = "Left ankle dorsiflexion, grade 4"
WORDS = "Gave way with pain."


@pytest.fixture
def clinician(chromium, address, signed_in):
    """A clinician with a PIN at the strength step, whose clock a test sets; the connection is cut on purpose."""
    context = chromium.new_context(base_url=address, storage_state=signed_in, service_workers="block", **TABLET)
    page = context.new_page()
    page.goto("/account/pin/")
    # Beside it is another form, if another journey gave this clinician a PIN.
    form = page.locator("form", has=page.get_by_label("New PIN", exact=True))
    for label, text in {"New PIN": PIN, "New PIN again": PIN, "Your own password, again": PASSWORD}.items():
        form.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name="Save the PIN").tap()
    expect(page.get_by_text("Your PIN was set.")).to_be_visible()
    page.clock.install()
    clinician = OnTheWard(page).has_begun()
    clinician.goes_to("Strength")
    yield clinician
    context.close()


def unlock(page, pin):
    page.get_by_label("PIN", exact=True).fill(pin)
    page.get_by_role("button", name="Unlock", exact=True).first.tap()


def passes_without_a_touch(page, screen):
    """15 minutes, and not before."""
    page.clock.fast_forward("14:50")
    expect(screen).to_be_hidden()
    page.clock.fast_forward("00:15")
    expect(screen).to_be_visible()


def test_it_hides_its_page_and_after_the_pin_the_draft_and_a_waiting_tap_are_there(clinician, accessibility_faults):
    page, screen = clinician.page, clinician.page.locator("#lock-screen")
    expect(screen).to_be_attached()
    page.get_by_text("Comment on strength").tap()
    words = page.get_by_label("Comment, printed on the note")
    words.fill(WORDS)
    clinician.loses_the_connection()
    clinician.taps_without_waiting(TAP)
    clinician.sees_status("1 answer waiting")
    passes_without_a_touch(page, screen)
    expect(screen).to_contain_text("1 answer is waiting to be sent.")
    expect(page.locator("#patient strong")).to_be_hidden()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(screen).to_be_visible()
    unlock(page, PIN)
    expect(screen).to_contain_text("The server cannot be reached")
    clinician.has_the_connection_back()
    unlock(page, "8080")
    expect(screen).to_contain_text("Wrong PIN.")
    unlock(page, PIN)
    expect(screen).to_be_hidden()
    clinician.sees_status("Saved")
    clinician.sees_chosen(TAP)
    expect(words).to_have_value(WORDS)
    clinician.taps_on("Save the comment")
    expect(page.locator("#unsaved")).to_be_empty()
    with page.expect_response("**/account/lock"):
        page.get_by_role("button", name="Lock", exact=True).first.tap()
    expect(screen).to_be_visible()
    assert accessibility_faults(page) == {}
    page.reload()
    expect(page).to_have_url(re.compile(r"/account/lock\?next="))
    assert accessibility_faults(page) == {}
    unlock(page, PIN)
    clinician.is_at("Strength")
    clinician.sees_chosen(TAP)
    expect(words).to_have_value(WORDS)
