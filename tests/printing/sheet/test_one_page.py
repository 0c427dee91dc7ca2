"""A common examination is one page of either paper; none of the published ones has more than two."""

from functools import cache
from statistics import median

import pytest

from exam.domain.note.signature import Addition, Signed
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.printing.page import note_pdf
from reference import load_reference
from tests.domain.records import paths_of, record_of
from tests.printing.sheet.common import ABOUT, EXAMINATIONS, FLAGS, examination
from tests.printing.test_pdf import CASES, WHEN, case, pages, pdf_of_case

PAPERS = ("a4", "letter")
ALL = sorted(path.stem for path in CASES.glob("case-*.json"))


@cache
def printed(name, paper):
    return pages(note_pdf(*examination(name), paper))


@pytest.mark.sampled(2)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", EXAMINATIONS)
def test_a_common_examination_is_one_page(name, paper):
    assert len(printed(name, paper)) == 1


@pytest.mark.long
@pytest.mark.parametrize("paper", PAPERS)
def test_every_published_examination_has_at_most_two_pages_and_most_have_one(paper):
    counts = [len(pages(pdf_of_case(name, paper))) for name in ALL]
    assert len(counts) == 111
    assert max(counts) == 2
    assert median(counts) == 1


@pytest.mark.parametrize("paper", PAPERS)
def test_everything_examined_is_two_pages_with_the_chart_on_the_first_and_no_row_lost(paper):
    """Every test of the reference, each fourth abnormal on the right."""
    scales = load_reference().scales
    found = {}
    for number, test in enumerate(load_reference().tests.values()):
        grades = [grade.value for grade in scales[test.scale].grades]
        for path in paths_of(test):
            abnormal = number % 4 == 0 and not path.endswith("left")
            found[path] = (grades[-1] if abnormal else grades[0]) if grades else 80
    record = record_of(FLAGS | ABOUT | found)
    note = write_note(record, assess(record))
    first, second = (" ".join(page.split()) for page in pages(note_pdf(record, note, paper)))
    assert "S4-5" in first
    assert "S4-5" not in second
    both = f"{first} {second}"
    rows = [row for table in note.tables for row in table.shown]
    assert len(rows) > 30
    for row in rows:
        assert f"{row.label} {' '.join(cell.brief for cell in row.cells)}" in both


def test_page_one_says_signed_by_whom_and_when_and_no_page_has_the_signature_alone():
    record, _ = case("case-089")
    signature = Signed("A. Brandt", WHEN, "ab" * 32)
    addenda = [Addition("A. Brandt", WHEN, text) for text in ("Later.", "Later still.")]
    note = write_note(record, assess(record), signature=signature, addenda=addenda)
    said = "Signed 21 November 2026, 09:30 (UTC) by A. Brandt (2 addenda)"
    first, second = (" ".join(page.split()) for page in pages(note_pdf(record, note)))
    assert first.count(said) == 2
    assert "ab" * 32 in first.replace(" ", "")
    assert second.count(f"Patient reference case-089 · {said} · SHA-256 abababababab") == 1
    (signed,) = (page for page in (first, second) if "Name A. Brandt" in page)
    assert "Findings" in signed or "Alerts" in signed
