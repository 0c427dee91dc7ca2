"""The browser's database fails for a moment: what waits, and what was taken back, outlasts the page all the same."""

import pytest
from playwright.sync_api import expect

from tests.journeys.connection.on_the_ward import STRENGTH, OnTheWard

pytestmark = [pytest.mark.browser, pytest.mark.long]

TAPS = STRENGTH[:3]
# The next changes of the database, so many of them, throw.
FAIL = """times => {
    const { transaction } = IDBDatabase.prototype;
    window.thrown = 0;
    IDBDatabase.prototype.transaction = function (...how) {
        if (window.thrown === times) return transaction.apply(this, how);
        window.thrown += 1;
        throw new DOMException("There is no space.", "QuotaExceededError");
    };
}"""
STORED = """() => new Promise((done) => {
    indexedDB.open("dermyo").onsuccess = ({ target: { result: database } }) => {
        database.transaction("queue").objectStore("queue").get("answers").onsuccess = ({ target }) => {
            database.close();
            done(target.result?.length ?? 0);
        };
    };
})"""
ASKED = """
    StorageManager.prototype.persist = async () => { localStorage.asked = Number(localStorage.asked ?? 0) + 1; };
"""
TIMES_ASKED = "Number(localStorage.asked ?? 0)"


def killed(clinician):
    """The clinician at the same page, opened again after the browser ended it."""
    page, place = clinician.page.context.new_page(), clinician.page.url
    clinician.page.close()
    page.goto(place)
    return OnTheWard(page)


def in_a_moment(page, holds):
    """Within a tenth of a second by the page's clock, which stands still otherwise."""
    for _ in range(100):
        if page.evaluate(holds):
            return
        page.clock.run_for(1)
    raise AssertionError(holds)


# Once is tried again at once, twice with the next tap at the latest.
@pytest.mark.parametrize("times", [1, 2])
def test_what_was_counted_as_waiting_is_there_after_the_page_was_killed(clinician, times):
    with clinician.cannot_save():
        clinician.page.evaluate(FAIL, times)
        clinician.taps_without_waiting(*TAPS)
        clinician.sees_status("3 answers waiting")
        assert clinician.page.evaluate("thrown") == times
        clinician = killed(clinician)
        clinician.sees_status("3 answers waiting")
        for tap in TAPS:
            clinician.sees_waiting(tap)
    clinician.sees_everything_sent()
    clinician.sees_chosen(*TAPS)
    clinician.is_at_revision(4)


def test_the_store_is_tried_again_at_the_next_tap(clinician):
    page = clinician.page
    with clinician.cannot_save():
        page.clock.install()
        page.clock.pause_at(page.evaluate("Date.now() + 1000"))
        # As the tap is stored, again at once, and once more after it: then the browser waits for a quarter of a second.
        page.evaluate(FAIL, 3)
        clinician.taps_without_waiting(TAPS[0])
        in_a_moment(page, "() => thrown === 3")
        expect(page.locator("#unsaved")).to_contain_text("This browser does not store what is waiting.")
        assert page.evaluate(STORED) == 0
        clinician.taps_without_waiting(*TAPS[1:])
        in_a_moment(page, f"async () => (await ({STORED})()) === 3")


@pytest.mark.parametrize("times", [1, 2])
def test_an_answer_that_was_taken_back_stays_away(clinician, times):
    with clinician.cannot_save():
        # The first is tried at once, and may have arrived; the others are only on the tablet.
        clinician.taps_without_waiting(*TAPS)
        clinician.sees_status("3 answers waiting")
        clinician.page.evaluate(FAIL, times)
        clinician.button("Undo").tap()
        clinician.sees_status("2 answers waiting")
        # It is tried again right after it was shown.
        clinician.page.wait_for_function("times => thrown === times", arg=times)
        clinician = killed(clinician)
        clinician.sees_status("2 answers waiting")
    clinician.sees_everything_sent()
    clinician.page.reload()
    clinician.sees_chosen(*TAPS[:2])
    clinician.sees_not_chosen(TAPS[2])
    clinician.is_at_revision(3)


@pytest.mark.parametrize("times", [1, 2])
def test_so_does_one_that_may_have_arrived(clinician, times):
    with clinician.cannot_save():
        clinician.taps_without_waiting(TAPS[0])
        clinician.sees_waiting(TAPS[0])
        clinician.page.evaluate(FAIL, times)
        clinician.button("Undo").tap()
        clinician.sees_not_chosen(TAPS[0])
        clinician.page.wait_for_function("times => thrown === times", arg=times)
        clinician = killed(clinician)
        clinician.sees_not_chosen(TAPS[0])
    # The answer, and what undoes it.
    clinician.is_at_revision(3)
    clinician.sees_not_chosen(TAPS[0])


def test_the_browser_is_asked_to_keep_what_waits(clinician):
    page = clinician.page
    page.add_init_script(ASKED)
    page.goto("/exams")
    assert page.evaluate(TIMES_ASKED) == 0
    clinician.has_begun().goes_to("Strength")
    page.wait_for_function(f"{TIMES_ASKED} === 1")
