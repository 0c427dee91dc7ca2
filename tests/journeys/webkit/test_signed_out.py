"""Back after signing out shows no patient in Safari's engine family, which keeps the pages that were left."""

import pytest
from selenium.webdriver.common.by import By

from tests.journeys.clinician import NAME, PASSWORD
from tests.journeys.webkit.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("webkit")]

# Noted by the page itself, in each picture that it is about to draw: a driver looks too seldom.
WATCH = """
    const note = () => {
        const patient = document.querySelector("#patient");
        if (getComputedStyle(patient).visibility === "visible") localStorage.seen = "yes";
        requestAnimationFrame(note);
    };
    addEventListener("pageshow", ({ persisted }) => {
        if (!persisted) return;
        localStorage.kept = "yes";
        note();
    });
"""
NOTED = "return [localStorage.kept ?? 'no', localStorage.seen ?? 'no']"
FORGET = "delete localStorage.kept; delete localStorage.seen;"
KNEE = "Left knee extension, grade 4"


def examines(window):
    window.begins()
    window.goes_to("Reflexes")
    window.goes_to("Strength")
    # Loaded last.
    window.waits_for(By.ID, "lock-screen")
    window.driver.execute_script(FORGET + WATCH)


def signs_out(window):
    window.driver.execute_script("location.assign('/account/')")
    window.clicks("Sign out")
    window.waits_for(By.ID, "username")


def goes_back(window, pages=1):
    window.driver.execute_script("const [pages] = arguments; history.go(-pages);", pages)


def signs_in_again(window):
    window.fills(username=NAME, password=PASSWORD)
    window.clicks_on("main form .button-primary")
    window.is_at("Strength")


def noted(window):
    """Whether a page was shown from memory, and whether its patient was seen."""
    return window.driver.execute_script(NOTED)


def test_back_leads_to_the_sign_in_and_shows_no_patient(window):
    examines(window)
    signs_out(window)
    goes_back(window, pages=2)
    window.waits_until(lambda _: noted(window)[0] == "yes")
    window.waits_for(By.ID, "username")
    assert noted(window) == ["yes", "no"]
    signs_in_again(window)


@pytest.mark.long
def test_back_shows_no_patient_once_the_session_was_ended_elsewhere(window):
    examines(window)
    window.goes_to("Sensation")
    window.driver.delete_all_cookies()
    goes_back(window)
    window.waits_for(By.ID, "username")
    assert noted(window) == ["yes", "no"]
    signs_in_again(window)


@pytest.mark.long
def test_back_twice_without_the_server_says_why_nothing_is_shown(webkit, server):
    window = Window(webkit, server.address)
    window.makes_the_first_account()
    examines(window)
    signs_out(window)
    server.stops()
    goes_back(window)
    window.waits_for(By.ID, "left-screen")
    goes_back(window)
    window.waits_until(lambda driver: driver.current_url.endswith("/strength"))
    window.waits_until(lambda _: "Somebody may have signed out" in window.text())
    assert "Strength" not in window.text()
    window.clicks("Try again")
    window.waits_until(lambda _: "Somebody may have signed out" in window.text())
    assert noted(window) == ["yes", "no"]

    server.starts()
    window.clicks("Try again")
    window.waits_for(By.ID, "username")
    assert noted(window) == ["yes", "no"]


@pytest.mark.long
def test_back_to_a_step_without_the_server_goes_on_while_somebody_is_signed_in(webkit, server):
    window = Window(webkit, server.address)
    window.makes_the_first_account()
    examines(window)
    window.goes_to("Sensation")
    server.stops()
    goes_back(window)
    window.is_at("Strength")
    window.waits_until(lambda _: noted(window) == ["yes", "yes"])
    window.button(KNEE).click()
    window.sees_status("1 answer waiting")
    server.starts()
    window.sees_status("Saved")
    assert window.is_chosen(KNEE)
