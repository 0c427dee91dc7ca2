"""By keyboard alone: from the sign-in to the signed note; nothing is lost after an answer."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.clinician import NAME, PASSWORD, Clinician

pytestmark = pytest.mark.browser

MOST_STOPS = 150
SAID = """() => {
    const one = document.activeElement;
    const label = one.ariaLabel || [...(one.labels || [])].map(label => label.textContent).join(" ") || one.textContent;
    return label.replace(/\\s+/g, " ").trim();
}"""


class AtTheKeyboard(Clinician):
    """A clinician without a pointer: everything is reached by Tab and done by a key."""

    def comes_to(self, name, key="Tab"):
        """Presses Tab until the control of this name has the focus."""
        for _ in range(MOST_STOPS):
            self.page.keyboard.press(key)
            if re.fullmatch(name if isinstance(name, re.Pattern) else re.escape(name), self.page.evaluate(SAID)):
                return self
        raise AssertionError(f"{name} is not reached")

    def presses(self, key):
        self.page.keyboard.press(key)
        return self

    def types(self, **texts):
        for name, text in texts.items():
            self.comes_to(name.replace("_", " "))
            self.page.keyboard.type(text)

    def answers(self, *names, key="Enter"):
        """Comes to each button in turn and presses it, each answered before the next."""
        for name in names:
            seen = self.state.get_attribute("data-revision")
            self.comes_to(name).presses(key)
            expect(self.state).not_to_have_attribute("data-revision", seen)

    def goes_on_by_key(self, step, key="Shift+Tab"):
        """Goes back up to the steps and follows the link to one."""
        self.comes_to(re.compile(rf"[^A-Z]*{step}\b.*"), key).presses("Enter")
        self.is_at(step)


@pytest.mark.long
def test_from_the_sign_in_to_the_signed_note(signed_out_tablet):
    clinician = AtTheKeyboard(signed_out_tablet)
    signed_out_tablet.goto("/")
    clinician.types(Username=NAME, Password=PASSWORD)
    clinician.presses("Enter").is_at("Examinations")
    clinician.types(Patient_reference="Keys-1")
    clinician.presses("Enter").is_at("Complaint")

    clinician.answers("Side of the complaint: Left")
    clinician.comes_to("All sites as a list").presses("Enter")
    clinician.answers("Left outer side of the lower leg, pain")
    clinician.goes_on_by_key("Red flags")
    clinician.answers("No to all: Red flags, 21 not asked yet")
    clinician.goes_on_by_key("Reflexes")
    clinician.answers("All normal: 4 core tests not yet examined, right and left")
    clinician.goes_on_by_key("Sensation")
    clinician.answers("All normal: 16 core tests not yet examined, right and left", key="Space")
    clinician.goes_on_by_key("Strength")
    clinician.answers("All normal: 8 core tests not yet examined, right and left", "Left great toe extension, grade 4")
    clinician.sees_chosen("Left great toe extension, grade 4", "Right knee extension, grade 5, filled as normal")

    clinician.goes_on_by_key("Assessment")
    clinician.comes_to("Enter my own").presses("Enter")
    clinician.comes_to("In your own words")
    signed_out_tablet.keyboard.type("Left L5, mild")
    clinician.comes_to("Save my impression").presses("Enter")
    clinician.sees("Entered after the ranking was shown.")
    clinician.goes_on_by_key("Note", key="Tab")
    clinician.comes_to("Sign ...").presses("Enter").is_at("Sign this note?")
    clinician.proves_again()
    clinician.comes_to("Sign as Andreas Vesalius").presses("Enter")
    clinician.sees("The note is signed.")


def test_rare_answers_by_keyboard(tablet):
    clinician = AtTheKeyboard(tablet).has_begun()
    clinician.goes_to("Reflexes")
    tablet.locator("body").press("Home")
    clinician.answers("Right Achilles reflex, grade 2 normal")
    assert tablet.evaluate(SAID) == "Right Achilles reflex, grade 2 normal"

    clinician.comes_to("Left Achilles reflex: more answers").presses("Enter")
    clinician.answers("Left Achilles reflex, could not be tested: pain", key="Space")
    expect(tablet.locator("#reflexes-achilles-left .more")).not_to_have_attribute("open", "")
    assert tablet.evaluate(SAID) == "Left Achilles reflex: not tested: pain, more answers"
    clinician.comes_to("Comment on reflexes")


def test_the_content_is_one_key_away(tablet):
    clinician = AtTheKeyboard(tablet).has_begun()
    clinician.goes_to("Reflexes")
    tablet.reload()
    clinician.comes_to("Skip to the content").presses("Enter")
    clinician.comes_to("All normal: 4 core tests not yet examined, right and left")
