"""The same text gives the same bytes whatever fonts the machine has, and each script is drawn in its direction."""

import gc
import os
import subprocess
import sys
from contextlib import closing, nullcontext
from io import BytesIO

import page
import pytest
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from exam.printing.directions import isolated, mixed, paragraphs
from exam.printing.fonts import configuration, coverage
from exam.printing.fonts.further import FAMILIES
from exam.printing.pdf import print_html

START = '<!doctype html><html lang="en"><title>Note</title><style>html{font:12pt "Atkinson Hyperlegible Next"}</style>'
# With letters, and a snowman and an emoji that none of our fonts has.
MACHINE = f"<fontconfig><dir>{FAMILIES[0].files[0].path.parent}</dir></fontconfig>"
TEXTS = ["Foot drop 4-", "Foot drop 😀", "ضعف ปวด 😀"]
WEAKNESS = "ضعف القدم"


def printed(html):
    return print_html(f"{START}<p>{html}</p>", (), "a4")


@pytest.fixture
def anew():
    """A function that forgets the fonts that were loaded."""

    def forget():
        configuration._configuration.cache_clear()
        # They remove their folders when they are collected: now, and not while another test prints.
        gc.collect()

    yield forget
    forget()


def fonts_of(pdf):
    first = PdfReader(BytesIO(pdf)).pages[0]
    return {font.get_object()["/BaseFont"].split("+")[1] for font in first["/Resources"]["/Font"].values()}


def letters_of(pdf):
    """Each character of the first page and where it begins, in points from the left, in the order of the text."""
    with closing(PdfDocument(pdf)) as document, closing(document[0]) as first, closing(first.get_textpage()) as text:
        return [(text.get_text_range(at, 1), text.get_charbox(at)[0]) for at in range(text.count_chars())]


def left_of(pdf, character):
    return next(left for found, left in letters_of(pdf) if found == character)


def test_the_fonts_of_the_machine_change_nothing(anew, monkeypatch, tmp_path):
    before = [printed(text) for text in TEXTS]
    settings = tmp_path / "fonts.conf"
    settings.write_text(MACHINE)
    monkeypatch.setenv("FONTCONFIG_FILE", str(settings))
    anew()
    assert [printed(text) for text in TEXTS] == before
    assert os.environ["FONTCONFIG_FILE"] == str(settings)
    # They would, if they were seen.
    monkeypatch.setattr(configuration, "without_its_fonts", nullcontext)
    anew()
    assert printed(TEXTS[1]) != before[1]


def test_the_time_of_day_changes_nothing(monkeypatch):
    before = printed(WEAKNESS)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert printed(WEAKNESS) == before
    assert os.environ["SOURCE_DATE_EPOCH"] == "86400"


def test_latin_is_the_same_with_and_without_the_further_fonts(anew, monkeypatch):
    before = printed("Müller, 4\u2013, 40°")
    assert fonts_of(before) == {"Atkinson-Hyperlegible-Next"}
    monkeypatch.setattr(coverage, "_characters_of", lambda _family: frozenset())
    anew()
    assert printed("Müller, 4\u2013, 40°") == before


def test_each_script_is_drawn_by_its_font():
    texts = ("Foot", "слабость", WEAKNESS, "חולשה", "कमर", "ปวด", "<b>ปวด</b>", "足下垂", "<b>부산시</b>")
    assert fonts_of(printed("<br>".join(texts))) == {
        "Atkinson-Hyperlegible-Next",
        "Further-Greek",
        "Further-Arabic",
        "Further-Hebrew",
        "Further-Devanagari",
        "Further-Thai",
        "Further-Thai-Bold",
        "Further-Chinese",
        "Further-Chinese-Bold",
    }


def test_a_page_in_many_scripts_is_pdf_ua_and_one_with_a_box_does_not_claim_it():
    texts = ("Foot", "слабость", "חולשה", "कमर दर्द", "ปวด น้ำ", "足下垂", paragraphs(f"{WEAKNESS} 4-"))
    whole, lacking = printed("<br>".join(texts)), printed("Foot 👍")
    assert [failure.rule_id for failure in page.validate_pdf_bytes(whole, profile="ua1").failures] == []
    claims = [PdfReader(BytesIO(pdf)).trailer["/Root"].get("/Metadata") for pdf in (whole, lacking)]
    assert [b"pdfuaid" in (claim.get_data() if claim else b"") for claim in claims] == [True, False]
    assert PdfReader(BytesIO(lacking)).trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_letters_of_arabic_are_joined():
    """Three letters alone and in one word: another shape, so another width."""
    alone, joined = (letters_of(printed(text)) for text in ("ع ع ع", "ععع"))
    width = [places[0][1] - places[-1][1] for places in (alone, joined)]
    assert width[0] > width[1] > 0


def test_no_part_of_a_letter_is_read_as_another_character():
    """The sign for i is drawn before its consonant, by a glyph of its own: no number of a glyph is read for it."""
    for text in ("कि", WEAKNESS, "น้ำ"):
        read = "".join(found for found, _ in letters_of(printed(text)))
        assert set(read.replace("\u200b", "")) - {" "} <= set(text)


@pytest.mark.parametrize("filtered", [isolated, paragraphs, mixed])
def test_a_grade_keeps_its_order_among_words_read_from_the_right(filtered):
    pdf = printed(filtered(f"{WEAKNESS} 4- {WEAKNESS}"))
    assert left_of(pdf, "4") < left_of(pdf, "-")


def test_without_that_it_would_not():
    pdf = printed(f'<span dir="rtl">{WEAKNESS} 4- {WEAKNESS}</span>')
    assert left_of(pdf, "-") < left_of(pdf, "4")


def test_a_line_read_from_the_right_begins_at_the_right():
    pdf = print_html(f"{START}<p>{paragraphs(f'Foot{chr(10)}{WEAKNESS}')}", ("css/note/sheet.css",), "a4")
    assert left_of(pdf, "F") < 100
    assert left_of(pdf, WEAKNESS[0]) > 450


@pytest.mark.long
def test_a_note_in_many_scripts_is_the_same_on_every_machine(tmp_path):
    record = tmp_path / "record.json"
    record.write_text(
        '{"format": "dermyo-exam/1", "patient": {"reference": "足下垂 12"}, "comments": {"strength": '
        '"足下垂; कमर दर्द; ปวดหลัง; 부산시; ضعف 4-; חולשה; слабость ☃"}}'
    )
    notes = []
    for name, settings in (("many", MACHINE), ("none", "<fontconfig/>")):
        (tmp_path / f"{name}.conf").write_text(settings)
        command = [sys.executable, "-c", "import sys; from exam.cli import main; sys.exit(main(sys.argv[1:]))"]
        command += ["note", record, "-o", tmp_path / f"{name}.pdf"]
        subprocess.run(command, check=True, env=os.environ | {"FONTCONFIG_FILE": str(tmp_path / f"{name}.conf")})
        notes.append((tmp_path / f"{name}.pdf").read_bytes())
    assert notes[0] == notes[1]
