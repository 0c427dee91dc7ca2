"""A small phone, and text twice as large: no screen scrolls sideways, nothing overlaps and no word is cut off."""

import pytest

from exam.steps.sequence import steps
from tests.journeys.clinician import Clinician
from tests.journeys.conftest import still_signed_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("enlarged")]

# Width and height in CSS pixels, and the size of text that the browser is set to; 16 is usual.
SCREENS = {
    "small phone": (320, 640, 16),
    "tablet, text doubled": (820, 1180, 32),
    "phone, text doubled": (390, 844, 32),
}
PHONE = {"width": 390, "height": 844}
AROUND = ("/exams", "/account/", "/account/people", "/reference/", "/reference/tests/strength.knee_extension")
FAULTS = """() => {
    const name = (one) => (one.ariaLabel || one.textContent || one.id).trim().replace(/\\s+/g, " ").slice(0, 50);
    const shown = (one) => one.checkVisibility({visibilityProperty: true}) && !one.closest("svg, .skip-link");
    // What sticks to the foot or the head may lie over what scrolls.
    const layer = (one) => (one.closest(".strip") ? 2 : one.closest(".alerts, .sides-head, .exam-top") ? 1 : 0);
    const wide = document.documentElement.clientWidth;
    const faults = document.documentElement.scrollWidth > wide ? ["the page scrolls sideways"] : [];
    const controls = [...document.querySelectorAll("a[href], button, summary, input, select, textarea")]
        .filter((one) => one.type != "hidden" && shown(one) && !one.closest(".visually-hidden"))
        .filter((one) => one.tagName != "A" || getComputedStyle(one).display != "inline")
        .map((one) => ({one, box: one.getBoundingClientRect()}));
    for (const [place, {one, box}] of controls.entries()) {
        if (box.left < -0.5 || box.right > wide + 0.5) faults.push("outside: " + name(one));
        for (const {one: other, box: its} of controls.slice(place + 1)) {
            if (one.contains(other) || other.contains(one) || layer(one) != layer(other)) continue;
            const across = Math.min(box.right, its.right) - Math.max(box.left, its.left);
            const down = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
            if (across > 1 && down > 1) faults.push(`overlap: ${name(one)} / ${name(other)}`);
        }
    }
    // The note is a sheet of paper, which scrolls within its frame.
    for (const one of document.querySelectorAll("body *:not(.note, .note *)")) {
        const words = [...one.childNodes].some((node) => node.nodeType == Node.TEXT_NODE && node.data.trim());
        if (!words || !shown(one) || one.closest(".visually-hidden, [hidden]")) continue;
        if (getComputedStyle(one).display == "inline" || !one.clientWidth) continue;
        if (one.scrollWidth > one.clientWidth + 1) faults.push("cut off: " + name(one));
    }
    return faults;
}"""


@pytest.fixture(scope="module")
def examined(chromium, address, signed_in_once):
    """The addresses of the steps of an examination with an emergency and findings."""
    kept = still_signed_in(chromium, address, signed_in_once)
    context = chromium.new_context(base_url=address, storage_state=kept, has_touch=True)
    clinician = Clinician(context.new_page()).has_begun()
    clinician.goes_to("Red flags")
    clinician.taps_on("Saddle numbness: new or worse")
    clinician.goes_to("Strength")
    clinician.taps_on("Left ankle dorsiflexion, grade 4", "Left hip abduction, grade 4-")
    front = clinician.page.url.rpartition("/")[0]
    context.close()
    return [f"{front}/{step.slug}" for step in steps()]


@pytest.fixture
def screen(chromium, address, signed_in):
    """A page, and a function that gives it the size and the text of a screen."""
    how = {"base_url": address, "storage_state": signed_in, "has_touch": True, "reduced_motion": "reduce"}
    context = chromium.new_context(**how, service_workers="block")
    page = context.new_page()
    settings = context.new_cdp_session(page)

    def becomes(name):
        wide, high, text = SCREENS[name]
        page.set_viewport_size({"width": wide, "height": high})
        settings.send("Page.setFontSizes", {"fontSizes": {"standard": text, "fixed": text}})
        return page

    yield becomes
    context.close()


@pytest.mark.long
def test_nothing_is_cut_off_or_overlaps(screen, examined):
    found = {}
    for address in (*examined, *AROUND):
        page = screen("small phone")
        page.goto(address)
        for name in SCREENS:
            screen(name)
            if page.locator("#leg-chart").count():
                page.reload()  # it starts open where there is room
            found[address, name] = page.evaluate(FAULTS)
    assert {where: faults for where, faults in found.items() if faults} == {}


@pytest.mark.long
def test_the_text_is_twice_as_large(screen):
    """Otherwise the journey above would see nothing."""
    screen("small phone").goto("/exams")
    body = screen("phone, text doubled").locator("body")
    assert body.evaluate("one => getComputedStyle(one).fontSize") == "34px"


@pytest.mark.long
def test_what_is_opened_on_a_small_phone_is_not_cut_off_either(screen, examined):
    page = screen("small phone")
    page.goto(next(one for one in examined if one.endswith("strength")))
    for words in ("Knee extension how to test", "Left ankle dorsiflexion: more answers"):
        page.locator("summary", has_text=words).or_(page.get_by_label(words, exact=True)).first.tap()
    assert page.locator(".how[open]").count() == page.locator(".more[open]").count() == 1
    assert page.evaluate(FAULTS) == []


@pytest.mark.long
def test_the_further_answers_of_both_sides_do_not_overlap(screen, examined):
    """Those of one side alone lie over the whole width."""
    page = screen("small phone")
    page.goto(next(one for one in examined if one.endswith("strength")))
    for side in ("Right", "Left"):
        page.get_by_label(f"{side} knee extension: more answers", exact=True).tap()
    assert page.locator(".more[open]").count() == 2
    assert page.evaluate(FAULTS) == []


@pytest.mark.long
def test_on_a_phone_the_banner_has_room_around_its_words(screen, examined):
    """And links of the header that go onto a second line end where those of the first do."""
    page = screen("small phone")
    page.set_viewport_size(PHONE)
    page.goto(examined[0])
    banner, words = (page.locator(one).bounding_box() for one in (".banner summary", ".banner-words"))
    assert words["y"] - banner["y"] >= 4
    assert banner["y"] + banner["height"] - words["y"] - words["height"] >= 4
    page.goto("/exams")
    boxes = [link.bounding_box() for link in page.locator(".site-nav a").all()]
    ends = {line: max(box["x"] + box["width"] for box in boxes if box["y"] == line) for line in {b["y"] for b in boxes}}
    assert len(ends) == 2
    assert max(ends.values()) - min(ends.values()) < 1
