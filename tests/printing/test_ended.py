"""The printed note that no longer counts: every page says so."""

from dataclasses import replace

import pytest

from exam.domain.note.life import Life, Voided
from exam.domain.note.signature import Signed
from exam.printing.page import note_pdf
from tests.printing.test_pdf import WHEN, case, pages


@pytest.mark.parametrize(
    ("life", "word", "mark"),
    [
        (Life(void=Voided("A. Brandt", WHEN, "Wrong patient.")), "VOID", "VOID: declared void by A. Brandt"),
        (Life(replaced_by=2), "REPLACED", "REPLACED by version 2."),
    ],
    ids=["void", "replaced"],
)
def test_every_page_of_a_note_that_no_longer_counts_says_so_and_across_it(life, word, mark):
    record, draft = case("case-089")
    printed = pages(note_pdf(record, replace(draft, signature=Signed("A. Brandt", WHEN, "0" * 64), life=life)))
    assert len(printed) > 1
    for page in printed:
        assert word in page.split("\n")
        assert f"{mark}" in " ".join(page.split())
        assert "draft" not in page.lower()
    assert ("Wrong patient." in printed[0]) is bool(life.void)
