"""A second visit of one patient: one tap more than a new one, and a worse ankle raises its alert with the date."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.clinician import Clinician, new_patient

pytestmark = pytest.mark.browser

ANKLE, WORSE = "Left ankle dorsiflexion, grade {}", re.compile(r"Deficit worse than on \d+ \w+ \d{4}")


@pytest.mark.long
def test_a_second_visit_with_a_worse_ankle_raises_the_alert(tablet, accessibility_faults):
    patient, clinician = new_patient(), Clinician(tablet)
    clinician.begins(patient)
    clinician.goes_to("Strength")
    clinician.taps_on(ANKLE.format("4"))
    clinician.goes_to("Note")
    clinician.signs()

    asks_for(tablet, patient)
    clinician.is_at("Examined before")
    assert accessibility_faults(tablet) == {}
    tablet.get_by_role("button", name=re.compile("Yes: compare with")).tap()
    clinician.is_at("Complaint")
    clinician.goes_to("Strength")
    assert accessibility_faults(tablet) == {}
    expect(tablet.locator("#strength-ankle_dorsiflexion")).to_contain_text(re.compile(r"\d+ \w{3}: left 4"))
    clinician.taps_on(ANKLE.format("3"))
    expect(tablet.locator("#alerts")).to_contain_text(WORSE)
    clinician.taps_on(ANKLE.format("4"))
    expect(tablet.locator("#alerts")).not_to_contain_text(WORSE)
    clinician.taps_on(ANKLE.format("3"))
    clinician.goes_to("Assessment")
    expect(tablet.locator("#compared")).to_contain_text("1 worse")
    tablet.locator("#compared > summary").tap()
    clinician.sees("left ankle dorsiflexion 4, now 3.")


@pytest.mark.long
def test_a_second_visit_without_scripts(plain_tablet):
    patient, clinician = new_patient(), Clinician(plain_tablet)
    clinician.begins(patient)
    asks_for(plain_tablet, patient)
    clinician.is_at("Examined before")
    assert patient not in plain_tablet.url
    plain_tablet.get_by_role("link", name=patient).tap()
    clinician.is_at("Complaint")


def asks_for(page, patient):
    """Starts an examination of a patient who was examined before."""
    page.goto("/exams")
    page.get_by_label("Patient reference", exact=True).fill(patient)
    page.get_by_role("button", name="Start examination").tap()
