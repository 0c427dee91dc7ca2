"""The leg chart for input: a tap on an area is a tap on the list, and both show the same."""

import pytest
from playwright.sync_api import expect

from tests.journeys.clinician import Clinician

pytestmark = pytest.mark.browser

# What every area and every box of a label shows, whether drawn by the server or the script.
SHOWN = """() => [...document.querySelectorAll("#leg-chart .leg-areas a > path")]
    .map(path => [path.parentNode.dataset.name, path.getAttribute("fill")].join())"""
LETTERS = """() => [...document.querySelectorAll("#leg-chart .leg-look")]
    .map(({dataset, textContent}) => [dataset.look, dataset.state, textContent].join())"""
# Whether an element is on top where it is drawn, and its distance in units from a point of the front view.
ON_TOP = """head => {
    const {x, y, width, height} = head.getBoundingClientRect();
    return head.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}"""
OFF = """(head, at) => {
    const {x, width} = head.getBoundingClientRect();
    const drawing = document.querySelector(".leg-view[data-view=front]");
    return new DOMPoint(x + width / 2, 0).matrixTransform(drawing.getScreenCTM().inverse()).x - at;
}"""
# So many units wide is the drawing of one view, and so many of them an area at least, by the tests of the drawing.
UNITS, FINGERTIP, TARGET = 236, 30, 48


@pytest.fixture
def clinician(tablet):
    return Clinician(tablet).has_begun()


class Chart:
    """The chart of a page, tapped where a finger would: at a point of the drawing, not through its elements."""

    def __init__(self, page):
        self.page = page

    def opens(self):
        if not self.page.locator("#leg-chart").evaluate("chart => chart.open"):
            self.page.locator("#leg-chart > summary").tap()
        return self

    def taps(self, view, x, y):
        """Taps at units from the middle of the body and from the waist down; left of the middle is negative."""
        drawing = self.page.locator(f".leg-view[data-view={view}]")
        at = drawing.evaluate(
            """(drawing, [x, y]) => {
                const point = new DOMPoint(x, y).matrixTransform(drawing.getScreenCTM());
                scrollBy({top: point.y - innerHeight / 2, behavior: "instant"});
                const there = new DOMPoint(x, y).matrixTransform(drawing.getScreenCTM());
                return [there.x, there.y];
            }""",
            [x, y],
        )
        self.page.touchscreen.tap(*at)

    def choose_tool(self, *names):
        for name in names:
            self.page.locator("#leg-chart").get_by_role("button", name=name, exact=True).tap()

    def area(self, name, part):
        return self.page.locator(f'#leg-chart .leg-areas a[data-name="{name}"][data-part={part}] path')

    def shows(self, name, part, pattern):
        for path in self.area(name, part).all():
            expect(path).to_have_attribute("fill", f"url(#leg-{pattern})" if pattern else "transparent")


def test_a_tap_on_an_area_grades_it_in_the_list_and_a_second_takes_it_back(clinician, tablet):
    clinician.goes_to("Sensation")
    chart = Chart(tablet).opens()
    chart.taps("front", 60, 300)  # the outer side of the left lower leg, as the patient faces the viewer
    clinician.sees_chosen("Left L5 light touch, grade 1 altered")
    chart.shows("L5", "left", "altered")
    chart.shows("L5", "right", "")

    chart.choose_tool("Both", "Absent")
    chart.taps("behind", -52, 404)  # the left sole, seen from behind
    clinician.sees_chosen("Left S1 light touch, grade 0 absent", "Left S1 pinprick, grade 0 absent")
    chart.shows("S1", "left", "absent")

    shown, letters = tablet.evaluate(SHOWN), tablet.evaluate(LETTERS)
    tablet.reload()
    assert (tablet.evaluate(SHOWN), tablet.evaluate(LETTERS)) == (shown, letters)
    clinician.sees_chosen("Left L5 light touch, grade 1 altered", "Left S1 pinprick, grade 0 absent")

    chart.opens().taps("front", 60, 300)
    clinician.sees_not_chosen("Left L5 light touch, grade 1 altered")
    chart.shows("L5", "left", "")


