"""A tablet that nobody uses hides its page in Safari's engine family as well, also after Back."""

import pytest
from selenium.webdriver.common.by import By

from tests.journeys.clinician import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.xdist_group("webkit")]

PIN = "7394"
# 16 minutes later.
LATER = "const { now } = Date; Date.now = () => now() + 16 * 60_000;"
IS_SHOWN = """
    const patient = document.querySelector("#patient");
    return patient !== null && getComputedStyle(patient).visibility === "visible";
"""
ASKS_FOR_THE_PIN = """
    const pin = document.querySelector("#lock-screen #unlock-pin");
    return pin !== null && pin.getClientRects().length > 0;
"""


def unlocks(window):
    window.waits_until(lambda driver: driver.execute_script(ASKS_FOR_THE_PIN))
    window.fills(**{"unlock-pin": PIN})
    window.clicks_on(".unlock .button-primary")


def test_it_hides_its_page_and_after_the_pin_what_was_typed_is_there(window):
    window.driver.get(f"{window.address}/account/pin/")
    window.fills(pin=PIN, pin_again=PIN, **{"own-set": PASSWORD})
    window.clicks("Save the PIN")
    window.sees("Your PIN was set.")
    window.begins()
    window.goes_to("Reflexes")
    window.goes_to("Strength")
    window.shows(window.waits_for(By.CSS_SELECTOR, "#comment summary")).click()
    words = window.waits_for(By.CSS_SELECTOR, "#comment textarea")
    words.send_keys("Gave way with pain.")
    window.waits_for(By.ID, "lock-screen")
    window.driver.execute_script(LATER)
    window.waits_until(lambda driver: not driver.execute_script(IS_SHOWN))
    unlocks(window)
    window.waits_until(lambda driver: driver.execute_script(IS_SHOWN))
    assert words.get_property("value") == "Gave way with pain."
    window.button_with("Save the comment").click()
    window.sees_status("Saved")


def test_back_shows_nothing_while_it_is_locked(window):
    window.begins()
    window.goes_to("Reflexes")
    window.waits_for(By.ID, "lock-screen")
    window.clicks_on(".patient-bar .lock-button")
    window.waits_until(lambda driver: not driver.execute_script(IS_SHOWN))
    window.clicks("Somebody else, or sign out")
    window.waits_for(By.ID, "locked-page")
    window.driver.back()
    window.waits_until(lambda driver: driver.execute_script(ASKS_FOR_THE_PIN))
    assert not window.driver.execute_script(IS_SHOWN)
    unlocks(window)
    window.waits_until(lambda driver: driver.execute_script(IS_SHOWN))
