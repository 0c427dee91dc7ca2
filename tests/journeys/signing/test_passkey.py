"""A passkey in Chromium, on an authenticator of its own: added, signed in with, a note signed, a tablet unlocked."""

import pytest
from playwright.sync_api import expect

from tests.journeys.clinician import PASSWORD, Clinician
from tests.journeys.conftest import opened
from tests.journeys.everyone.front_sheet import lacking

pytestmark = pytest.mark.browser

# As that of a phone or tablet: built in, keeps passkeys, knows its user.
BUILT_IN = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def named_tablet(chromium, new_address):
    """A tablet that opened the server by its name: a number has no passkeys."""
    with opened(chromium, new_address.replace("127.0.0.1", "localhost")) as page:
        devices = page.context.new_cdp_session(page)
        devices.send("WebAuthn.enable")
        devices.send("WebAuthn.addVirtualAuthenticator", {"options": BUILT_IN})
        yield page


@pytest.mark.long
def test_a_passkey_is_added_signs_in_signs_a_note_and_unlocks(named_tablet):
    page, clinician = named_tablet, Clinician(named_tablet).makes_the_first_account()
    page.goto("/account/clinic")
    page.get_by_label("Minutes until the password is asked for again").fill("0")
    page.get_by_role("button", name="Save").tap()
    clinician.sees("settings were saved")
    adds_a_passkey(page, clinician)

    page.goto("/account/")
    page.get_by_role("button", name="Sign out").tap()
    page.get_by_role("button", name="Use a passkey").wait_for()
    assert lacking(page) == []
    page.get_by_role("button", name="Use a passkey").tap()
    clinician.is_at("Examinations")

    clinician.begins()
    clinician.goes_to("Note")
    page.get_by_role("link", name="Sign ...").tap()
    page.get_by_role("button", name="Continue with a passkey").tap()
    clinician.sees("The note is signed.")

    lock = page.locator("#lock-screen")
    expect(lock).to_be_attached()
    # What is still fetched when it locks is refused, which the browser counts as an error of the page.
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Lock", exact=True).tap()
    lock.get_by_role("button", name="Use a passkey").tap()
    expect(lock).to_be_hidden()
    clinician.sees("The note is signed.")


def adds_a_passkey(page, clinician):
    asks_for_one(page, "This tablet")
    clinician.sees('Passkey "This tablet" added.')
    # The same device once more: it says so itself.
    asks_for_one(page, "Again")
    expect(page.get_by_role("alert")).to_have_text("This device has a passkey of yours for this address already.")


def asks_for_one(page, name):
    page.goto("/account/passkeys")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_role("textbox", name="Your own password, again").fill(PASSWORD)
    page.get_by_role("button", name="Continue", exact=True).tap()
    page.get_by_role("button", name="Create the passkey").tap()
