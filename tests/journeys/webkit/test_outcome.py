"""In Safari's engine family: what a signed examination turned out to be is entered, changed and shown."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("webkit")]


@pytest.mark.long
def test_an_outcome_is_entered_changed_and_shown(window):
    window.begins()
    window.goes_to("Strength")
    window.taps_on("Left ankle dorsiflexion, grade 3")
    window.taps_on("Left great toe extension, grade 3")
    window.goes_to("Note")
    window.signs_over_the_sheet_that_says("Strength")
    window.sees("The note is signed.")
    window.clicks("Enter the outcome")
    window.is_at("Outcome")
    window.clicks_on("label:has([value='root.L5 left'])")
    window.clicks_on("label:has([value=mri])")
    window.button_with("Today").click()
    window.sees("Outcome saved: Left L5 root.")

    window.clicks("Change the outcome")
    window.is_at("Outcome")
    window.clicks_on(".outcome-form summary")
    for value in ("roots", "L5", "S1", "left", "surgery"):
        window.clicks_on(f"label:has([value={value}])")
    window.button_with("Today").click()
    window.sees("Outcome saved: Left L5 and S1 roots.")
