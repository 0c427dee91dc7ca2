"""The sign-in is there before its scripts and the sheet of the next page, which come all the same."""

import pytest

from tests.journeys.clinician import Clinician
from tests.journeys.connection.on_the_ward import started

pytestmark = pytest.mark.browser

# The first module loads this one a second after it has run.
HAS_RUN = """() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("/copies.js"))"""
WHEN = """() => {
    const [painted] = performance.getEntriesByName("first-contentful-paint");
    const files = performance.getEntriesByType("resource");
    const later = files.filter(({ name }) => /main|htmx|store|screen\\.css/.test(name));
    return [painted.startTime, ...later.map(({ startTime }) => startTime)];
}"""


def test_the_sign_in_is_painted_before_its_scripts_are_fetched(signed_out_tablet):
    signed_out_tablet.goto("/")
    signed_out_tablet.wait_for_function(HAS_RUN)
    painted, *fetched = signed_out_tablet.evaluate(WHEN)
    assert len(fetched) == 4
    assert painted <= min(fetched)


# Bytes that came over the wire: none, if a file was in the cache.
CAME = """() => performance.getEntriesByType("resource").filter(({ name }) => name.includes("/css/screen.css"))
    .map(({ transferSize, decodedBodySize }) => [transferSize, decodedBodySize > 0])"""


def test_the_next_page_has_its_sheet_already(signed_out_tablet):
    signed_out_tablet.goto("/account/sign-in")
    signed_out_tablet.wait_for_load_state("networkidle")
    ((over_the_wire, has_come),) = signed_out_tablet.evaluate(CAME)
    assert over_the_wire > 0
    assert has_come
    Clinician(signed_out_tablet).signs_in()
    assert signed_out_tablet.evaluate(CAME) == [[0, True]]


UNTIL_IT_IS_KEPT = """async () => {
    await navigator.serviceWorker.ready;
    while (!(await caches.match("/offline"))) await new Promise((resolve) => setTimeout(resolve, 50));
}"""
ACCENT = "rgb(10, 102, 96)"  # of a button, in css/tokens.css


@pytest.mark.long
def test_the_page_without_a_connection_has_its_sheet_after_a_front_page_alone(chromium, server, tmp_path):
    browser = started(chromium, tmp_path / "browser", server.address)
    page = browser.new_page()
    page.goto("/")
    page.evaluate(UNTIL_IT_IS_KEPT)
    server.stops()
    page.goto("/exams")
    again = page.get_by_role("link", name="Try again")
    background = again.evaluate("link => getComputedStyle(link).backgroundColor")
    browser.close()
    assert background == ACCENT
