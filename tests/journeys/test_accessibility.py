"""axe finds nothing on any step, by day and by night, nor on the pages around them."""

import pytest

from exam.steps.sequence import STEPS
from tests.journeys.clinician import Clinician

pytestmark = pytest.mark.browser

# Between them they hold every kind of control.
BY_NIGHT = ("red_flags", "reflexes", "assessment")
AROUND = ("/exams", "/account/", "/account/people", "/account/password")
AROUND += ("/reference/", "/reference/imaging", "/reference/figures/reflexes.patellar", "/reference/sites")
# Nothing else is different by night.
COLOURS = {"runOnly": ["color-contrast"]}


def test_no_step_has_a_fault_by_day_or_by_night(tablet, accessibility_faults):
    clinician = Clinician(tablet).begins()
    clinician.goes_to("Red flags")
    clinician.taps_on("Saddle numbness: yes")
    clinician.goes_to("Strength")
    clinician.taps_on("Left ankle dorsiflexion, grade 4")
    clinician.taps_on("Rest normal: 7 core tests not yet examined, right and left")
    found = {}
    for step in STEPS:
        clinician.goes_to(step.title)
        found[step.id] = accessibility_faults(tablet)
        if step.id in BY_NIGHT:
            tablet.emulate_media(color_scheme="dark")
            found[step.id, "by night"] = accessibility_faults(tablet, **COLOURS)
            tablet.emulate_media(color_scheme="light")
    assert {where: faults for where, faults in found.items() if faults} == {}


def test_no_page_around_the_steps_has_a_fault(tablet, accessibility_faults):
    found = {}
    for address in AROUND:
        tablet.goto(address)
        found[address] = accessibility_faults(tablet)
    assert {where: faults for where, faults in found.items() if faults} == {}


def test_the_sign_in_has_no_fault(strangers_tablet, accessibility_faults):
    strangers_tablet.goto("/")
    assert "/account/sign-in" in strangers_tablet.url
    assert accessibility_faults(strangers_tablet) == {}
