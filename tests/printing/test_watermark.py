"""What is written across a sheet that does not count: outlines, no text and no grey."""

from xml.etree import ElementTree as ET

import pytest

from exam.domain.language import speaking
from exam.printing.watermark import watermark
from tests.pretend import Pretend

DRAWING = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(
    ("state", "letters"),
    # Outer and inner outlines: a D, an A, a P and an R have an inside.
    [("draft", 7), ("training", 10), ("waiting", 11), ("returned", 11), ("void", 6), ("replaced", 12)],
)
def test_it_is_drawn_as_outlines_and_is_neither_text_nor_shade(state, letters):
    drawing = ET.fromstring(watermark(state))
    (path,) = drawing
    assert path.tag == f"{DRAWING}path"
    assert path.get("fill") == "none"
    assert path.get("d").count("M") == letters


def test_a_signed_note_that_counts_has_none():
    assert watermark("signed") == ""


def test_the_word_is_that_of_the_language_where_the_font_has_it():
    english = watermark("draft")
    with speaking(Pretend("[", "]")):
        assert watermark("draft") != english
    with speaking(Pretend("草", "稿")):
        assert watermark("draft") == english
