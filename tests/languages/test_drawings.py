"""The words of the drawings are found for the catalogue, and an empty text is said as it is."""

from io import BytesIO

import pytest

from exam.domain.language import say, speaking
from exam.languages.catalogue import catalogue
from exam.languages.drawings import messages_of_drawings

pytestmark = pytest.mark.xdist_group("catalogue")

SVG = b'<svg><title id="t">Knee &amp; hip</title><desc id="d">Right leg.</desc><text>L5</text></svg>'


def test_the_title_and_the_description_of_a_drawing_are_messages():
    assert [text for _, _, text, _ in messages_of_drawings(BytesIO(SVG), (), (), {})] == ["Knee & hip", "Right leg."]


def test_the_drawings_are_in_the_catalogue(template):
    assert "Ankle jerk" in template


def test_an_empty_text_is_said_as_it_is():
    with speaking(catalogue("de")):
        assert say("") == ""
