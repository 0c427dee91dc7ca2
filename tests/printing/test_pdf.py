"""The printed note: every word of its page, on its side, tagged, closed to the outside, the same bytes each time."""

import json
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from exam.domain.note.signature import Addition, Signed
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.record.reading import parse_record, read_record
from exam.printing.page import draft_pdf, note_html, note_pdf
from exam.printing.pdf import Enclosure, Job, print_job, print_note

CASES = Path(__file__).parents[1] / "cases"
# One of each: a root, a cord with every alert, a cauda equina, a plexus, a nerve, a record of one finding.
VARIED = ("case-266", "case-089", "case-049", "case-072", "case-271", "case-003")
WHEN = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
NOTHING = Enclosure("record.json", "{}", WHEN, "A record")


@cache
def case(name):
    record = parse_record((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return record, write_note(record, assess(record))


# Printing and reading take long: each note is printed once on each paper, and read once.
@cache
def pdf_of_case(name, paper):
    return note_pdf(*case(name), paper)


@cache
def texts_of_case(name, paper):
    return pages(pdf_of_case(name, paper))


def read_case(name, paper="a4"):
    return PdfReader(BytesIO(pdf_of_case(name, paper)))


def pages(pdf):
    """The text of each page as a reader copies it: by where it stands."""
    with closing(PdfDocument(pdf)) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def words(text):
    return re.findall(r"[^\W_]+", text.lower())


class Body(HTMLParser):
    """The words of a sheet that are printed once: not its head, nor the line at the top or bottom of each page."""

    def __init__(self, html):
        super().__init__()
        self.skipped, self.found = None, []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "head" or dict(attrs).get("class") in ("note-running", "note-limits"):
            self.skipped = tag

    def handle_endtag(self, tag):
        if tag == self.skipped:
            self.skipped = None

    def handle_data(self, data):
        if self.skipped is None:
            self.found += words(data)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", VARIED)
def test_every_word_of_the_page_is_printed_once_and_no_other(name, paper):
    """A float was once repeated at the end of a page, without its heading; nothing may be lost or repeated."""
    _, note = case(name)
    html = note_html(note)
    printed, all_pages = Counter(), texts_of_case(name, paper)
    for number, page in enumerate(all_pages, start=1):
        printed.update(words(page))
        status = f"Patient reference {note.reference} Draft, not signed Page {number} of {len(all_pages)}"
        printed.subtract(words(status))
        printed.subtract(words(f"{note.program.version}. {note.limits}"))
    expected = Counter(Body(html).found)
    difference = {word: printed[word] - expected[word] for word in {*printed, *expected}}
    surplus = {word for word, count in difference.items() if count}
    drawn = {"front", "back", "right", "left", "a", "n", "x", "nt", "p", "t"}
    drawn |= {"l2", "l3", "l4", "l5", "s1", "s2", "s4", "5"}
    assert surplus <= drawn if note.chart.examined else not surplus


@pytest.mark.parametrize("name", VARIED)
def test_every_finding_is_printed_beside_its_test_right_before_left(name):
    _, note = case(name)
    printed = " ".join(" ".join(texts_of_case(name, "a4")).split())
    assert "Right Left" in printed
    for table in note.tables:
        for row in table.shown:
            assert f"{row.label} {' '.join(cell.brief for cell in row.cells)}" in printed
    assert note.also_normal in printed


@pytest.mark.parametrize("name", VARIED)
def test_nothing_that_was_not_examined_is_printed_as_normal(name):
    """The printed table and the line below it have as many normal findings as the case itself."""
    raw = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))["record"].get("findings", {})
    _, note = case(name)
    cells = [cell for table in note.tables for row in table.shown for cell in row.cells]
    folded = [cell for table in note.tables for row in table.rows if row.folded for cell in row.cells]
    normal = sum(part in {"normal", "2"} for cell in cells for part in cell.brief.split(" / "))
    graded = [raw.get(group, {}) for group in ("reflexes", "light_touch", "pinprick")]
    said = sum(cell.text.count("2 normal") for cell in folded)
    assert normal + said >= sum(list(sides.values()).count(2) for group in graded for sides in group.values())
    assert sum(cell.brief == "5" for cell in [*cells, *folded]) == sum(
        list(sides.values()).count("5") for sides in raw.get("strength", {}).values()
    )
    assert not [cell for cell in cells if cell.mark == "not_examined" and cell.brief == "2"]


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_both_papers_have_their_size(paper, size):
    box = read_case("case-271", paper).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_every_page_names_the_patient_its_number_and_the_limits():
    printed = [" ".join(page.split()) for page in texts_of_case("case-089", "a4")]
    assert len(printed) > 1
    for number, page in enumerate(printed, start=1):
        assert "Patient reference case-089 · Draft, not signed" in page
        assert f"Page {number} of {len(printed)}" in page
        assert "not been assessed or certified as a medical device anywhere" in page


