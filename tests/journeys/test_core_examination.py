"""A normal core examination of both legs takes seven taps at most; one exception afterwards takes one or two."""

import pytest
from playwright.sync_api import expect

from tests.journeys.clinician import Clinician

pytestmark = pytest.mark.browser

MOST_TAPS = 7
# The box of every button of the page that can be tapped now.
BOXES = """() => [...document.querySelectorAll("main button, main summary.grade")]
    .filter(one => one.offsetParent).map(one => ({name: one.ariaLabel, ...one.getBoundingClientRect().toJSON()}))"""


@pytest.fixture
def clinician(tablet):
    return Clinician(tablet).has_begun()


def test_a_normal_core_takes_seven_taps_at_most(clinician):
    clinician.goes_to("Reflexes")
    clinician.taps_on("All normal: 4 core tests not yet examined, right and left")
    clinician.goes_on_to("Sensation")
    clinician.taps_on("All normal: 16 core tests not yet examined, right and left")
    clinician.goes_on_to("Strength")
    clinician.taps_on("All normal: 8 core tests not yet examined, right and left")
    clinician.goes_to("Assessment")
    clinician.sees("Every core test has a result on both sides.")
    assert clinician.taps <= MOST_TAPS


def test_one_exception_afterwards_is_one_tap(clinician):
    clinician.goes_to("Strength")
    clinician.taps_on("All normal: 8 core tests not yet examined, right and left")
    clinician.taps_on("Left great toe extension, grade 4")
    clinician.sees_chosen("Left great toe extension, grade 4", "Right great toe extension, grade 5, filled as normal")
    clinician.taps_on("Undo")
    clinician.sees_chosen("Left great toe extension, grade 5, filled as normal")


def test_taps_in_quick_succession_are_all_saved(clinician, tablet):
    clinician.goes_to("Strength")
    names = [f"{side} {what}, grade 4" for what in ("knee extension", "hip flexion") for side in ("Right", "Left")]
    tablet.evaluate("names => names.forEach(name => document.querySelector(`[aria-label='${name}']`).click())", names)
    clinician.sees_chosen(*names)
    tablet.reload()
    clinician.sees_chosen(*names)


def test_a_tap_moves_neither_the_page_nor_the_other_cells(clinician, tablet):
    clinician.goes_to("Strength")
    hip = clinician.button("Left hip abduction, grade 4")
    hip.scroll_into_view_if_needed()
    before = hip.bounding_box()
    clinician.taps_on("Left hip abduction, grade 4")
    assert hip.bounding_box() == before


@pytest.mark.long
def test_the_strip_leads_to_the_most_informative_test(clinician, tablet):
    clinician.goes_to("Strength")
    clinician.taps_on(
        "Left ankle dorsiflexion, grade 4", "Left great toe extension, grade 4", "Left hip abduction, grade 4"
    )
    link = clinician.strip.get_by_role("link", name="Next:")
    expect(link).to_be_in_viewport()
    mark = link.get_attribute("href").partition("#")[2]
    link.tap()
    expect(tablet.locator(f"[id='{mark}']")).to_be_in_viewport()


def test_an_emergency_stays_in_view_and_blocks_nothing(clinician):
    clinician.goes_to("Red flags")
    clinician.taps_on("Saddle numbness: new or worse")
    clinician.goes_to("Strength")
    banner = clinician.page.get_by_text("Emergency: Signs of cauda equina compression").first
    clinician.taps_on("Left hip extension, grade 5")
    clinician.sees_chosen("Left hip extension, grade 5")
    expect(banner).to_be_in_viewport(ratio=1)
    banner.tap()
    clinician.sees("Send to an emergency department now for an emergency MRI")


def test_an_emergency_is_answered_beside_it_and_no_words_are_lost(clinician, tablet):
    words = "sent to the emergency department"
    clinician.goes_to("Red flags")
    clinician.taps_on("Saddle numbness: new or worse")
    clinician.goes_to("Assessment")
    clinician.sees("Not answered")

    # Another form does not take the words with it: the clinician is led back to the buttons.
    tablet.get_by_label("Your answer, in a few words").fill(words)
    clinician.button("My impression first: off").tap()
    clinician.button("Back to it").tap()
    expect(tablet.get_by_label("Your answer, in a few words")).to_be_focused()

    clinician.button("Acted on").tap()
    expect(tablet.locator("#alert-cauda_equina")).to_contain_text(f"Acted on: {words} (Andreas Vesalius, ")
    clinician.goes_to("Strength")
    expect(tablet.get_by_role("alert", name="Emergency")).to_contain_text("Acted on")
    clinician.goes_to("Note")
    expect(tablet.locator("#unanswered")).to_have_count(0)


@pytest.mark.long
@pytest.mark.sampled(2)
@pytest.mark.parametrize("size", [(390, 844), (1180, 820)], ids=["phone", "landscape"])
def test_every_answer_is_big_enough_and_none_is_cut_off(clinician, tablet, size):
    tablet.set_viewport_size({"width": size[0], "height": size[1]})
    for step in ("Complaint", "Sensation", "Strength", "Tension"):
        clinician.goes_to(step)
        boxes = tablet.evaluate(BOXES)
        assert len(boxes) > 20
        assert [box for box in boxes if box["width"] < 48 or box["height"] < 48] == []
        assert [box for box in boxes if box["left"] < 0 or box["right"] > size[0]] == []
