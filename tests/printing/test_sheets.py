"""The sheets on paper: one page on both papers, tagged, the same bytes each time, with nothing of a text as markup."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from exam.domain.sheets.blank import further_families
from exam.printing.sheets import blank_pdf, patient_html, patient_pdf
from tests.domain.sheets.patients import ALL, CAUDA_EQUINA, LEFT_L5, sheet_of
from tests.printing.sheet.test_tags import faults

# The pages with least room: Letter is shorter than A4, and the translations are longer.
SHORTEST = [("en", "a4"), ("es", "letter"), ("de", "letter")]


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


@pytest.mark.parametrize(("code", "paper"), SHORTEST)
def test_a_sheet_with_everything_is_one_page(code, paper):
    pdf = patient_pdf(sheet_of(ALL["full"], code), code, paper)
    document = PdfReader(BytesIO(pdf))
    assert len(document.pages) == 1
    assert document.trailer["/Root"]["/Lang"] == code
    assert faults(pdf) == []


def test_the_same_sheet_gives_the_same_bytes_and_says_what_it_is():
    pdf = patient_pdf(sheet_of(CAUDA_EQUINA, "de"), "de", "a4")
    assert pdf == patient_pdf(sheet_of(CAUDA_EQUINA, "de"), "de", "a4")
    text = text_of(pdf)
    assert "Maschinelle Übersetzung, noch nicht geprüft / Machine translation, not yet reviewed" in text
    assert (
        text.index("Entwurf.") < text.index("Gehen Sie jetzt sofort in die Notaufnahme") < text.index("Was es bedeuten")
    )
    assert "Der Plan, in eigenen Worten der Praxis (nicht übersetzt): Emergency MRI. Spinal team phoned." in text
    assert "Quellen: NICE 2019 (NG127)" in text


def test_an_english_sheet_is_no_translation():
    assert "ranslat" not in patient_html(sheet_of(CAUDA_EQUINA), "en")


def test_what_was_typed_is_text_and_never_markup():
    html = patient_html(sheet_of(LEFT_L5 | {"plan.text": "<b>Rest</b> & walk"}), "en")
    assert "&lt;b&gt;Rest&lt;/b&gt; &amp; walk" in html


def test_a_long_text_makes_the_type_smaller_and_then_a_second_page():
    long = sheet_of(LEFT_L5 | {"plan.text": "Walk every day.\n" * 50})
    assert len(PdfReader(BytesIO(patient_pdf(long, "en", "a4"))).pages) == 2


@pytest.mark.sampled(3)
@pytest.mark.parametrize(("code", "paper"), SHORTEST)
def test_a_form_with_every_test_has_two_pages(code, paper):
    pdf = blank_pdf(code, further_families(), paper)
    document = PdfReader(BytesIO(pdf))
    assert len(document.pages) == 2
    assert document.trailer["/Root"]["/Lang"] == code
    assert faults(pdf) == []


def test_a_form_with_the_core_has_one_page_and_says_what_it_is():
    pdf = blank_pdf("de", (), "a4")
    assert pdf == blank_pdf("de", (), "a4")
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    text = text_of(pdf)
    assert "Was nicht ausgefüllt ist, wurde nicht untersucht; es ist nicht normal." in text
    assert "Maschinelle Übersetzung, noch nicht geprüft / Machine translation, not yet reviewed." in text
    assert "Rechts Links Reflexe" in text
    assert "Unterschrift, Datum und Uhrzeit" in text
