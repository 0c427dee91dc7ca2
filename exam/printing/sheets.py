"""The sheets beside the note, as pages and as PDFs, each in one language."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from exam.domain.sheets.patient import PatientSheet
from exam.languages.catalogue import Code, catalogue
from exam.languages.reviews import about_translation
from exam.printing.directions import FILTERS
from exam.printing.page import TEMPLATES
from exam.printing.pdf import Paper, print_html
from exam.printing.pictures import page_count

PATIENT = ("css/sheets/patient.css", "css/sheets/patient_print.css")
SIZES = ("large", "medium", "small")


def patient_html(sheet: PatientSheet, code: Code, size: str = "large") -> str:
    """The patient's sheet as it is printed, in a size of type."""
    template = templates_in(code).get_template("sheets/patient/sheet.html")
    return template.render(sheet=sheet, size=size, translation=about_translation(code))


def patient_pdf(sheet: PatientSheet, code: Code, paper: Paper) -> bytes:
    """The patient's sheet as PDF/UA-1, in the largest type in which it fits one page; else in the smallest.

    The same sheet on the same paper gives the same bytes.
    """
    pdf = b""
    for size in SIZES:
        pdf = print_html(patient_html(sheet, code, size), PATIENT, paper)
        if page_count(pdf) == 1:
            break
    return pdf


@cache
def templates_in(code: Code) -> Environment:
    """The templates with the messages of one language."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= FILTERS
    words = catalogue(code)
    environment.install_gettext_callables(words.gettext, words.ngettext)  # type: ignore[attr-defined]
    return environment
