"""A student signs on a tablet, and the supervisor counter-signs: the PDF then has both."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.journeys.clinician import PASSWORD, Clinician

pytestmark = pytest.mark.browser

PEOPLE = {"v.coiter": ("Volcher Coiter", "Student"), "g.fallopio": ("Gabriele Falloppio", "Clinician")}


@pytest.mark.long
def test_a_student_signs_and_the_supervisor_counter_signs(new_tablet, accessibility_faults):
    clinician = Clinician(new_tablet).makes_the_first_account()
    for username, (name, access) in PEOPLE.items():
        makes_an_account(clinician, username, name, access)
    names_the_supervisor(clinician, "Volcher Coiter", "Gabriele Falloppio")
    changes_to(clinician, "v.coiter")
    clinician.begins("Taught-1")
    clinician.goes_to("Strength")
    clinician.taps_on("Left ankle dorsiflexion, grade 4")
    clinician.goes_to("Note")
    new_tablet.get_by_role("link", name="Sign ...").tap()
    clinician.sees("the note is not valid until Gabriele Falloppio has counter-signed it")
    clinician.button("Sign as Volcher Coiter, student").tap()
    clinician.sees("It waits for Gabriele Falloppio to counter-sign.")
    assert "NOT VALID until counter-signed by Gabriele Falloppio" in printed(clinician)

    changes_to(clinician, "g.fallopio")
    clinician.sees("To counter-sign: 1")
    new_tablet.get_by_role("link", name="Taught-1: Volcher Coiter, student").tap()
    clinician.is_at("Counter-sign this note?")
    assert accessibility_faults(new_tablet) == {}
    clinician.button("Counter-sign as Gabriele Falloppio").tap()
    clinician.sees("Counter-signed: the note is valid now.")
    pages = printed(clinician)
    assert "NOT VALID" not in pages
    assert "by Volcher Coiter, student, account v.coiter; counter-signed" in pages
    assert "Counter-signed by Gabriele Falloppio, account g.fallopio" in pages


def makes_an_account(clinician, username, name, access):
    clinician.page.goto("/account/people")
    form = clinician.page.get_by_role("region", name="Add an account")
    for label, text in {"Username": username, "Full name": name}.items():
        form.get_by_label(label, exact=True).fill(text)
    for label in ("Password", "Confirm password"):
        form.get_by_label(label, exact=True).fill(PASSWORD)
    for kind in ("Clinician", "Student"):
        form.get_by_role("checkbox", name=kind).set_checked(kind == access)
    clinician.button("Create account").tap()
    clinician.sees(f"{name} can sign in now")


def names_the_supervisor(clinician, student, supervisor):
    card = clinician.page.get_by_role("region", name=student)
    card.get_by_text("Name the supervisor").tap()
    card.get_by_label("Counter-signs what this student signs").select_option(supervisor)
    card.locator("form[action$='/supervisor']").get_by_role("button", name="Save").tap()
    clinician.sees(f"{supervisor} counter-signs for {student} from now on")


def changes_to(clinician, username):
    """Signs out, and in as another, for the first time."""
    clinician.page.goto("/account/")
    clinician.button("Sign out").tap()
    clinician.is_at("Sign in")
    clinician.signs_in(username)
    clinician.chooses_another_password()


def printed(clinician):
    """The words of the PDF, in one line."""
    pdf = clinician.page.request.get(f"{clinician.page.url.partition('#')[0]}.pdf").body()
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
