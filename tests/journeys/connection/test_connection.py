"""The connection is lost and restored: everything tapped meanwhile is stored on the tablet, and sent in order, once."""

import pytest
from playwright.sync_api import expect

from tests.journeys.connection.on_the_ward import KEPT_STEPS, PATIENCE, SAVES, STRENGTH, OnTheWard, started

pytestmark = pytest.mark.browser

TOUCH = "Left L5 light touch, grade 1 altered"
KNEE = "Left knee extension, grade 4"
# A tap, and what its button shows before any database or server can have answered.
AT_ONCE = """async button => {
    button.click();
    for (let turn = 0; turn < 50; turn += 1) await undefined;
    return [button.ariaPressed, button.dataset.waits];
}"""


def test_five_answers_while_the_server_is_stopped(chromium, server, tmp_path):
    browser = started(chromium, tmp_path / "browser", server.address)
    clinician = OnTheWard(browser.new_page()).makes_the_first_account().begins()
    clinician.goes_to("Strength")
    clinician.is_ready_to_go_offline()

    server.stops()
    clinician.taps_without_waiting(*STRENGTH)
    clinician.sees_status("4 answers waiting")
    clinician.goes_to("Sensation")
    clinician.sees("Offline: answers saved up to")
    clinician.taps_without_waiting(TOUCH)
    clinician.sees_status("5 answers waiting")
    clinician.page.reload()
    clinician.sees_status("5 answers waiting")
    clinician.sees_waiting(TOUCH)

    place = clinician.page.url
    browser.close()
    browser = started(chromium, tmp_path / "browser", server.address)
    clinician = OnTheWard(browser.new_page())
    clinician.page.goto(place)
    clinician.sees_status("5 answers waiting")
    clinician.sees_waiting(TOUCH)

    server.starts()
    clinician.page.reload()
    clinician.signs_in_again()
    clinician.sees_everything_sent()
    clinician.sees_chosen(TOUCH)
    clinician.goes_to("Strength")
    clinician.sees_chosen(*STRENGTH)
    clinician.is_at_revision(6)
    browser.close()


@pytest.mark.long
def test_a_copy_on_the_tablet_contains_no_names(clinician):
    clinician.begins("Kept-out-1")
    clinician.is_ready_to_go_offline()
    kept = clinician.everything_stored()
    assert "Sensation" in kept
    assert "Kept-out-1" not in kept
    assert "Vesalius" not in kept


@pytest.mark.long
def test_copies_are_renewed_after_an_upgrade_of_the_server(clinician):
    clinician.is_ready_to_go_offline()
    clinician.has_copies_of_an_older_release()
    assert "an old copy" in clinician.everything_stored()
    clinician.page.reload()
    clinician.has_renewed_copies("an old copy")
    assert clinician.everything_stored().count("copied-at") == KEPT_STEPS


@pytest.mark.long
def test_no_copy_is_fetched_while_an_answer_is_on_its_way(clinician):
    asked, held = [], []
    clinician.page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    clinician.page.reload()
    clinician.page.route(
        SAVES, lambda route: held.append(route) if route.request.method == "POST" else route.continue_()
    )
    clinician.taps_without_waiting(KNEE)
    asked.clear()
    clinician.page.wait_for_timeout(3500)  # they begin two seconds after the page, and wait five at most
    assert "copy" not in asked
    assert len(held) == 1
    held[0].continue_()
    clinician.page.unroute(SAVES)
    clinician.is_ready_to_go_offline()
    assert asked.count("copy") >= 1


def test_an_answer_whose_reply_was_lost_counts_once(clinician):
    with clinician.replies_lost():
        clinician.taps_without_waiting(KNEE)
        clinician.sees_status("1 answer waiting")
    clinician.sees_everything_sent()
    clinician.sees_chosen(KNEE)
    clinician.is_at_revision(2)


