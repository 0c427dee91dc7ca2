"""On a tablet held upright no section needs scrolling: its core fits between the head and the strip."""

import pytest
from playwright.sync_api import expect

from tests.journeys.clinician import Clinician

pytestmark = pytest.mark.browser

LONG = {"Red flags": 5, "Strength": 3}
# Where the last row of the core ends, and where the strip begins.
END_OF_CORE = """titles => {
    const groups = [...document.querySelectorAll(".group")];
    const core = groups.filter(group => titles.some(title => group.querySelector("h2").textContent.startsWith(title)));
    const rows = core.flatMap(group => [...group.querySelectorAll(".row")]);
    return [rows.length, rows.at(-1).getBoundingClientRect().bottom, document.getElementById("strip").offsetTop];
}"""
# The least between the grades of neighbouring rows.
APART = """() => {
    const rows = [...document.querySelectorAll(".row")].map(row => {
        const grades = [...row.querySelectorAll(".grades > *")].map(grade => grade.getBoundingClientRect());
        return {top: Math.min(...grades.map(({top}) => top)), bottom: Math.max(...grades.map(({bottom}) => bottom))};
    });
    return Math.min(...rows.slice(1).map(({top}, place) => top - rows[place].bottom));
}"""
# Of the group an address names: its top under all that stays above it, its bottom above the strip.
ROOM = """id => {
    const group = document.querySelector(id).getBoundingClientRect();
    const above = document.querySelector(".parts").getBoundingClientRect().bottom;
    const below = document.getElementById("strip").getBoundingClientRect().top;
    return {above: group.top - above, below: below - group.bottom};
}"""


# Of each row in which right and left share a line: what lies between the last of the one and the first of the other.
GUTTERS = """() => [...document.querySelectorAll(".row")].filter(row => row.querySelector(".on-left")).map(row => {
    const edges = (side, edge) => [...row.querySelectorAll(`.on-${side} .grades > *, .on-${side} summary`)]
        .map(button => button.getBoundingClientRect()[edge]);
    const line = getComputedStyle(row.querySelector(".on-left > .grades")).borderLeftWidth;
    return {width: Math.min(...edges("left", "left")) - Math.max(...edges("right", "right")), line: parseFloat(line)};
})"""
NAME_BETWEEN = 200


@pytest.fixture
def clinician(tablet):
    # No smooth scrolling: a tap on a part scrolls there at once.
    tablet.emulate_media(reduced_motion="reduce")
    return Clinician(tablet).has_begun()


@pytest.mark.sampled(2)
@pytest.mark.parametrize("alarmed", [False, True], ids=["calm", "with an emergency"])
def test_the_core_of_a_section_fits_on_the_screen(clinician, tablet, alarmed):
    if alarmed:
        clinician.goes_to("Red flags")
        clinician.taps_on("Saddle numbness: new or worse")
    core = {"Reflexes": ["Core"], "Sensation": ["Light touch", "Pinprick"], "Strength": ["Core"], "Tension": [""]}
    for step, titles in core.items():
        clinician.goes_to(step)
        rows, end, strip = tablet.evaluate(END_OF_CORE, titles)
        assert rows >= 2
        assert tablet.evaluate("scrollY") == 0
        assert end <= strip, f"{step} ends {end - strip} px behind the strip"
        assert tablet.evaluate(APART) >= 8, step


@pytest.mark.sampled(2)
@pytest.mark.parametrize("step", LONG)
def test_every_part_of_a_long_step_is_one_tap_away_and_fits(clinician, tablet, step):
    clinician.goes_to(step)
    parts = tablet.get_by_role("navigation", name="Parts of").get_by_role("link")
    assert parts.count() == LONG[step]
    for place in range(parts.count()):
        link = parts.nth(place)
        link.tap()
        room = tablet.evaluate(ROOM, link.get_attribute("href"))
        assert room["below"] >= 0, f"{link.text_content()} is {-room['below']} px too tall"


@pytest.mark.long
@pytest.mark.parametrize("size", [(820, 1180), (390, 844), (1180, 820)], ids=["tablet", "phone", "landscape"])
def test_a_name_or_a_line_separates_right_and_left(clinician, tablet, size):
    tablet.set_viewport_size({"width": size[0], "height": size[1]})
    for step in ("Reflexes", "Sensation", "Strength", "Tension"):
        clinician.goes_to(step)
        gutters = tablet.evaluate(GUTTERS)
        assert len(gutters) >= 3
        for gutter in gutters:
            assert gutter["width"] >= (24 if gutter["line"] else NAME_BETWEEN), (step, gutter)


