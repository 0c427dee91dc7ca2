"""Three taps on a button that creates something create one, also over a slow connection."""

import pytest
from playwright.sync_api import expect

from tests.journeys.clinician import Clinician

pytestmark = pytest.mark.browser

LATENCY = {"offline": False, "latency": 600, "downloadThroughput": -1, "uploadThroughput": -1}
# Ends before the page is replaced: a browser's driver waits for a page that is on its way.
THRICE = "button => { for (const pause of [0, 80, 160]) setTimeout(() => button.click(), pause); }"


@pytest.mark.sampled(2)
@pytest.mark.parametrize("slow", [False, True], ids=["fast", "600 ms"])
def test_three_taps_on_begin_make_one(tablet, slow):
    reference = "Thrice, slowly" if slow else "At once"
    tablet.goto("/exams")
    tablet.wait_for_load_state()
    if slow:
        tablet.context.new_cdp_session(tablet).send("Network.emulateNetworkConditions", LATENCY)
    tablet.get_by_label("Patient reference", exact=True).fill(reference)
    tablet.get_by_role("button", name="Start examination").evaluate(THRICE)
    Clinician(tablet).is_at("Complaint")
    tablet.goto("/exams")
    expect(tablet.get_by_role("link", name=reference, exact=False).filter(has_text=reference)).to_have_count(1)


@pytest.mark.long
def test_three_taps_on_add_addendum_make_one(tablet):
    clinician = Clinician(tablet).begins()
    clinician.goes_to("Note")
    clinician.signs()
    tablet.get_by_label("Addendum, printed").fill("Telephoned the surgeon.")
    tablet.get_by_role("button", name="Add addendum").evaluate(THRICE)
    clinician.sees("Addendum added.")
    tablet.reload()
    assert tablet.content().count("Telephoned the surgeon.") == 1
