"""Back to the note after a finding was changed: the picture is of the note that would be signed."""

from hashlib import sha256

import pytest

from tests.journeys.clinician import Clinician

pytestmark = pytest.mark.browser

DRAWN = """async picture => {
  await picture.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.naturalWidth, picture.naturalHeight];
  canvas.getContext("2d").drawImage(picture, 0, 0);
  return canvas.toDataURL();
}"""


@pytest.mark.long
def test_going_back_to_the_note_shows_the_finding_that_was_tapped_meanwhile(tablet):
    clinician = Clinician(tablet).has_begun()
    clinician.goes_to("Note")
    before = drawn(tablet)
    clinician.goes_to("Strength")
    clinician.taps_on("Left ankle dorsiflexion, grade 3")
    tablet.go_back()
    clinician.is_at("Note")
    gone_back = drawn(tablet)
    assert gone_back != before
    tablet.reload()
    assert gone_back == drawn(tablet)


def drawn(tablet):
    """The hash of the picture of the first page as it is shown."""
    return sha256(tablet.locator("#note-pages img").first.evaluate(DRAWN).encode()).hexdigest()
