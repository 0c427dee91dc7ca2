"""Turning the tablet keeps the row that was in view."""

import pytest

from tests.journeys.clinician import Clinician

pytestmark = pytest.mark.browser

UPRIGHT, LYING = {"width": 820, "height": 1180}, {"width": 1180, "height": 820}
# The first row below what sticks to the top, and how far down it begins.
FIRST_ROW = """() => {
    const heads = [...document.querySelectorAll(".exam-top, .alerts, .parts, .sides-head")];
    const below = Math.max(...heads.map((one) => one.getBoundingClientRect()).filter((box) => box.top < 200)
        .map((box) => box.bottom));
    const row = [...document.querySelectorAll(".row, .question")]
        .find((one) => one.checkVisibility() && one.getBoundingClientRect().bottom > below + 20);
    return [row.id, Math.round(row.getBoundingClientRect().top - below)];
}"""


@pytest.mark.long
@pytest.mark.parametrize(("step", "row"), [("Strength", "strength-hip_flexion"), ("Red flags", "red_flags-fever")])
def test_turning_the_tablet_keeps_the_row(tablet, step, row):
    tablet.emulate_media(reduced_motion="reduce")
    Clinician(tablet).has_begun().goes_to(step)
    tablet.locator(f"#{row}, [id$='{row}']").first.evaluate("one => one.scrollIntoView()")
    tablet.wait_for_timeout(300)
    before, down = tablet.evaluate(FIRST_ROW)
    for size in (LYING, UPRIGHT, LYING):
        tablet.set_viewport_size(size)
        tablet.wait_for_timeout(300)
        now, its = tablet.evaluate(FIRST_ROW)
        assert now == before
        assert abs(its - down) < 48


def test_at_the_top_it_is_the_top_that_stays(tablet):
    Clinician(tablet).has_begun().goes_to("Strength")
    tablet.set_viewport_size(LYING)
    tablet.wait_for_timeout(300)
    assert tablet.evaluate("scrollY") == 0
