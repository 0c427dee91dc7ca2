"""The printed note that no longer counts: every page says so."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from exam.domain.note.life import Life, Voided
from exam.domain.note.signature import Signed
from exam.printing.page import note_pdf
from exam.printing.pictures import picture
from tests.printing.test_pdf import WHEN, case, pages

# The red of what is written across a page, and how far the few colours of a picture may be from it.
ACROSS, NEAR = (217, 163, 163), 8


def is_across(colour):
    return all(abs(one - other) <= NEAR for one, other in zip(colour, ACROSS, strict=True))


@pytest.mark.parametrize(
    ("life", "mark"),
    [
        (Life(void=Voided("A. Brandt", WHEN, "Wrong patient.")), "VOID: declared void by A. Brandt"),
        (Life(replaced_by=2), "REPLACED by version 2."),
    ],
    ids=["void", "replaced"],
)
def test_every_page_of_a_note_that_no_longer_counts_says_so_and_across_it(life, mark):
    record, draft = case("case-089")
    pdf = note_pdf(record, replace(draft, signature=Signed("A. Brandt", WHEN, "0" * 64), life=life))
    printed = pages(pdf)
    assert len(printed) > 1
    for number, page in enumerate(printed, 1):
        assert mark in " ".join(page.split())
        assert "draft" not in page.lower()
        colours = Image.open(BytesIO(picture(pdf, number, "screen"))).convert("RGB").getcolors(maxcolors=64)
        assert sum(count for count, colour in colours if is_across(colour)) > 10_000
    assert ("Wrong patient." in printed[0]) is bool(life.void)
