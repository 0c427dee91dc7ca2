"""The printed page draws the parts of the note as they are, and in their order."""

import re
from pathlib import Path
from typing import get_args

from exam.domain.note.headings import HEADINGS
from exam.domain.note.note import Kind
from exam.printing import page
from exam.printing.page import note_html
from tests.domain.notes import full_note

HEADING = re.compile(r'<section class="note-part-(\w+)" aria-labelledby="note-\1">\s*<h2 id="note-\1">(.*?)</h2>')


def test_the_page_has_the_parts_of_the_note_under_their_headings():
    found = HEADING.findall(note_html(full_note()))
    headings = HEADINGS | {"compared": "Compared with 3 October 2026"}
    # What comes first has the whole impression, and in an emergency nothing is to be tested or considered besides.
    for absent in ("impression", "next", "origin", "conditions"):
        del headings[absent]
    assert [(name, words.replace("&#39;", "'")) for name, words in found] == list(headings.items())


def test_every_kind_of_part_has_a_template():
    sheet = Path(page.TEMPLATES) / "note" / "sheet"
    assert {kind for kind in get_args(Kind) if (sheet / f"_{kind}.html").is_file()} == set(get_args(Kind))
