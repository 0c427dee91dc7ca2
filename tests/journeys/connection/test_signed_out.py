"""Once somebody has signed out, no copy on the tablet shows the examination, with the server and without it."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.connection.on_the_ward import OnTheWard, started

pytestmark = [pytest.mark.browser, pytest.mark.long]

SIGN_IN = re.compile("/account/sign-in")


@pytest.fixture
def clinician(chromium, server, tmp_path):
    """A clinician at the strength step, with copies of all steps, on a tablet of their own."""
    browser = started(chromium, tmp_path / "browser", server.address)
    clinician = OnTheWard(browser.new_page()).makes_the_first_account().begins()
    clinician.goes_to("Strength")
    clinician.is_ready_to_go_offline()
    yield clinician
    browser.close()


def test_back_twice_after_signing_out(clinician, server):
    page = clinician.page
    clinician.signs_out()
    for _ in range(2):
        page.go_back()
        expect(page).to_have_url(SIGN_IN)
    assert clinician.everything_stored() == ""
    server.stops()
    page.goto("/account/")
    clinician.is_at("No connection")


def test_a_copy_is_hidden_where_the_session_had_ended_and_its_person_sees_it_again(
    clinician, server, accessibility_faults
):
    page, screen = clinician.page, clinician.page.locator("#left-screen")
    step = page.url
    session = page.context.cookies()
    page.context.clear_cookies()
    page.goto("/account/sign-in")
    server.stops()
    page.goto(step)
    expect(screen).to_contain_text("Somebody may have signed out on this tablet since this page was opened")
    expect(page.locator("h1")).to_be_hidden()
    assert accessibility_faults(page) == {}
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(screen).to_be_visible()

    # Another window signed in again.
    server.starts()
    page.context.add_cookies(session)
    clinician.button("Try again").tap()
    expect(screen).to_be_hidden()
    clinician.is_at("Strength")
    page.context.clear_cookies()
    page.goto("/account/sign-in")
    server.stops()
    page.goto(step)
    server.starts()
    clinician.button("Try again").tap()
    expect(page).to_have_url(SIGN_IN)
