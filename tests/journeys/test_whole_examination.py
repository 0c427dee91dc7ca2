"""From the first account to the signed note on paper, on a tablet held upright, by touch."""

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.clinician import PATIENT, Clinician

pytestmark = pytest.mark.browser


@pytest.mark.long
def test_a_whole_examination_from_the_first_account_to_the_signed_note(new_tablet):
    clinician = Clinician(new_tablet).makes_the_first_account().begins()

    who = ("Sex: Female", "Age, tens: 50", "Age, units: 4")
    clinician.taps_on("Side of the complaint: Left", "Duration: 4 weeks", "Onset: Gradual", *who)
    clinician.opens_the_sites().taps_on("Left outer side of the lower leg, pain")
    clinician.sees("54, female, left leg, 4 weeks")
    clinician.goes_on_to("Red flags")
    clinician.taps_on("No to all: Red flags, 21 not asked yet")
    clinician.goes_on_to("Back or knee")
    clinician.taps_on("Back pain: yes")
    clinician.sees_chosen("Pain below the knee: yes, from the complaint")
    clinician.goes_on_to("Reflexes")
    clinician.taps_on("All normal: 4 core tests not yet examined, right and left")
    clinician.goes_on_to("Sensation")
    clinician.taps_on("Left L5 light touch, grade 1 altered")
    clinician.taps_on("Rest normal: 15 core tests not yet examined, right and left")
    clinician.goes_on_to("Strength")
    clinician.taps_on("Left ankle dorsiflexion, grade 4", "Left great toe extension, grade 4")
    clinician.taps_on("Rest normal: 6 core tests not yet examined, right and left")
    clinician.taps_on("Left hip abduction, grade 4")
    clinician.sees_chosen("Left ankle dorsiflexion, grade 4", "Right knee extension, grade 5, filled as normal")
    expect(clinician.strip).to_contain_text("Left L5 fits best")
    clinician.goes_on_to("Tension")
    clinician.taps_on("Left straight leg raise, positive")
    clinician.goes_on_to("If needed")
    clinician.goes_on_to("Assessment")
    clinician.sees("Every core test has a result on both sides.", "Left ankle dorsiflexion 4")
    enter_impression(new_tablet)
    clinician.goes_to("Note")
    first_page = new_tablet.get_by_role("link", name="Page 1 as it is printed").bounding_box()
    assert first_page["y"] + first_page["height"] <= clinician.strip.bounding_box()["y"]
    clinician.signs()

    text = words_of(downloaded(new_tablet))
    assert PATIENT in text
    assert "Left L5 radiculopathy" in text
    assert "Draft" not in text
    assert "Note SHA-256" in text
    assert re.search(r"Ankle dorsiflexion.{0,40}5.{0,20}4", text)


def enter_impression(page):
    page.get_by_text("Enter my own").tap()
    page.get_by_label("Cause", exact=True).select_option("root.L5")
    page.get_by_label("Left", exact=True).check()
    page.get_by_role("button", name="Save cause and side").tap()
    expect(page.locator("#impression-entered")).to_contain_text("Left L5 root")
    page.get_by_label("In your own words").fill("Left L5 radiculopathy")
    page.get_by_role("button", name="Save my impression").tap()
    expect(page.locator("#impression-entered")).to_contain_text("Left L5 radiculopathy")


def downloaded(page):
    """The note as a PDF, by the link that a clinician taps."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=re.compile("PDF.*A4|A4.*PDF")).first.tap()
    return waiting.value.path().read_bytes()


def words_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