def test_a_short_note_takes_one_page_and_a_long_one_two():
    assert len(texts_of_case("case-003", "a4")) == 1
    assert len(texts_of_case("case-089", "a4")) == 2


def test_a_few_lines_more_than_a_page_are_set_closer_on_one():
    record, note = case("case-066")
    job = Job(note_html(note), ("css/note/sheet.css", "css/note/print.css"), "a4")
    assert len(PdfReader(BytesIO(print_job(job))).pages) == 2
    assert len(PdfReader(BytesIO(note_pdf(record, note))).pages) == 1
    # Smaller type would not save a page.
    long = Job(note_html(case("case-089")[1]), job.style_sheets, "a4")
    assert print_job(replace(long, closer="css/note/closer.css")) == print_job(long)


def test_a_draft_is_marked_across_the_page_and_a_signed_note_is_not():
    record, note = case("case-003")
    signed = replace(note, signature=Signed("A. Brandt", WHEN, "ab" * 32), addenda=(Addition("A. B.", WHEN, "Later."),))
    marked = read_case("case-003").pages[0]
    clean = PdfReader(BytesIO(note_pdf(record, signed))).pages[0]
    assert len(marked["/Resources"].get("/XObject", {})) > len(clean["/Resources"].get("/XObject", {}))
    text = clean.extract_text()
    assert "draft" not in text.lower()
    assert "ab" * 32 in text.replace("\n", "")
    assert text.count("Signed 21 November 2026, 09:30 (UTC) by A. Brandt (1 addendum)") == 2
    assert " · SHA-256 abababababab" in text
    assert "Later." in text


@pytest.mark.parametrize("signature", [None, Signed("A. Brandt", WHEN, "ab" * 32)], ids=["draft", "signed"])
def test_a_demonstration_is_marked_on_every_page_and_in_the_record_inside(signature):
    record = replace(case("case-089")[0], training="left_l5")
    pdf = note_pdf(record, write_note(record, assess(record), signature=signature))
    reader = PdfReader(BytesIO(pdf))
    assert len(reader.pages) > 1
    for page in reader.pages:
        assert "TRAINING: a demonstration, not an examined patient. Patient reference" in " ".join(
            page.extract_text().split()
        )
        # Across the page, too.
        assert "/XObject" in page["/Resources"]
    assert json.loads(reader.attachments["record.json"][0])["training"] == "left_l5"
    assert reader.metadata.title.startswith("TRAINING")


def test_the_record_itself_is_inside():
    (enclosed,) = read_case("case-271").attachments["record.json"]
    assert read_record(json.loads(enclosed)) == case("case-271")[0]


@pytest.mark.parametrize("dated", [None, "2026-11-21T09:30:00+01:00"])
def test_the_same_note_gives_the_same_bytes(dated):
    record, _ = case("case-003")
    record = replace(record, examined_at=dated)
    found = assess(record)
    assert draft_pdf(record, found) == draft_pdf(record, found)


def test_two_threads_print_as_one_does():
    record, note = case("case-003")
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: note_pdf(record, note), range(4))) == {pdf_of_case("case-003", "a4")}


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:9/x.png", "record.json"])
def test_a_note_reads_no_file_and_contacts_no_host(address, monkeypatch, caplog):
    reached = []
    monkeypatch.setattr("socket.socket.connect", lambda *where: reached.append(where))
    html = f'<title>x</title><p>Still printed</p><img src="{address}" alt="x"><link rel="stylesheet" href="{address}">'
    assert "Still printed" in pages(print_note(html, paper="a4", enclosed=[NOTHING]))[0]
    assert reached == []
    assert "root:" not in caplog.text


def test_what_a_clinician_types_stays_text():
    record = read_record(
        {
            "format": "dermyo-exam/1",
            "patient": {"reference": "<b>&1"},
            "comments": {"strength": '</dd><img src="file:///etc/passwd"> 100 < 200 & more'},
        }
    )
    html = note_html(write_note(record, assess(record)))
    assert "<img" not in html.replace('<img src="data:', "")
    printed = " ".join(" ".join(pages(draft_pdf(record, assess(record)))).split())
    assert '</dd><img src="file:///etc/passwd"> 100 < 200 & more' in printed
    assert "<b>&1" in printed
