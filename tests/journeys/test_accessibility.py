"""axe finds nothing on any step, by day and by night."""

import pytest

from exam.steps.sequence import STEPS
from tests.journeys.clinician import Clinician

pytestmark = pytest.mark.browser

# Between them they hold every kind of control.
BY_NIGHT = ("red_flags", "reflexes", "assessment")


def test_no_step_has_a_fault_by_day_or_by_night(tablet, accessibility_faults):
    clinician = Clinician(tablet).arrives().begins()
    clinician.goes_to("Red flags")
    clinician.taps_on("Saddle numbness: yes")
    clinician.goes_to("Strength")
    clinician.taps_on("Left ankle dorsiflexion, grade 4")
    clinician.taps_on("Rest normal: 7 core tests not yet examined, right and left")
    found = {}
    for step in STEPS:
        clinician.goes_to(step.title)
        for look in ("light", "dark") if step.id in BY_NIGHT else ("light",):
            tablet.emulate_media(color_scheme=look)
            found[step.id, look] = accessibility_faults(tablet)
    assert {where: faults for where, faults in found.items() if faults} == {}
