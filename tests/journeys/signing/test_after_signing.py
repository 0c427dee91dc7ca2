"""After signing, on a tablet held upright: undone, signed again, copied and printed, corrected, declared void."""

import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from tests.journeys.clinician import Clinician

pytestmark = pytest.mark.browser

CALLED = "window.print = () => document.body.dataset.printed = [...document.images].map((one) => one.src).join(' ')"


@pytest.mark.long
def test_a_note_is_undone_handed_out_corrected_and_declared_void(tablet):
    tablet.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tablet.add_init_script(CALLED)
    clinician = Clinician(tablet).begins("Wrong-1")
    clinician.goes_to("Strength")
    clinician.taps_on("Left ankle dorsiflexion, grade 4")
    clinician.goes_to("Note")
    clinician.signs()
    expect(undo(tablet)).to_have_text(re.compile(r"Undo \(\d+ s\)"))
    undo(tablet).tap()
    clinician.sees("Signing was undone", "Draft, not signed")

    clinician.signs()
    tablet.get_by_role("link", name="Copy for the record").tap()
    clinician.sees("Copied: the text for the record", "signing can no longer be undone")
    assert "Patient reference: Wrong-1" in tablet.evaluate("navigator.clipboard.readText()")
    expect(undo(tablet)).to_have_count(0)
    copies_without_a_clipboard(tablet, clinician)
    tablet.get_by_role("link", name="Print", exact=True).tap()
    expect(tablet.locator("body")).to_have_attribute("data-printed", printed_pages(tablet))
    prints_the_sheet_of_the_patient(tablet, clinician)

    tablet.get_by_role("button", name="Correct this note").tap()
    clinician.sees("Version 2, a draft", "Draft, not signed")
    clinician.signs()
    tablet.get_by_role("link", name="version 1").tap()
    clinician.sees("This note was replaced")
    tablet.get_by_role("link", name="Void this note ...").tap()
    tablet.get_by_label("Reason, printed on the note").fill("Another patient was examined.")
    clinician.proves_again()
    tablet.get_by_role("button", name="Void this note").tap()
    clinician.sees("This note is void.", "Another patient was examined.")


def prints_the_sheet_of_the_patient(tablet, clinician):
    tablet.locator(".note-side summary").tap()
    tablet.get_by_role("link", name="For the patient").tap()
    tablet.get_by_role("link", name="Deutsch").tap()
    clinician.sees("Ihre Untersuchung: Rücken und Beine", "Machine translation, not yet reviewed")
    tablet.get_by_role("button", name="Print").tap()
    expect(tablet.locator("body")).to_have_attribute("data-printed", "")
    tablet.get_by_role("link", name="Back to the note").tap()


def copies_without_a_clipboard(tablet, clinician):
    """Over HTTP a browser offers no clipboard: the letter is copied by selecting it."""
    tablet.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })")
    tablet.locator(".note-side summary").tap()
    tablet.get_by_role("link", name="Copy as a letter").tap()
    clinician.sees("Copied: the letter")
    tablet.evaluate("delete navigator.clipboard")
    assert tablet.evaluate("navigator.clipboard.readText()").startswith("This is the result of")
    note = tablet.url
    tablet.goto(f"{note}/text?form=full")
    tablet.get_by_role("button", name="Copy").tap()
    clinician.sees("Copied.")
    assert tablet.evaluate("navigator.clipboard.readText()").startswith("LUMBAR NEUROLOGICAL EXAMINATION")
    tablet.goto(note)


def undo(page):
    return page.get_by_role("button", name="Undo (")


def printed_pages(page):
    fine = page.locator("#note-pages img").get_attribute("data-fine")
    assert "/note/page-1.png?size=fine" in fine
    return urljoin(page.url, fine)
