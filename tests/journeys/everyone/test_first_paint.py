"""The sign-in is there before its scripts, which come all the same."""

import pytest

pytestmark = pytest.mark.browser

# The first module loads this one a second after it has run.
HAS_RUN = """() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("/copies.js"))"""
WHEN = """() => {
    const [painted] = performance.getEntriesByName("first-contentful-paint");
    const scripts = performance.getEntriesByType("resource").filter(({ name }) => /main|htmx|store/.test(name));
    return [painted.startTime, ...scripts.map(({ startTime }) => startTime)];
}"""


def test_the_sign_in_is_painted_before_its_scripts_are_fetched(signed_out_tablet):
    signed_out_tablet.goto("/")
    signed_out_tablet.wait_for_function(HAS_RUN)
    painted, *fetched = signed_out_tablet.evaluate(WHEN)
    assert len(fetched) == 3
    assert painted <= min(fetched)