@pytest.mark.long
def test_waiting_answers_can_be_cleared_filled_and_undone(clinician):
    clinician.loses_the_connection()
    clinician.taps_without_waiting(KNEE, "Right knee extension, grade 3")
    clinician.sees_status("2 answers waiting")
    clinician.takes_a_moment()
    clinician.button("Right knee extension, grade 3, waiting to be sent").tap()
    clinician.button("All normal: 8 core tests not yet examined, right and left").tap()
    clinician.sees_status("4 answers waiting")
    clinician.sees_not_chosen("Right knee extension, grade 3")
    clinician.button("Undo").tap()
    clinician.sees_status("3 answers waiting")
    clinician.has_the_connection_back()
    clinician.sees_everything_sent()
    clinician.sees_chosen(KNEE)
    clinician.sees_not_chosen("Right knee extension, grade 3", "Left great toe extension, grade 5")


@pytest.mark.long
def test_all_normal_waits_for_each_step_separately(clinician):
    page = clinician.page
    with clinician.cannot_save():
        page.get_by_role("button", name="All normal").tap()
        clinician.sees_status("1 answer waiting")
        clinician.goes_to("Reflexes")
        page.get_by_role("button", name="All normal").tap()
        clinician.sees_status("2 answers waiting")
    clinician.is_at_revision(3)
    clinician.sees_status("Saved: 4 filled")


@pytest.mark.long
def test_an_undo_of_an_answer_that_may_have_arrived_is_sent_after_it(clinician):
    with clinician.replies_lost():
        clinician.taps_without_waiting(KNEE)
        clinician.sees_status("1 answer waiting")
        clinician.button("Undo").tap()
        clinician.sees_not_chosen(KNEE)
    clinician.is_at_revision(3)
    clinician.sees_not_chosen(KNEE)


def test_a_reply_that_is_older_than_the_page_changes_nothing_on_it(clinician):
    with clinician.page.expect_response(SAVES) as first:
        clinician.taps_without_waiting(KNEE)
    older = first.value.text()
    clinician.is_at_revision(2)
    clinician.taps_without_waiting("Left knee extension, grade 5")
    clinician.is_at_revision(3)
    clinician.page.route(SAVES, lambda route: route.fulfill(response=route.fetch(), body=older))
    with clinician.page.expect_response(SAVES):
        clinician.taps_without_waiting("Left great toe extension, grade 3")
    clinician.sees_everything_sent()
    clinician.is_at_revision(3)
    clinician.sees_chosen("Left knee extension, grade 5")


def test_a_refused_answer_is_named_and_does_not_block_the_rest(clinician):
    clinician.button(KNEE).evaluate("button => button.value = '7'")
    # Chosen before anything has stored or saved it, and no longer once it is refused.
    assert clinician.button(KNEE).evaluate(AT_ONCE) == ["true", "sending"]
    clinician.taps_without_waiting("Left great toe extension, grade 3")
    expect(clinician.page.locator("#unsaved")).to_contain_text(f"Not saved: {KNEE}. Not accepted")
    clinician.sees_chosen("Left great toe extension, grade 3")
    clinician.sees_status("1 answer not saved")
    clinician.sees_not_chosen(KNEE)
    clinician.button("Dismiss").tap()
    clinician.sees_everything_sent()


@pytest.mark.long
@pytest.mark.parametrize("step", ["Reflexes", "Strength"])
def test_a_notice_that_comes_or_goes_moves_no_row_under_the_finger(clinician, step):
    clinician.goes_to(step)
    refused, other = {
        "Reflexes": ("Right patellar reflex, grade 3 brisk", "Left Achilles reflex, grade 1 reduced"),
        "Strength": (KNEE, "Left great toe extension, grade 3"),
    }[step]
    before = clinician.button(other).bounding_box()
    clinician.button(refused).evaluate("button => button.value = '7'")
    clinician.taps_without_waiting(refused)
    expect(clinician.page.locator("#unsaved")).to_contain_text("Not accepted")
    assert clinician.button(other).bounding_box()["y"] == pytest.approx(before["y"], abs=1)
    clinician.button("Dismiss").tap()
    expect(clinician.page.locator("#unsaved")).to_be_empty()
    assert clinician.button(other).bounding_box()["y"] == pytest.approx(before["y"], abs=1)