@pytest.mark.long
def test_the_list_colours_the_chart_and_undo_does(clinician, tablet):
    clinician.goes_to("Sensation")
    chart = Chart(tablet).opens()
    clinician.taps_on("Right L4 pinprick, grade 0 absent")
    chart.shows("L4", "right", "absent")
    clinician.taps_on("Undo")
    chart.shows("L4", "right", "")


def test_pain_and_tingling_are_marked_where_the_chart_is_tapped(clinician, tablet):
    clinician.goes_to("Complaint")
    clinician.opens_the_sites()
    chart = Chart(tablet).opens()
    chart.taps("front", -47, 202)
    clinician.sees_chosen("Right knee, pain")
    chart.choose_tool("Tingling or numbness")
    chart.taps("front", -47, 202)
    clinician.sees_chosen("Right knee, tingling or numbness")
    chart.taps("behind", 0, 17)
    clinician.sees_chosen("Low back, tingling or numbness")
    chart.shows("knee", "right", "pain-tingling")
    chart.shows("low_back", "midline", "tingling")
    tablet.reload()
    chart.shows("knee", "right", "pain-tingling")


SIZES = pytest.mark.parametrize("size", [(820, 1180), (390, 844), (1180, 820)], ids=["tablet", "phone", "landscape"])


@pytest.mark.long
@SIZES
def test_which_leg_is_which_stays_in_view_while_the_feet_are_tapped(clinician, tablet, size):
    clinician.goes_to("Red flags")
    clinician.taps_on("Saddle numbness: new or worse")
    tablet.set_viewport_size({"width": size[0], "height": size[1]})
    for step in ("Complaint", "Sensation"):
        clinician.goes_to(step)
        Chart(tablet).opens().taps("front", 60, 430)
        for word, at in {"Right": -56, "Front": 0, "Left": 56}.items():
            head = tablet.locator(".leg-heading[data-view=front]").get_by_text(word)
            assert head.evaluate(ON_TOP), f"{word} is covered"
            assert abs(head.evaluate(OFF, at)) < FINGERTIP, f"{word} stands over another leg"


@pytest.mark.long
@pytest.mark.sampled(3)
@SIZES
def test_every_area_is_as_big_as_a_fingertip(clinician, tablet, size):
    tablet.set_viewport_size({"width": size[0], "height": size[1]})
    for step in ("Complaint", "Sensation"):
        clinician.goes_to(step)
        Chart(tablet).opens()
        width = tablet.locator(".leg-view").first.bounding_box()["width"]
        assert width / UNITS * FINGERTIP >= TARGET
        assert tablet.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.long
def test_the_open_chart_has_no_fault_in_light_or_dark(clinician, tablet, accessibility_faults):
    for step in ("Complaint", "Sensation"):
        clinician.goes_to(step)
        Chart(tablet).opens()
        assert accessibility_faults(tablet) == {}
        tablet.emulate_media(color_scheme="dark")
        assert accessibility_faults(tablet) == {}
        tablet.emulate_media(color_scheme="light")


@pytest.mark.long
def test_what_is_not_saved_yet_is_marked_so(clinician, tablet):
    clinician.goes_to("Sensation")
    chart = Chart(tablet).opens()
    held = []
    tablet.route("**/sensation", lambda route: held.append(route))  # noqa: PLW0108 - the browser's driver asks a function for its signature
    with tablet.expect_request("**/sensation"):
        chart.taps("front", 60, 300)
    chart.shows("L5", "left", "altered")
    waiting = tablet.locator('#leg-chart .leg-areas a[data-name="L5"][data-part=left]').first
    expect(waiting).to_have_attribute("data-late", "")
    held.pop().continue_()
    clinician.sees_chosen("Left L5 light touch, grade 1 altered")
    expect(waiting).not_to_have_attribute("data-late", "")


def test_without_a_script_an_area_leads_to_its_row(plain_tablet):
    clinician = Clinician(plain_tablet).has_begun()
    clinician.goes_to("Sensation")
    chart = Chart(plain_tablet).opens()
    expect(plain_tablet.locator(".leg-tools")).to_be_hidden()
    chart.taps("front", 60, 300)
    expect(plain_tablet.locator("[id='light_touch-L5']")).to_be_in_viewport()
