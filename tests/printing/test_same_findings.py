"""The whole note as text, on the screen and on paper holds the findings of the record, all of them and no others."""

import json
import re
from contextlib import closing

import pytest
from pypdfium2 import PdfDocument

from exam.domain.note.text import note_text
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.record.reading import read_record, unwrapped
from exam.printing.page import note_html, note_pdf
from tests.domain.note.brief.reading import TESTS
from tests.domain.note.brief.test_same_findings import PATHS, findings_of, values_of
from tests.domain.records import record_of
from tests.printing.note_reading import read_page, read_text


def note_of(path):
    record = read_record(unwrapped(json.loads(path.read_text("utf-8"))))
    return record, write_note(record, assess(record))


@pytest.mark.sampled(5)
@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_note_of_a_published_case_holds_its_findings_as_text_and_on_the_page(path):
    record, note = note_of(path)
    assert read_text(note_text(note)) == findings_of(record)
    assert read_page(note_html(note))[0] == findings_of(record)


@pytest.mark.parametrize("turn", range(0, 14, 3))
def test_every_test_is_in_the_note_with_its_result(turn):
    given = {}
    for id, row in TESTS.items():
        values = values_of(row)
        sides = (".right", ".left") if row.get("sided", True) else ("",)
        given |= {f"findings.{id}{side}": values[(turn + place) % len(values)] for place, side in enumerate(sides)}
    record = record_of(given)
    note = write_note(record, assess(record))
    assert read_text(note_text(note)) == findings_of(record)
    assert read_page(note_html(note))[0] == findings_of(record)


@pytest.mark.long
@pytest.mark.parametrize("path", PATHS[::12], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_paper_holds_the_rows_of_the_page(path):
    record, note = note_of(path)
    _, rows = read_page(note_html(note))
    with closing(PdfDocument(note_pdf(record, note))) as document:
        words = squeezed("".join(document[page].get_textpage().get_text_range() for page in range(len(document))))
    for row in rows:
        assert squeezed("".join(row)) in words, row


def squeezed(text):
    """Without blanks and line breaks: a word that is broken at the end of a line is one word."""
    return re.sub(r"[\s\ufffe\u00ad]", "", text)
