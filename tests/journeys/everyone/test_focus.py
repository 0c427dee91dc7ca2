"""By keyboard the focus stays where the work is, whatever an answer disables, folds or takes away."""

import pytest
from playwright.sync_api import expect

from tests.journeys.clinician import Clinician
from tests.journeys.test_by_keyboard import SAID, AtTheKeyboard

pytestmark = pytest.mark.browser

# A button that its own answer disables, and where the focus goes: to what follows it.
FILLED = {
    "Reflexes": ("All normal: 4 core tests not yet examined, right and left", "Sensation"),
    "Red flags": ("No to all: Red flags, 21 not asked yet", "Back or knee"),
}
# A row draws nothing beyond its margin; the outline of the focus is 3 px wide and 2 px away.
CUT_OFF = """rows => rows.flatMap(row => {
    const { contain, overflowClipMargin } = getComputedStyle(row);
    if (!contain.includes("paint") && contain !== "content") return [`${row.id} draws with the others`];
    const { top, right, bottom, left } = row.getBoundingClientRect();
    const room = parseFloat(overflowClipMargin) - 5;
    const isCut = box => box.width > 0 &&
        (box.top < top - room || box.bottom > bottom + room || box.left < left - room || box.right > right + room);
    const controls = [...row.querySelectorAll("a, button, summary, input")];
    return controls.filter(one => isCut(one.getBoundingClientRect())).map(one => one.outerHTML);
})"""
OPEN = "folds => folds.forEach(fold => { fold.open = true; })"


@pytest.mark.sampled(2)
@pytest.mark.parametrize("step", FILLED)
def test_after_the_rest_is_filled_the_focus_goes_to_what_follows(tablet, step):
    fill, follows = FILLED[step]
    clinician = AtTheKeyboard(tablet).has_begun()
    clinician.goes_to(step)
    clinician.answers(fill)
    assert tablet.evaluate(SAID) == follows


@pytest.mark.long
def test_the_focus_stays_on_an_answer_and_on_undo_while_there_is_more_to_undo(tablet):
    clinician = AtTheKeyboard(tablet).has_begun()
    clinician.goes_to("Strength")
    clinician.answers("Left hip flexion, grade 4", "Left hip flexion, grade 4-")
    assert tablet.evaluate(SAID) == "Left hip flexion, grade 4-"
    clinician.comes_to("Undo", key="Shift+Tab")
    for said in ("Undo", "Lock"):
        seen = clinician.state.get_attribute("data-revision")
        clinician.presses("Enter")
        expect(clinician.state).not_to_have_attribute("data-revision", seen)
        assert tablet.evaluate(SAID) == said


@pytest.mark.long
@pytest.mark.sampled(1)
@pytest.mark.parametrize("step", ["Complaint", "Red flags", "Sensation", "Strength"])
def test_no_outline_of_the_focus_is_cut_off_at_the_edge_of_its_row(tablet, step):
    clinician = Clinician(tablet).has_begun()
    clinician.goes_to(step)
    closed, kept = tablet.locator("main details:not([open])"), tablet.locator("main details > noscript")
    while closed.count():
        closed.evaluate_all(OPEN)
        expect(kept).to_have_count(0)
    rows = tablet.locator(".row, .question, .site-row")
    expect(rows).not_to_have_count(0)
    assert rows.evaluate_all(CUT_OFF) == []


def test_a_tap_takes_no_focus_from_where_someone_has_gone_since(tablet):
    clinician = Clinician(tablet).has_begun()
    clinician.goes_to("Reflexes")
    held = []
    tablet.route(
        "**/exams/**", lambda route: held.append(route) if route.request.method == "POST" else route.continue_()
    )
    with tablet.expect_request(lambda request: request.method == "POST"):
        clinician.button(FILLED["Reflexes"][0]).press("Enter")
    tablet.locator("summary", has_text="Comment on reflexes").focus()
    held[0].continue_()
    clinician.sees_chosen("Left Achilles reflex, grade 2 normal, filled as normal")
    assert tablet.evaluate(SAID) == "Comment on reflexes"