def test_a_session_that_ended_loses_nothing(clinician):
    clinician.page.context.clear_cookies()
    clinician.taps_without_waiting(*STRENGTH[:3])
    clinician.sees_status("3 answers waiting: sign in to send them")
    clinician.page.get_by_role("link", name="Sign in").tap()
    clinician.sees("3 answers are waiting on this tablet")
    clinician.signs_in()
    clinician.is_at("Strength")
    clinician.sees_everything_sent()
    clinician.sees_chosen(*STRENGTH[:3])


@pytest.mark.long
def test_a_colleague_on_the_same_tablet_does_not_send_answers_of_another(clinician):
    clinician.makes_an_account_for("g.fallopio", "Gabriele Falloppio")
    clinician.begins()
    clinician.goes_to("Strength")
    clinician.page.context.clear_cookies()
    clinician.taps_without_waiting(KNEE)
    clinician.sees_status("1 answer waiting: sign in to send it")
    place = clinician.page.url
    clinician.page.goto("/account/sign-in")
    clinician.signs_in("g.fallopio")
    clinician.chooses_another_password()
    clinician.sees("1 answer entered by a colleague is waiting on this tablet")
    clinician.signs_out()
    clinician.signs_in()
    clinician.page.goto(place)
    clinician.sees_everything_sent()
    clinician.sees_chosen(KNEE)


@pytest.mark.long
def test_signing_out_asks_when_answers_wait(clinician):
    page = clinician.page
    place = page.url
    with clinician.cannot_save():
        clinician.taps_without_waiting(KNEE)
        clinician.sees_status("1 answer waiting")
        page.goto("/account/")
        clinician.button("Sign out").tap()
        expect(page.get_by_role("dialog")).to_contain_text("1 answer is waiting")
        clinician.button("Cancel").tap()
        clinician.button("Sign out").tap()
        clinician.button("Sign out and discard").tap()
        clinician.is_at("Sign in")
    assert clinician.everything_stored() == ""
    clinician.signs_in()
    page.goto(place)
    clinician.sees_not_chosen(KNEE)
    clinician.is_at_revision(1)


@pytest.mark.long
def test_taps_before_the_scripts_are_ready_are_all_saved(clinician):
    with clinician.slow_scripts():
        clinician.page.reload(wait_until="commit")
        clinician.taps_without_waiting(*STRENGTH)
    clinician.sees_chosen(*STRENGTH)
    clinician.is_at_revision(5)


@pytest.mark.long
def test_taps_made_before_htmx_begins_are_all_saved(clinician):
    # It begins by a timer, which scripts that came all at once overtake.
    clinician.page.add_init_script("{ const set = setTimeout; setTimeout = (act, wait) => set(act, wait || 1000); }")
    with clinician.slow_scripts():
        clinician.page.reload(wait_until="commit")
        clinician.taps_without_waiting(*STRENGTH)
    clinician.sees_chosen(*STRENGTH)
    clinician.is_at_revision(5)


@pytest.mark.long
def test_a_note_is_not_signed_while_answers_wait(clinician):
    page = clinician.page
    with clinician.cannot_save():
        clinician.taps_without_waiting(KNEE)
        clinician.sees_status("1 answer waiting")
        clinician.goes_to("Note")
        page.get_by_role("link", name="Sign ...").tap()
        clinician.is_at("Sign this note?")
        clinician.proves_again()
        page.get_by_role("button", name="Sign as Andreas Vesalius").tap()
        expect(page.locator("#unsaved")).to_contain_text("Not signed: some answers of this examination are still")
    expect(page.get_by_role("main")).to_contain_text("27 without a result", timeout=1000 * PATIENCE)
