"""The pages as pictures: all of them, in the size of the paper, with the marks of the print on them."""

from functools import cache
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from exam.printing.page import draft_pdf
from exam.printing.pictures import NoSuchPage, page_count, picture
from tests.domain.records import record_of

RED = (138, 15, 15)


@cache
def draft():
    from exam.domain.reasoning.assess import assess

    record = record_of({"red_flags.saddle_numbness": True})
    return draft_pdf(record, assess(record))


def drawn(number=1, fineness="screen"):
    return Image.open(BytesIO(picture(draft(), number, fineness)))


@pytest.mark.parametrize(("fineness", "size"), [("screen", (1240, 1754)), ("fine", (2480, 3508))])
def test_a_picture_has_the_shape_of_the_paper(fineness, size):
    width, height = drawn(fineness=fineness).size
    assert abs(width - size[0]) <= 2
    assert abs(height - size[1]) <= 2


def test_it_shows_ink_on_white_and_an_emergency_in_red():
    colours = {colour: count for count, colour in drawn().convert("RGB").getcolors(maxcolors=64)}
    assert max(colours, key=colours.get) == (255, 255, 255)
    assert colours[17, 17, 17] > 10_000
    assert colours[RED] > 5_000


def test_it_shows_draft_across_the_page(monkeypatch):
    with_word = drawn().convert("L")
    monkeypatch.setattr("exam.printing.page.watermark", lambda state: "")
    without = Image.open(BytesIO(picture(draft.__wrapped__(), 1, "screen"))).convert("L")
    changed = ImageChops.difference(with_word, without)
    left, top, right, bottom = changed.getbbox()
    assert (right - left > with_word.width / 2, bottom - top > with_word.height / 3) == (True, True)
    assert sum(changed.histogram()[16:]) > 10_000


def test_a_page_that_is_not_there_is_refused():
    assert page_count(draft()) == 1
    for number in (0, 2):
        with pytest.raises(NoSuchPage):
            picture(draft(), number, "screen")
