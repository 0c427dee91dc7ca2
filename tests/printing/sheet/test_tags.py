"""The tags of the printed note: what a screen reader says, and that the PDF is what it claims to be."""

import subprocess
from dataclasses import replace
from io import BytesIO
from tempfile import NamedTemporaryFile

import page
import pytest
from pypdf import PdfReader

from exam.domain.reasoning.assess import assess
from exam.domain.record.reading import read_record
from exam.printing.page import draft_pdf, note_html, note_pdf
from exam.printing.pdf import print_note
from tests.domain.notes import full_note
from tests.printing.sheet.test_one_page import ALL, PAPERS
from tests.printing.test_pdf import VARIED, case, pdf_of_case, read_case

# Of the first, a dozen with what the others have not: the cord with every alert, a nerve, a knee, a single finding.
SOME = [*dict.fromkeys((*VARIED, *ALL[::20]))]


def faults(pdf):
    """The rules of PDF/UA-1 that a file breaks, of all 104 that page-validation checks."""
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    assert report.rules.total == 104
    return [failure.rule_id for failure in report.failures]


@pytest.mark.sampled(5)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", SOME)
def test_the_note_is_what_pdf_ua_asks_for(name, paper):
    assert faults(pdf_of_case(name, paper)) == []


@pytest.mark.long
@pytest.mark.parametrize("paper", PAPERS)
def test_so_is_the_note_of_every_published_case(paper):
    assert [name for name in ALL if faults(pdf_of_case(name, paper))] == []


def test_so_is_a_signed_note_with_addenda_that_was_declared_void():
    record, note = case("case-089")
    assert faults(note_pdf(record, replace(full_note(), chart=note.chart))) == []


def test_a_breach_is_found():
    """What a list once had: text between its items."""
    html = note_html(case("case-003")[1]).replace('<ul class="note-patient">', '<ul class="note-patient">Text ', 1)
    broken = print_note(html, paper="a4", enclosed=[])
    assert faults(broken) == ["PDFUA1-L-KIDS-001"]


def is_sound(pdf):
    """Whether qpdf finds nothing to warn of in a file."""
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        checked = subprocess.run(["qpdf", "--check", file.name], capture_output=True, text=True, check=False)
    return (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.sampled(5)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", SOME)
def test_the_file_is_sound(name, paper):
    assert is_sound(pdf_of_case(name, paper))


@pytest.mark.long
@pytest.mark.parametrize("paper", PAPERS)
def test_so_is_the_file_of_every_published_case(paper):
    assert [name for name in ALL if not is_sound(pdf_of_case(name, paper))] == []


def test_a_broken_file_is_found():
    assert not is_sound(pdf_of_case("case-089", "a4").replace(b"endobj", b"endobx", 1))


def test_the_note_is_tagged_and_says_so():
    reader = read_case("case-271")
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert reader.metadata.title == "Lumbar neurological examination, case-271"
    assert "pdfuaid" in root["/Metadata"].get_data().decode()


def test_every_cell_of_a_table_is_linked_to_its_test_and_its_side():
    """What a screen reader says of a cell: a head that spans columns was once linked to the wrong side."""
    record = read_record(
        {
            "format": "dermyo-exam/1",
            "patient": {"reference": "1"},
            "findings": {"light_touch": {"L5": {"right": 2, "left": 1}}, "pinprick": {"S1": {"left": 0}}},
        }
    )
    reader = PdfReader(BytesIO(draft_pdf(record, assess(record))))
    said = spoken_cells(reader)
    assert ("L5", "Right", "2/-") in said
    assert ("L5", "Left", "altered/-") in said
    assert ("S1", "Left", "-/absent") in said


def spoken_cells(reader):
    """(row head, column head, text) of every cell, by the tags and not by the place on the page; without spaces."""
    texts = marked_texts(reader.pages[0])
    tree = reader.trailer["/Root"]["/StructTreeRoot"]
    cells = [element for element in elements(tree) if element["/S"] in ("/TH", "/TD")]
    heads = {str(cell["/ID"]): tagged_text(cell, texts) for cell in cells if cell["/S"] == "/TH"}
    return [
        (*(heads[str(head)] for head in cell["/A"]["/Headers"]), tagged_text(cell, texts))
        for cell in cells
        if cell["/S"] == "/TD"
    ]


def kids(element):
    found = element.get("/K", [])
    found = found.get_object() if hasattr(found, "get_object") else found
    return [kid.get_object() for kid in (found if isinstance(found, list) else [found])]


def elements(element):
    for kid in kids(element):
        if isinstance(kid, dict) and "/S" in kid:
            yield kid
            yield from elements(kid)


def tagged_text(element, texts):
    said = ""
    for kid in kids(element):
        mark = kid if isinstance(kid, int) else kid.get("/MCID")
        said += tagged_text(kid, texts) if mark is None else f" {texts.get(mark, '')}"
    return "".join(said.split())


def marked_texts(page):
    """The text of each marked piece of a page."""
    texts, marks = {}, []

    def before(operator, operands, *_):
        if operator == b"BDC":
            marks.append(operands[1].get("/MCID") if isinstance(operands[1], dict) else None)
        elif operator == b"BMC":
            marks.append(None)
        elif operator == b"EMC" and marks:
            marks.pop()

    def text(words, *_):
        if marks and marks[-1] is not None:
            texts[int(marks[-1])] = f"{texts.get(int(marks[-1]), '')} {words}"

    page.extract_text(visitor_operand_before=before, visitor_text=text)
    return texts
