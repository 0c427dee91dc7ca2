"""A clinician in Chromium: what they do reads as sentences, and their taps are counted."""

import re
from itertools import count
from typing import Self

from playwright.sync_api import Page, expect

from exam.steps.sequence import steps

NAME, PASSWORD = "a.vesalius", "on the fabric of the body"
OWN_PASSWORD = "six books on the fabric"
PATIENT = "4471"
_VISITS = count()
SLUGS = {step.title: step.slug for step in steps()}
FORM_FIELD = re.compile(r'name="(csrf_token|form_id)" value="([^"]+)"')


def new_patient() -> str:
    """A reference that was not examined before on the server that the tests share."""
    return f"{PATIENT}-{next(_VISITS)}"


class Clinician:
    """A clinician at one page of a browser."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0
        self.front = ""  # of the addresses of an examination no page of which was opened yet

    def makes_the_first_account(self) -> Self:
        self.page.goto("/")
        fields = {"Username": NAME, "Full name": "Andreas Vesalius", "Password": PASSWORD}
        for label, text in {**fields, "Confirm password": PASSWORD}.items():
            self.page.get_by_label(label, exact=True).fill(text)
        self.page.get_by_role("button", name="Create account").tap()
        self.has_read_the_intended_use()
        self.is_at("Examinations")
        return self

    def signs_in(self, name: str = NAME) -> Self:
        """From the form, to which a page without a session leads."""
        if not self.page.url.partition("?")[0].endswith("/account/sign-in"):
            self.page.goto("/account/sign-in")
        self.page.get_by_label("Username", exact=True).fill(name)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").tap()
        expect(self.page.get_by_role("heading", level=1)).not_to_have_text("Sign in")
        if "/account/intended-use" in self.page.url:
            self.has_read_the_intended_use()
        return self

    def chooses_another_password(self) -> Self:
        """At the first sign-in with the password that an administrator chose."""
        self.is_at("Change password")
        fields = {"Current password": PASSWORD, "New password": OWN_PASSWORD, "Confirm new password": OWN_PASSWORD}
        for label, text in fields.items():
            self.page.get_by_label(label, exact=True).fill(text)
        self.button("Change password").tap()
        self.has_read_the_intended_use()
        self.is_at("Examinations")
        return self

    def has_read_the_intended_use(self):
        """As each account once, before its first page."""
        self.is_at("Intended use")
        self.page.get_by_role("button", name="I have read it").tap()
        expect(self.page.get_by_role("heading", level=1)).not_to_have_text("Intended use")

    def begins(self, patient: str = "") -> Self:
        """Begins an examination and opens its first step, with no tap counted yet."""
        self.page.goto("/exams")
        self.page.get_by_label("Patient reference", exact=True).fill(patient or new_patient())
        self.page.get_by_role("button", name="Start examination").tap()
        self.is_at("Complaint")
        self.front, self.taps = "", 0
        return self

    def has_begun(self) -> Self:
        """Has an examination, made by the form's own request, whose first page is the step that they go to next."""
        fields = dict(FORM_FIELD.findall(self.page.request.get("/exams").text()))
        made = self.page.request.post("/exams", form={**fields, "patient.reference": new_patient()}, max_redirects=0)
        self.front = made.headers["location"].rpartition("/")[0]
        return self

    def taps_on(self, *names):
        """Taps buttons by their whole names, each answered before the next."""
        for name in names:
            seen = self.state.get_attribute("data-revision")
            self.button(name).tap()
            self.taps += 1
            expect(self.state).not_to_have_attribute("data-revision", seen)

    def takes_a_moment(self):
        """As long as it takes until a second tap on the same button is no double tap."""
        self.page.wait_for_timeout(650)

    def opens_the_sites(self):
        """Opens the list of sites, which says in words what the leg chart shows."""
        self.page.locator("#all-sites > summary").tap()
        self.taps += 1
        return self

    def goes_to(self, step):
        """Goes to a step by its name at the top."""
        if self.front:
            self.page.goto(f"{self.front}/{SLUGS[step]}")
            self.front = ""
        else:
            self.page.get_by_role("navigation", name="Steps").get_by_role("link", name=step).tap()
        self.taps += 1
        self.is_at(step)

    def goes_on_to(self, step):
        """Goes to the step that follows by the button beside the heading."""
        self.page.get_by_role("main").get_by_role("link", name=step, exact=True).first.tap()
        self.taps += 1
        self.is_at(step)

    def signs(self):
        """From the note over the sheet that asks: two taps."""
        self.page.get_by_role("link", name="Sign ...").tap()
        self.is_at("Sign this note?")
        self.proves_again()
        self.page.get_by_role("button", name="Sign as Andreas Vesalius").tap()
        self.taps += 2
        self.sees("The note is signed.")

    def proves_again(self):
        """Gives the password where the page asks for it again: the session of the journeys is older than that."""
        field = self.page.get_by_label("Your own password, again")
        if field.is_visible():
            field.fill(PASSWORD)

    def is_at(self, step):
        expect(self.page.get_by_role("heading", level=1)).to_have_text(re.compile(f"^{step}"))
        # A tap before the script is there posts a plain form, and of several at once only the last is sent.
        self.page.wait_for_load_state()

    def sees_status(self, words):
        expect(self.state).to_contain_text(words)

    def sees(self, *texts):
        for text in texts:
            expect(self.page.get_by_text(text).first).to_be_visible()

    def sees_chosen(self, *names):
        for name in names:
            expect(self.button(name)).to_have_attribute("aria-pressed", "true")

    def sees_not_chosen(self, *names):
        for name in names:
            expect(self.button(name)).to_have_attribute("aria-pressed", "false")

    def button(self, name):
        return self.page.get_by_role("button", name=name, exact=True)

    @property
    def state(self):
        return self.page.locator("#save-state")

    @property
    def strip(self):
        return self.page.locator("#strip")
