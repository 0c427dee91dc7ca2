"""The core examination in Safari's engine family: the same taps, the same answers."""

import pytest
from selenium.webdriver.common.by import By

from tests.journeys.clinician import new_patient
from tests.journeys.webkit.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("webkit")]

UNSAVED = "#alerts > [data-unsaved]"


@pytest.mark.long
def test_a_drawing_is_fetched_when_how_to_test_is_opened(window):
    window.begins()
    window.goes_to("Reflexes")
    loaded = "return document.querySelector('#reflexes-patellar .how-drawing img')?.naturalWidth ?? 0"
    assert window.driver.execute_script(loaded) == 0
    window.shows(window.waits_for(By.CSS_SELECTOR, "#reflexes-patellar .how > summary")).click()
    window.waits_until(lambda driver: driver.execute_script(loaded) > 0)


def test_the_core_examination(window):
    window.begins()

    window.goes_to("Reflexes")
    window.taps_on("All normal: 4 core tests not yet examined, right and left")
    window.goes_to("Sensation")
    window.taps_on("Left L5 light touch, grade 1 altered")
    window.taps_on("Rest normal: 15 core tests not yet examined, right and left")
    window.goes_to("Strength")
    for movement in ("ankle dorsiflexion", "great toe extension", "hip abduction"):
        window.taps_on(f"Left {movement}, grade 4")
    assert window.is_chosen("Left great toe extension, grade 4")
    window.taps_on("Rest normal: 6 core tests not yet examined, right and left")
    assert window.is_chosen("Right great toe extension, grade 5, filled as normal")
    assert not window.is_chosen("Left hip flexion, grade 5")
    assert "Left L5 fits best" in window.waits_for(By.ID, "strip").text

    window.goes_to("Assessment")
    assert "Every core test has a result on both sides." in window.text()
    assert "Left great toe extension 4" in window.text()

    window.taps_on("Agree with: left L5 root")
    assert window.is_chosen("Agreed: left L5 root")
    assert window.driver.switch_to.active_element.accessible_name == "Agreed: left L5 root"
    open_all = "document.querySelectorAll('#plan, #plan details').forEach((one) => { one.open = true; })"
    window.driver.execute_script(open_all)
    window.fills(**{"plan-text": "MRI"})
    window.button_with("Keep active").click()
    window.taps_on("Safety-net advice given: yes")
    typed = window.waits_for(By.ID, "plan-text").get_property("value")
    assert typed == "MRI Keep active and continue normal activities as far as pain allows."
    window.button_with("Save the plan").click()
    window.sees_status("Saved")

    window.goes_to("Note")
    window.signs_over_the_sheet_that_says("Left L5 root")
    window.undoes_the_signing()


@pytest.mark.long
def test_the_dots_open_without_moving_a_button(window):
    window.begins()
    window.goes_to("Strength")
    before = window.button("Left knee extension, grade 4").rect
    window.waits_for(By.CSS_SELECTOR, "#strength-knee_extension-left summary").click()
    assert window.button("Left knee extension, grade 4").rect == before
    window.taps_on("Left knee extension, grade 2")
    opener = window.waits_for(By.CSS_SELECTOR, "#strength-knee_extension-left summary")
    assert opener.text == "2"


# Chromium does all of it in the gate: test_rhythm.py, connection/test_two_tablets.py.
@pytest.mark.long
def test_a_red_flag_is_new_long_standing_or_no_and_one_opens_another(window):
    window.begins()
    window.goes_to("Red flags")
    for words in ("new or worse", "long-standing, unchanged", "no"):
        window.taps_on(f"Saddle numbness: {words}")
        assert window.is_chosen(f"Saddle numbness: {words}")
    window.taps_on("History of cancer: yes")
    window.taps_on("Cancer that can spread to bone: no")
    window.taps_on("History of cancer: no")
    assert window.is_chosen("Cancer that can spread to bone: no")
    assert not window.driver.find_elements(By.CSS_SELECTOR, '[aria-label="Cancer within ten years: no"]')


@pytest.mark.long
def test_a_second_visit_with_a_worse_ankle_raises_the_alert(window):
    patient = new_patient()
    window.begins(patient)
    window.goes_to("Strength")
    window.taps_on("Left ankle dorsiflexion, grade 4")
    window.goes_to("Note")
    window.clicks("Sign ...")
    window.is_at("Sign this note?")
    window.proves_again()
    window.clicks("Sign as")
    window.is_at("Note")

    window.asks_for(patient)
    window.is_at("Examined before")
    window.clicks("Yes: compare with")
    window.is_at("Complaint")
    window.goes_to("Strength")
    window.taps_on("Left ankle dorsiflexion, grade 3")
    assert "Deficit worse than on" in window.waits_for(By.ID, "alerts").text


@pytest.mark.long
def test_answers_wait_on_the_tablet_while_the_database_fails_or_the_server_is_stopped(webkit, server):
    window = Window(webkit, server.address)
    window.makes_the_first_account()
    window.begins()
    window.goes_to("Strength")
    window.is_ready_to_go_offline()

    for grade, fails in ((3, server.locked), (4, server.full), (5, server.gone)):
        with fails():
            for movement in ("knee extension", "hip flexion", "great toe extension"):
                window.button(f"Right {movement}, grade {grade}").click()
            window.sees_status("3 answers waiting")
        window.sees_status("Saved")
        assert window.revision() == str(1 + 3 * (grade - 2))

    server.stops()
    window.button("Left knee extension, grade 4").click()
    window.sees_status("1 answer waiting")
    window.goes_to("Sensation")
    window.button("Left L5 light touch, grade 1 altered").click()
    window.sees_status("2 answers waiting")
    window.goes_to("Red flags")
    window.button("Saddle numbness: new or worse").click()
    window.sees_unsaved_emergency("Signs of cauda equina compression Not yet saved: no connection.")
    window.goes_to("Sensation")
    webkit.refresh()
    window.sees_status("3 answers waiting")
    window.sees_unsaved_emergency("Signs of cauda equina compression")
    assert window.is_chosen("Left L5 light touch, grade 1 altered, waiting to be sent")

    server.starts()
    window.sees_status("Saved")
    assert "Signs of cauda equina compression" in window.waits_for(By.CSS_SELECTOR, "#alerts .banner").text
    assert webkit.find_elements(By.CSS_SELECTOR, UNSAVED) == []
    assert window.is_chosen("Left L5 light touch, grade 1 altered")
    window.goes_to("Strength")
    assert window.is_chosen("Left knee extension, grade 4")
    assert window.revision() == "13"
