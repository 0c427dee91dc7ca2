"""axe finds nothing on any screen, light or dark; every control is big enough; enlarged, nothing is cut off."""

import pytest

from exam.steps.sequence import steps
from tests.journeys.clinician import Clinician
from tests.journeys.conftest import still_signed_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("accessibility")]

STEP_PAGES = [step.slug for step in steps()]
REFERENCE = (
    "/reference/",
    "/reference/imaging",
    "/reference/search?q=saddle",
    "/reference/tests/strength.hip_abduction",
    "/reference/blank-form",
)
NOTE_PAGES = ("note/text", "note/transfer", "note/patient-sheet?language=de")
# The parts of which the other screens are made.
MOST_KINDS = ("complaint", "red-flags", "strength", "assessment", "sign", "transfer")
AROUND = (
    "/exams",
    "/account/",
    "/account/audit/",
    "/account/clinic",
    "/account/cover",
    "/account/erasing/",
    "/account/erasing/older",
    "/account/intended-use/",
    "/account/phrases",
    "/account/people",
    "/account/people/cover",
    "/account/people/emergency-access",
    "/account/password",
    "/account/passkeys",
    "/account/pin/",
    "/account/research/",
    "/account/service/",
    "/account/trail/",
    "/account/two-step",
    "/account/two-step/new",
    "/emergency-access",
    *REFERENCE,
    "/help",
    "/offline",
    "/outcomes",
    "/training/",
    "/components",
)
# Nothing else differs in dark mode.
COLOURS = {"runOnly": ["color-contrast"]}
WIDTHS = {"upright": (820, 1180), "lying": (1180, 820), "phone": (390, 844), "enlarged twice": (410, 590)}
LEAST = 48
# A wide table that scrolls sideways within the page.
SCROLLED = ("/account/trail/",)
# Controls of the page that can be tapped now, but for a link within a sentence, and for a place in a drawing, whose
# row in the list is the control (both exempt in WCAG 2.2, 2.5.8).
CONTROLS = """() => [...document.querySelectorAll("a[href], button, summary, input, select, textarea")]
    .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.closest("svg, .skip-link, .visually-hidden"))
    .filter(one => one.type != "hidden" && one.offsetParent)
    .filter(one => one.tagName != "A" || getComputedStyle(one).display != "inline")
    .map(one => one.matches("[type=checkbox], [type=radio]") ? one.closest("label") : one)
    .map(one => ({name: one.ariaLabel || one.textContent.trim() || one.id, scrolls: !!one.closest(".trail-scroll"),
                  ...one.getBoundingClientRect().toJSON()}))"""
