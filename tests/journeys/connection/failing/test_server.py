"""The server or the tablet's store fails: what was tapped waits and is sent in order, once."""

import time
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.journeys.connection.on_the_ward import STRENGTH, OnTheWard, started

pytestmark = pytest.mark.browser

KNEE = "Left knee extension, grade 4"


def times_of_posts(page):
    """When each was sent, from now on."""
    sent = []
    page.on("request", lambda request: sent.append(time.monotonic()) if request.method == "POST" else None)
    return sent


@pytest.mark.long
def test_answers_on_which_the_server_fails_wait_and_are_sent_after_growing_pauses(clinician):
    sent = times_of_posts(clinician.page)
    with clinician.failing():
        clinician.taps_without_waiting(*STRENGTH[:3])
        clinician.sees_status("3 answers waiting")
        clinician.page.wait_for_timeout(6000)
        # A tap that is repeated out of impatience asks the server no earlier.
        clinician.taps_without_waiting(STRENGTH[3])
        clinician.sees_status("4 answers waiting")
        assert len(sent) == 3
        assert sent[1] - sent[0] > 1.9
        assert sent[2] - sent[1] > 2.9
        expect(clinician.page.locator("#unsaved")).to_be_empty()
    clinician.sees_everything_sent()
    clinician.sees_chosen(*STRENGTH)
    clinician.is_at_revision(5)


@pytest.fixture
def at_a_server(chromium, server, tmp_path):
    """A clinician at a server that can fail, on the strength step."""
    browser = started(chromium, tmp_path / "browser", server.address)
    clinician = OnTheWard(browser.new_page()).makes_the_first_account().begins()
    clinician.goes_to("Strength")
    yield clinician
    browser.close()


# How the database fails, and whether it can be read meanwhile.
FAILS = [
    pytest.param("locked", True, id="locked"),
    pytest.param("full", True, id="full"),
    pytest.param("gone", False, id="gone"),
]


# In the gate web/http/test_out_of_reach.py locks the database, and queue/sending.test.js does what the page does then.
@pytest.mark.long
@pytest.mark.parametrize(("fails", "is_read"), FAILS)
def test_taps_while_the_database_takes_none_arrive_afterwards_in_order_and_once(at_a_server, server, fails, is_read):
    clinician = at_a_server
    with getattr(server, fails)():
        clinician.taps_without_waiting(*STRENGTH[:3])
        clinician.sees_status("3 answers waiting")
        if is_read:
            clinician.page.reload()
            clinician.sees_waiting(STRENGTH[0])
    clinician.sees_everything_sent()
    clinician.sees_chosen(*STRENGTH[:3])
    clinician.is_at_revision(4)


@pytest.mark.long
def test_for_a_minute_without_a_database_the_server_is_asked_less_and_less(at_a_server, server):
    clinician = at_a_server
    sent = times_of_posts(clinician.page)
    with server.gone():
        clinician.taps_without_waiting(*STRENGTH[:3])
        clinician.sees_status("3 answers waiting")
        clinician.page.wait_for_timeout(60_000)
        clinician.sees_status("3 answers waiting")
    pauses = [later - earlier for earlier, later in pairwise(sent)]
    assert len(pauses) >= 3
    assert pauses[0] > 1.9
    assert all(later > earlier - 0.5 for earlier, later in pairwise(pauses)), pauses
    clinician.sees_everything_sent()
    clinician.sees_chosen(*STRENGTH[:3])
    clinician.is_at_revision(4)


CORRUPT = """() => new Promise((done) => {
    indexedDB.open("dermyo").onsuccess = ({ target: { result: database } }) => {
        const store = database.transaction("queue", "readwrite").objectStore("queue");
        store.get("answers").onsuccess = ({ target: { result: answers } }) => {
            store.put([null, { ...answers[0], id: "", name: "Right hip flexion, grade 2" }, ...answers], "answers");
            store.transaction.oncomplete = () => { database.close(); done(); };
        };
    };
})"""


def test_what_is_no_answer_is_named_and_the_rest_is_sent(clinician):
    with clinician.cannot_save():
        clinician.taps_without_waiting(KNEE)
        clinician.sees_status("1 answer waiting")
        clinician.page.evaluate(CORRUPT)
    clinician.page.reload()
    clinician.sees_chosen(KNEE)
    clinician.sees_status("2 answers not saved")
    notice = clinician.page.locator("#unsaved")
    expect(notice).to_contain_text("Not saved: an answer. It was stored on this tablet and cannot be read any more.")
    expect(notice).to_contain_text("Not saved: Right hip flexion, grade 2.")
    clinician.button("Dismiss").tap()
    clinician.sees_everything_sent()
    clinician.page.reload()
    expect(notice).to_be_empty()


@pytest.mark.long
def test_the_page_holds_what_the_browser_deleted(clinician):
    clinician.loses_the_connection()
    clinician.taps_without_waiting(*STRENGTH[:2])
    clinician.sees_status("2 answers waiting")
    storage = clinician.page.context.new_cdp_session(clinician.page)
    origin = {"origin": clinician.page.evaluate("location.origin"), "storageTypes": "indexeddb"}
    storage.send("Storage.clearDataForOrigin", origin)
    clinician.taps_without_waiting(STRENGTH[2])
    clinician.sees_status("3 answers waiting")
    clinician.has_the_connection_back()
    clinician.sees_everything_sent()
    clinician.sees_chosen(*STRENGTH[:3])
    clinician.is_at_revision(4)
