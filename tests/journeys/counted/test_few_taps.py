"""From the sign-in to the signed note in few taps and scrolls: a knee without a deficit, a left L5, the core."""

import pytest

from tests.journeys.counted.counting import Counted, Tablet, Window

pytestmark = pytest.mark.browser


@pytest.fixture
def at_the_tablet(signed_out_tablet):
    return Counted(Tablet(signed_out_tablet))


@pytest.fixture
def at_the_window(webkit, address, signed_in):
    assert signed_in
    webkit.delete_all_cookies()
    return Counted(Window(webkit, address))


def examine_a_knee(clinician):
    """Knee pain, with an effusion and a tender joint line, and nothing abnormal in the core."""
    clinician.signs_in()
    clinician.starts()
    clinician.taps_on("Side of the complaint: Right", "Duration: 6 weeks", "Onset: Gradual", "Sex: Female")
    clinician.taps_on("Age, tens: 50", "Age, units: 8")
    clinician.marks("knee", "right")
    clinician.goes_on_to("red-flags", "Red flags")
    clinician.fills_the_rest()
    clinician.goes_on_to("back-or-knee", "Back or knee")
    clinician.taps_on("Knee swelling: yes")
    clinician.fills_the_rest("for-this-complaint")
    for slug, title in {"reflexes": "Reflexes", "sensation": "Sensation", "strength": "Strength"}.items():
        clinician.goes_on_to(slug, title)
        clinician.fills_the_rest()
    clinician.goes_to("further", "If needed")
    clinician.taps_on("Right knee effusion, present", "Right joint line tenderness, present")
    clinician.goes_on_to("assessment", "Assessment")
    clinician.agrees()
    clinician.goes_on_to("note", "Note")
    clinician.signs()
    return clinician.taps, clinician.scrolls


@pytest.mark.long
def test_a_knee_without_a_deficit_takes_at_most_thirty_taps_and_five_scrolls(at_the_tablet):
    taps, scrolls = examine_a_knee(at_the_tablet)
    assert taps <= 30
    assert scrolls <= 5


@pytest.mark.long
@pytest.mark.xdist_group("webkit")
def test_so_it_does_in_webkit(at_the_window):
    taps, scrolls = examine_a_knee(at_the_window)
    assert taps <= 30
    assert scrolls <= 5


@pytest.mark.long
def test_a_left_l5_takes_at_most_forty_taps_and_eight_scrolls(at_the_tablet):
    clinician = at_the_tablet
    clinician.signs_in()
    clinician.starts()
    clinician.taps_on("Side of the complaint: Left", "Duration: 4 weeks", "Onset: Gradual", "Sex: Male")
    clinician.taps_on("Age, tens: 50", "Age, units: 4")
    clinician.marks("lateral_leg", "left")
    clinician.goes_on_to("red-flags", "Red flags")
    clinician.fills_the_rest()
    clinician.goes_on_to("back-or-knee", "Back or knee")
    clinician.taps_on("Back pain: yes", "Pain worse with coughing or sneezing: yes")
    clinician.fills_the_rest("for-this-complaint")
    clinician.goes_on_to("reflexes", "Reflexes")
    clinician.fills_the_rest()
    clinician.goes_on_to("sensation", "Sensation")
    clinician.taps_on("Left L5 light touch, grade 1 altered", "Left L5 pinprick, grade 1 altered")
    clinician.fills_the_rest()
    clinician.goes_on_to("strength", "Strength")
    clinician.taps_on("Left ankle dorsiflexion, grade 4", "Left great toe extension, grade 4-")
    clinician.fills_the_rest()
    clinician.taps_on("Left ankle inversion, grade 4", "Left hip abduction, grade 4")
    clinician.goes_on_to("tension", "Tension")
    clinician.taps_on("Left straight leg raise, positive")
    clinician.goes_to("assessment", "Assessment")
    clinician.agrees()
    clinician.goes_on_to("note", "Note")
    clinician.signs()
    assert clinician.taps <= 40
    assert clinician.scrolls <= 8