@pytest.mark.long
def test_normal_is_first_from_the_middle_on_both_sides(clinician):
    clinician.goes_to("Strength")
    places = {
        side: [clinician.button(f"{side} knee extension, grade {grade}").bounding_box()["x"] for grade in (5, 4, 3)]
        for side in ("Right", "Left")
    }
    assert places["Right"] == sorted(places["Right"], reverse=True)
    assert places["Left"] == sorted(places["Left"])


def test_a_banner_that_comes_or_goes_moves_no_row_under_the_finger(clinician, tablet):
    clinician.goes_to("Red flags")
    banner = tablet.get_by_role("alert", name="Emergency")
    row = tablet.get_by_role("group", name="Saddle numbness")
    before = row.bounding_box()
    for answer, shown in {"new or worse": 1, "long-standing, unchanged": 0, "no": 0}.items():
        clinician.taps_on(f"Saddle numbness: {answer}")
        expect(banner).to_have_count(shown)
        assert row.bounding_box() == before


@pytest.mark.long
def test_an_answer_moves_no_other_answer_of_its_line(clinician):
    clinician.goes_to("Complaint")
    last = clinician.button("Duration: 6 months")
    before = last.bounding_box()
    clinician.taps_on("Duration: 4 weeks")
    assert last.bounding_box() == before


@pytest.mark.long
def test_what_opens_on_one_side_moves_no_button_of_the_other(clinician, tablet):
    tablet.set_viewport_size({"width": 1180, "height": 820})
    clinician.goes_to("Strength")
    left = clinician.button("Left knee extension, grade 4")
    before = left.bounding_box()
    tablet.locator("#strength-knee_extension-right summary").tap()
    assert left.bounding_box() == before


@pytest.mark.long
def test_a_part_shows_its_progress(clinician, tablet):
    clinician.goes_to("Red flags")
    bleeding = tablet.get_by_role("navigation", name="Parts of").get_by_role("link", name="Bone and bleeding")
    assert "0/3" in bleeding.text_content()
    clinician.taps_on("None of these: Bone and bleeding, 3 not asked yet")
    assert "✓" in bleeding.text_content()


@pytest.mark.long
def test_what_the_complaint_says_is_not_asked_again_and_a_wrong_side_is_a_tap_away(clinician, tablet):
    clinician.goes_to("Complaint")
    clinician.taps_on("Side of the complaint: Right")
    clinician.opens_the_sites()
    clinician.taps_on("Left calf, pain")
    line = tablet.locator("#strip").get_by_role("link", name="Contradiction")
    expect(line).to_have_text("Contradiction: Complaint on the right, every place marked in a leg on the left")
    clinician.goes_to("Back or knee")
    clinician.sees_chosen("Pain below the knee: yes, from the complaint")
    line.tap()
    clinician.is_at("Complaint")
    expect(tablet.locator("#presentation-symptom_side")).to_be_in_viewport()
    clinician.taps_on("Side of the complaint: Left")
    expect(line).to_have_count(0)
    tablet.get_by_role("button", name="Undo").tap()
    expect(line).to_be_visible()


OF_THE_ACCOUNT = ("/account/", "/account/people", "/account/clinic", "/account/phrases", "/account/password")
LEFT_EDGES = (
    "() => [...document.querySelectorAll('main h1, main .card')].map((one) => one.getBoundingClientRect().left)"
)
# How far the middle of a box that is ticked is from that of its line, in pixels.
OFF_THE_LINE = """() => [...document.querySelectorAll(".check")].map((line) => {
    const middle = (one) => { const box = one.getBoundingClientRect(); return box.y + box.height / 2; };
    return Math.abs(middle(line) - middle(line.querySelector("input")));
})"""


@pytest.mark.long
def test_on_the_pages_of_an_account_all_begins_at_one_edge_and_ticks_are_level_with_their_words(tablet):
    edges, off = {}, {}
    for address in OF_THE_ACCOUNT:
        tablet.goto(address)
        edges[address] = set(tablet.evaluate(LEFT_EDGES))
        off[address] = tablet.evaluate(OFF_THE_LINE)
    assert {address: found for address, found in edges.items() if len(found) > 1} == {}
    assert sum(len(found) for found in off.values()) > 6
    assert {address: max(found) for address, found in off.items() if found and max(found) > 1} == {}