WIDER_THAN_THE_SCREEN = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What has the focus, and whether something that sticks to the top or the foot lies over its middle.
HIDDEN_FOCUS = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect();
    const there = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
    const seen = one == document.body || one.contains(there) || there?.contains(one);
    return seen ? "" : one.ariaLabel || one.textContent.trim();
}"""


@pytest.fixture(scope="module")
def examined(chromium, address, signed_in_once):
    """The addresses of every screen of an examination with an emergency and findings."""
    kept = still_signed_in(chromium, address, signed_in_once)
    context = chromium.new_context(base_url=address, storage_state=kept, has_touch=True)
    clinician = Clinician(context.new_page()).has_begun()
    clinician.goes_to("Red flags")
    clinician.taps_on("Saddle numbness: new or worse")
    clinician.goes_to("Strength")
    clinician.taps_on("Left ankle dorsiflexion, grade 4", "Left hip abduction, grade 4-")
    clinician.taps_on("Rest normal: 7 core tests not yet examined, right and left")
    front = clinician.page.url.rpartition("/")[0]
    context.close()
    return [f"{front}/{slug}" for slug in (*STEP_PAGES, "patient", "sign", *NOTE_PAGES)]


@pytest.fixture(params=["of the examination", pytest.param("around it", marks=pytest.mark.long)])
def screens(request):
    """The addresses of one part of all screens; the others need no examination."""
    return AROUND if request.param == "around it" else request.getfixturevalue("examined")


def test_most_kinds_of_screen_have_no_fault(tablet, examined, accessibility_faults):
    for address in examined:
        if address.endswith(MOST_KINDS):
            tablet.goto(address)
            assert accessibility_faults(tablet) == {}, address


@pytest.mark.long
def test_no_screen_has_a_fault(tablet, screens, accessibility_faults):
    found = {}
    for address in screens:
        tablet.goto(address)
        found[address] = accessibility_faults(tablet)
    assert {where: faults for where, faults in found.items() if faults} == {}


@pytest.mark.long
def test_no_screen_has_a_fault_in_dark(tablet, screens, accessibility_faults):
    found = {}
    tablet.emulate_media(color_scheme="dark")
    for address in screens:
        tablet.goto(address)
        found[address] = accessibility_faults(tablet, **COLOURS)
    assert {where: faults for where, faults in found.items() if faults} == {}


def test_the_sign_in_has_no_fault(signed_out_tablet, accessibility_faults):
    signed_out_tablet.goto("/")
    assert signed_out_tablet.get_by_label("Username", exact=True).is_visible()
    assert accessibility_faults(signed_out_tablet) == {}
    signed_out_tablet.emulate_media(color_scheme="dark")
    assert accessibility_faults(signed_out_tablet, **COLOURS) == {}


def test_the_page_of_the_first_account_has_no_fault(new_tablet, accessibility_faults):
    new_tablet.goto("/")
    assert "/account/first" in new_tablet.url
    assert accessibility_faults(new_tablet) == {}
    new_tablet.emulate_media(color_scheme="dark")
    assert accessibility_faults(new_tablet, **COLOURS) == {}


def test_an_address_that_leads_nowhere_has_no_fault(chromium, address, signed_in, accessibility_faults):
    # Not the tablet of the other journeys: a browser logs an error for a page that does not exist.
    page = chromium.new_page(base_url=address, storage_state=signed_in)
    page.goto("/nowhere")
    assert page.get_by_role("heading", level=1).is_visible()
    assert accessibility_faults(page) == {}
    page.close()


@pytest.mark.long
def test_every_control_is_big_enough_and_nothing_is_cut_off(tablet, screens):
    small, cut = {}, {}
    for address in screens:
        tablet.goto(address)
        for width, (wide, high) in WIDTHS.items():
            tablet.set_viewport_size({"width": wide, "height": high})
            if tablet.locator("#leg-chart").count():
                tablet.reload()  # it starts open where there is room
            boxes = tablet.evaluate(CONTROLS)
            assert boxes, address
            small[address, width] = [box["name"] for box in boxes if min(box["width"], box["height"]) < LEAST - 0.5]
            # The table of the trail scrolls sideways in a region of its own, which the keyboard reaches.
            still = [box for box in boxes if not box["scrolls"]]
            cut[address, width] = [box["name"] for box in still if box["left"] < 0 or box["right"] > wide]
            assert tablet.evaluate(WIDER_THAN_THE_SCREEN) <= 0, (address, width)
    assert {where: names for where, names in small.items() if names} == {}
    assert {where: names for where, names in cut.items() if names} == {}


@pytest.mark.parametrize("width", ["upright", "enlarged twice"])
@pytest.mark.long
def test_the_focus_is_never_hidden(tablet, examined, width):
    wide, high = WIDTHS[width]
    tablet.set_viewport_size({"width": wide, "height": high})
    tablet.emulate_media(reduced_motion="reduce")
    for address in [one for one in examined if one.endswith(("red-flags", "strength"))]:
        tablet.goto(address)
        hidden = []
        for key in ["Tab"] * 90 + ["Shift+Tab"] * 40:
            tablet.keyboard.press(key)
            hidden.append(tablet.evaluate(HIDDEN_FOCUS))
        assert [name for name in hidden if name] == [], address


def test_in_forced_colours_what_is_chosen_still_shows(tablet, examined):
    tablet.emulate_media(forced_colors="active")
    tablet.goto(next(one for one in examined if one.endswith("strength")))
    chosen = tablet.locator("[aria-pressed='true']").first
    assert chosen.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    other = tablet.locator("main [aria-pressed='false']").first
    assert other.evaluate("one => getComputedStyle(one).outlineStyle") == "none"
