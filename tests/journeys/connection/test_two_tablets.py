"""Two tablets at one examination: each sees what the other changed, or is asked; nothing is lost."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import TABLET
from tests.journeys.connection.on_the_ward import PATIENCE, OnTheWard

pytestmark = pytest.mark.browser

KNEE = "Left knee extension, grade {}"
TOE = "Left great toe extension, grade 3"
HIP = "Left hip abduction, grade 4"


@pytest.fixture
def tablets(chromium, address, signed_in):
    """Two of them at the strength step of one examination; connections are cut on purpose."""
    how = {"base_url": address, "storage_state": signed_in, "service_workers": "block", **TABLET}
    contexts = [chromium.new_context(**how) for _ in range(2)]
    first, second = (OnTheWard(context.new_page()) for context in contexts)
    first.has_begun()
    first.goes_to("Strength")
    second.page.goto(first.page.url)
    yield first, second
    for context in contexts:
        context.close()


@pytest.mark.long
def test_each_sees_the_others_answers(tablets):
    first, second = tablets
    first.taps_on(KNEE.format(4))
    second.taps_on(TOE)
    second.sees_chosen(KNEE.format(4))
    first.loses_the_connection()
    first.has_the_connection_back()
    first.sees_chosen(TOE)
    second.button("Undo").tap()
    second.sees_not_chosen(TOE)
    second.sees_chosen(KNEE.format(4))


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("choice", "stands"), [("Use mine", 3), ("Use the other tablet's answer: 4", 4)])
def test_the_same_item_answered_on_both_is_a_question(tablets, choice, stands):
    first, second = tablets
    second.loses_the_connection()
    second.taps_without_waiting(TOE, KNEE.format("4-"), KNEE.format(3), HIP)
    second.sees_status("4 answers waiting")
    first.taps_on(KNEE.format(4))
    second.has_the_connection_back()

    asked = second.page.get_by_role("dialog")
    expect(asked).to_contain_text("left knee extension")
    expect(asked).to_contain_text("On the other tablet: 4")
    expect(asked).to_contain_text("On this tablet: Left knee extension, grade 3")
    asked.get_by_role("button", name=choice).tap()

    second.sees_everything_sent()
    second.sees_chosen(TOE, KNEE.format(stands), HIP)
    first.page.reload()
    first.sees_chosen(TOE, KNEE.format(stands), HIP)


@pytest.mark.long
def test_a_choice_that_is_postponed_loses_nothing(tablets):
    first, second = tablets
    second.loses_the_connection()
    second.taps_without_waiting(KNEE.format(3), HIP)
    first.taps_on(KNEE.format(4))
    second.has_the_connection_back()
    expect(second.page.get_by_role("dialog")).to_be_visible()
    second.page.keyboard.press("Escape")
    second.sees_status("2 answers waiting")
    second.button("Choose").tap()
    second.page.get_by_role("button", name="Use mine").tap()
    second.sees_everything_sent()
    second.sees_chosen(KNEE.format(3), HIP)


@pytest.mark.long
def test_sites_marked_on_both_are_all_saved(tablets):
    first, second = tablets
    for tablet in tablets:
        tablet.goes_to("Complaint")
        tablet.opens_the_sites()
    second.loses_the_connection()
    second.taps_without_waiting("Left knee, pain")
    first.taps_on("Left hip, pain")
    second.has_the_connection_back()
    second.sees_everything_sent()
    second.sees_chosen("Left knee, pain", "Left hip, pain")


@pytest.mark.long
def test_an_answer_undone_before_it_arrived_raises_no_question(tablets):
    first, second = tablets
    with second.never_arriving():
        second.taps_without_waiting(KNEE.format(3))
        second.sees_status("1 answer waiting")
        first.taps_on(KNEE.format(4))
        second.button("Undo").tap()
        second.sees_not_chosen(KNEE.format(3))
    second.is_at_revision(2)
    second.sees_everything_sent()
    second.sees_chosen(KNEE.format(4))
    expect(second.page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.long
def test_nobody_chooses_for_a_patient_who_is_not_on_the_page(tablets):
    first, second = tablets
    with second.never_arriving():
        second.taps_without_waiting(KNEE.format(3))
        first.taps_on(KNEE.format(4))
        second.begins("Another")
    message = second.page.locator("#unsaved")
    expect(message).to_contain_text("In another examination: Changed on another screen", timeout=1000 * PATIENCE)
    expect(second.page.get_by_role("dialog")).to_have_count(0)
    second.page.get_by_role("link", name="Open that examination").tap()
    second.page.get_by_role("button", name="Use mine").tap()
    second.sees_everything_sent()
    second.sees_chosen(KNEE.format(3))


@pytest.mark.long
def test_a_comment_typed_on_both_is_a_question(tablets):
    first, second = tablets
    first.comments("Gave way")
    second.taps_on(TOE)
    second.comments("Too much pain")
    asked = second.page.get_by_role("dialog")
    expect(asked).to_contain_text("On the other tablet: \u201cGave way\u201d")
    asked.get_by_role("button", name="Use mine").tap()
    expect(asked).to_have_count(0)
    second.is_at_revision(4)
    second.comments("Too much pain, both sides")
    second.is_at_revision(5)


@pytest.mark.long
def test_a_red_flag_and_its_course_are_one_question(tablets):
    first, second = tablets
    new, old = (f"Saddle numbness: {words}" for words in ("new or worse", "long-standing, unchanged"))
    for tablet in tablets:
        tablet.goes_to("Red flags")
    second.loses_the_connection()
    second.taps_without_waiting(old, "History of cancer: yes")
    second.sees_waiting(old)
    first.taps_on(new)
    second.has_the_connection_back()

    asked = second.page.get_by_role("dialog")
    expect(asked).to_contain_text("saddle numbness")
    expect(asked).to_contain_text("On the other tablet: new or worse")
    expect(asked).to_contain_text(f"On this tablet: {old}")
    asked.get_by_role("button", name="Use mine").tap()

    second.sees_everything_sent()
    second.sees_chosen(old)
    second.taps_on("Cancer that can spread to bone: no")
    for _ in range(3):
        seen = second.state.get_attribute("data-revision")
        second.button("Undo").tap()
        expect(second.state).not_to_have_attribute("data-revision", seen)
    second.sees_chosen(new)
    second.sees_not_chosen(old)
    expect(second.page.get_by_text("Cancer that can spread to bone")).to_have_count(0)
