"""An emergency sign that waits on the tablet raises the banner there, until the server shows its own."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import TABLET
from tests.journeys.connection.on_the_ward import OnTheWard

pytestmark = pytest.mark.browser

NUMB = "Saddle numbness: new or worse"
WEAKER = "Progressive weakness: yes"
SAYS = "Emergency: Signs of cauda equina compression"
TO_DO = "Send to an emergency department now"


@pytest.fixture
def clinician(chromium, address, signed_in):
    """A clinician at the red flags; console errors are allowed, as the connection is cut on purpose."""
    context = chromium.new_context(base_url=address, storage_state=signed_in, service_workers="block", **TABLET)
    clinician = OnTheWard(context.new_page()).has_begun()
    clinician.goes_to("Red flags")
    clinician.is_ready_to_go_offline()
    yield clinician
    context.close()


@pytest.mark.long
def test_an_emergency_sign_while_the_server_is_stopped(chromium, server):
    context = chromium.new_context(base_url=server.address, **TABLET)
    clinician = OnTheWard(context.new_page()).makes_the_first_account().begins()
    clinician.goes_to("Red flags")
    clinician.is_ready_to_go_offline()

    server.stops()
    place = clinician.button(NUMB).bounding_box()["y"]
    clinician.taps_without_waiting(NUMB)
    banner = clinician.unsaved_emergency
    expect(banner.locator("summary")).to_contain_text(f"{SAYS} Not yet saved: no connection.")
    waiting = clinician.button(f"{NUMB}, waiting to be sent")
    assert waiting.bounding_box()["y"] == pytest.approx(place, abs=1)
    banner.locator("summary").tap()
    expect(banner.get_by_text(TO_DO)).to_be_visible()
    clinician.page.reload()
    expect(banner).to_contain_text(SAYS)
    clinician.goes_to("Strength")
    expect(banner).to_contain_text(SAYS)

    server.starts()
    clinician.sees_everything_sent()
    expect(banner).to_have_count(0)
    expect(clinician.emergency.locator("summary")).to_contain_text(SAYS)
    context.close()


def test_a_sign_that_is_taken_back_raises_nothing_any_more(clinician):
    clinician.loses_the_connection()
    clinician.taps_without_waiting(NUMB)
    expect(clinician.unsaved_emergency).to_be_visible()
    clinician.button("Undo").tap()
    expect(clinician.unsaved_emergency).to_have_count(0)
    clinician.taps_without_waiting(NUMB)
    expect(clinician.unsaved_emergency).to_be_visible()
    clinician.taps_without_waiting("Saddle numbness: long-standing, unchanged")
    expect(clinician.unsaved_emergency).to_have_count(0)
    clinician.taps_without_waiting(NUMB)
    expect(clinician.unsaved_emergency).to_be_visible()
    clinician.taps_without_waiting("Saddle numbness: no")
    expect(clinician.unsaved_emergency).to_have_count(0)


@pytest.mark.long
def test_it_is_above_what_was_saved_and_not_said_twice(clinician):
    clinician.taps_on(WEAKER)
    expect(clinician.emergency).to_contain_text("Urgent")
    clinician.loses_the_connection()
    clinician.taps_without_waiting(NUMB)
    expect(clinician.page.locator("#alerts > .banner").first).to_contain_text(SAYS)
    expect(clinician.page.locator("#alerts > .banner").last).to_contain_text("Urgent")
    clinician.has_the_connection_back()
    clinician.sees_everything_sent()
    expect(clinician.page.locator("#alerts > .banner")).to_have_count(1)

    clinician.loses_the_connection()
    clinician.taps_without_waiting("Faecal incontinence: new or worse")
    clinician.sees_status("1 answer waiting")
    expect(clinician.unsaved_emergency).to_have_count(0)
    expect(clinician.emergency).to_contain_text(SAYS)


@pytest.mark.long
def test_a_server_that_does_not_answer_is_not_waited_for(clinician):
    with clinician.slow_to_save():
        clinician.taps_without_waiting(NUMB)
        expect(clinician.unsaved_emergency).to_contain_text(f"{SAYS} Not yet saved.")
        clinician.sees_status("Saving")
    expect(clinician.unsaved_emergency).to_have_count(0)
    expect(clinician.emergency).to_contain_text(SAYS)
