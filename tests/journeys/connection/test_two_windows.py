"""One tablet, two windows: an answer is sent and shown while it is stored, and never before what the other tapped."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.connection.on_the_ward import SAVES, OnTheWard

pytestmark = pytest.mark.browser

KNEE = "Left knee extension, grade 4"
HIP = "Left hip abduction, grade 4"
# The page gives up no database that is slow to answer.
PATIENT = "{ const set = setTimeout; setTimeout = (act, wait) => set(act, wait === 5000 ? 600_000 : wait); }"
# A transaction that lasts, so that nothing else is stored meanwhile.
BUSY = """() => new Promise((begun) => {
    const opening = indexedDB.open("dermyo");
    opening.onsuccess = () => {
        const store = opening.result.transaction("queue", "readwrite").objectStore("queue");
        const goOn = () => {
            begun();
            if (!window.isOver) store.get("browser").onsuccess = goOn;
        };
        store.get("browser").onsuccess = goOn;
    };
})"""


@pytest.fixture
def other(clinician):
    """The same examination in another window, which has read what waits."""
    page = clinician.page.context.new_page()
    page.goto(clinician.page.url, wait_until="networkidle")
    return OnTheWard(page)


def test_an_answer_is_sent_and_shown_as_saved_while_it_is_being_stored(clinician):
    page = clinician.page
    page.add_init_script(PATIENT)
    page.reload(wait_until="networkidle")
    page.evaluate(BUSY)
    with page.expect_response(re.compile(SAVES)):
        clinician.taps_without_waiting(KNEE)
    clinician.is_at_revision(2)
    clinician.sees_chosen(KNEE)
    page.evaluate("window.isOver = true")
    page.reload()
    clinician.is_at_revision(2)
    expect(clinician.state).to_have_text("Saved")


def test_what_the_other_window_tapped_before_is_sent_before(clinician, other):
    with clinician.cannot_save():
        clinician.taps_without_waiting(KNEE)
        clinician.sees_status("1 answer waiting")
    other.taps_without_waiting(HIP)
    other.is_at_revision(3)
    other.sees_chosen(KNEE, HIP)
    other.button("Undo").tap()
    other.sees_not_chosen(HIP)
    other.sees_chosen(KNEE)
