"""What a clinician acts on is in the first screen of the assessment, on a tablet held upright; the rest opens."""

import pytest
from playwright.sync_api import expect

from tests.journeys.assessment.patients import CAUDA_EQUINA, PATIENTS, whole_record

pytestmark = pytest.mark.browser

PARTS = {
    "what to do now": "#alerts-raised",
    "what fits": "#ranking",
    "what would tell more": "#next-tests",
    "imaging": "#imaging",
    "one's own impression": "#impression",
}
HIGH, WIDE = 1180, 820
LEAST = 48


@pytest.fixture
def assessed(tablet):
    """A function that stores a patient's record and opens the assessment."""

    def assessed(answers, place="", page=tablet):
        stored = page.request.post("/api/exams", data=whole_record(answers)).json()
        page.goto(stored["address"].replace("complaint", f"assessment{place}"))
        return page

    return assessed


@pytest.mark.sampled(5)
@pytest.mark.parametrize("patient", PATIENTS)
def test_everything_to_act_on_is_in_the_first_screen(assessed, patient):
    page = assessed(PATIENTS[patient])
    foot = page.locator("#strip").bounding_box()["y"]
    assert foot < HIGH
    parts = {name: page.locator(selector) for name, selector in PARTS.items()}
    if patient == "knee":
        expect(parts.pop("what to do now")).to_have_count(0)
    boxes = {name: part.bounding_box() for name, part in parts.items()}
    ends = {name: box["y"] + box["height"] for name, box in boxes.items()}
    assert {name: end for name, end in ends.items() if not LEAST < end <= foot} == {}
    assert {name for name, box in boxes.items() if box["x"] < 0 or box["x"] + box["width"] > WIDE} == set()


def test_the_emergency_has_its_action_and_its_buttons_in_the_first_screen(assessed):
    page = assessed(CAUDA_EQUINA)
    first = page.locator("#alerts-raised > .alert")
    for shown in (first.get_by_text("Send to an emergency department now"), first.get_by_role("button").last):
        expect(shown).to_be_in_viewport(ratio=1)
    row = page.locator(".alert-row.is-emergency")
    expect(row.get_by_text("Treat as threatened cauda equina compression")).to_be_hidden()
    row.locator("summary").tap()
    expect(row.get_by_text("Treat as threatened cauda equina compression")).to_be_visible()


@pytest.mark.long
def test_no_name_of_an_emergency_is_cut_off_on_a_tablet_lying_down(assessed):
    """Without its end, "cauda equina and cord not excluded" would say something else."""
    page = assessed(CAUDA_EQUINA)
    page.set_viewport_size({"width": HIGH, "height": WIDE})
    names = page.locator(".alert-row.is-emergency .fold-inside")
    expect(names).to_contain_text("Weakness in both legs, cauda equina and cord not excluded")
    shown = names.evaluate("one => [getComputedStyle(one).whiteSpace, one.scrollWidth <= one.clientWidth]")
    assert shown == ["normal", True]


def test_what_contradicts_is_written_below_a_name_of_two_lines(assessed):
    page = assessed({**CAUDA_EQUINA, "red_flags.numbness_tingling_or_weakness": False})
    page.set_viewport_size({"width": 390, "height": 844})
    name, because = page.locator("#contradictions a").first, page.locator("#contradictions .soft").first
    lines = "one => { const words = document.createRange(); words.selectNodeContents(one); return words.%s; }"
    assert name.evaluate(lines % "getClientRects().length") > 1
    assert name.evaluate(lines % "getBoundingClientRect().bottom") <= because.bounding_box()["y"]


@pytest.mark.long
def test_a_link_opens_the_fold_that_its_place_is_in(assessed):
    page = assessed(CAUDA_EQUINA, "#alert-severe_weakness")
    expect(page.locator(".alert-row.is-urgent")).to_have_attribute("open", "")
    sources = page.locator("#sources")
    expect(sources).not_to_have_attribute("open", "")
    for _ in range(2):
        page.get_by_role("link", name="Source 1: ").first.tap()
        expect(page.locator("#sources li").first).to_be_in_viewport()
        # The same link again, after the fold was closed.
        sources.locator("summary").tap()
        expect(sources).not_to_have_attribute("open", "")


def test_without_a_script_every_place_that_others_link_to_is_in_view(assessed, plain_tablet):
    contradicting = {**CAUDA_EQUINA, "red_flags.numbness_tingling_or_weakness": False}
    page = assessed(contradicting, "#contradictions", plain_tablet)
    expect(page.locator("#contradictions")).to_be_in_viewport()
    places = page.locator("#alerts-raised, [id^='alert-']")
    assert places.count() > 10
    assert [one.get_attribute("id") for one in places.all() if not one.is_visible()] == []
    page.locator("#reasons > summary").tap()
    expect(page.locator("#reasons .causes")).to_be_visible()
