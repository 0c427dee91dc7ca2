"""In Safari's engine family: clicked twice, contradictory, or of another patient, and corrected."""

import pytest

from tests.journeys.clinician import new_patient

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("webkit")]

KNEE, HIP = "Left knee extension, grade 4", "Left hip flexion, grade 3"
CONTRADICTION = "Contradiction: Complaint on the right, every place marked in a leg on the left"


@pytest.mark.long
def test_of_many_clicks_one_counts_and_what_is_wrong_is_corrected_during_the_examination(window):
    wrong, right = new_patient(), new_patient()
    window.opens_the_list()
    window.fills(reference=wrong)
    window.clicks_thrice("Start examination")
    window.is_at("Complaint")

    window.taps_on("Side of the complaint: Right")
    window.clicks_on("#all-sites > summary")
    window.taps_on("Left calf, pain")
    window.goes_to("Strength")
    window.clicks_twice(KNEE, 120)
    window.clicks_twice(HIP, 450)
    window.sees_status("Saved")
    assert CONTRADICTION in window.strip()
    window.clicks("Contradiction")
    window.is_at("Complaint")
    window.taps_on("Side of the complaint: Left")
    assert "Contradiction" not in window.strip()

    window.goes_to("Strength")
    window.moves_to(right, age="31")
    assert window.is_chosen(KNEE)
    assert window.is_chosen(HIP)
    window.opens_the_list()
    assert wrong not in window.text()
    assert window.text().count(right) == 1


@pytest.mark.long
def test_a_signed_note_of_a_wrong_patient_is_corrected_and_void(window):
    wrong, right = new_patient(), new_patient()
    window.begins(wrong)
    window.goes_to("Note")
    window.signs_over_the_sheet_that_says(wrong)
    window.sees("The note is signed.")
    window.fills(addendum="Telephoned the surgeon.")
    window.clicks_thrice("Add addendum")
    window.sees("Addendum added.")
    window.driver.refresh()
    assert window.driver.page_source.count("Telephoned the surgeon.") == 1

    window.button_with("Correct this note").click()
    window.sees("Version 2, a draft")
    window.corrects_the_reference(right)
    window.signs_over_the_sheet_that_says(right)
    window.sees("The note is signed.")
    window.clicks("version 1")
    window.sees("This note was replaced")
    window.clicks("Void this note")
    window.is_at("Void this note?")
    window.fills(reason="Another patient was examined.")
    window.proves_again()
    window.button_with("Void this note").click()
    window.sees("This note is void.")
    assert "Another patient was examined." in window.text()
