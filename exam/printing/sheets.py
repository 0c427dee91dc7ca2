"""The sheets beside the note, as pages and as PDFs, each in one language."""

from __future__ import annotations

import base64
from collections.abc import Collection
from dataclasses import replace
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from exam.domain.leg_chart.ground import Words
from exam.domain.leg_chart.paper import draw_on_paper
from exam.domain.leg_chart.state import leg_chart
from exam.domain.reasoning.version import PROGRAM
from exam.domain.record.model import ExamRecord, Patient
from exam.domain.sheets.blank import BlankForm, blank_form
from exam.domain.sheets.patient import PatientSheet
from exam.languages.catalogue import Code, catalogue
from exam.languages.reviews import about_translation
from exam.printing.directions import FILTERS
from exam.printing.page import TEMPLATES
from exam.printing.pdf import Paper, print_html
from exam.printing.pictures import page_count
from reference import load_reference

BLANK = ("css/sheets/blank.css",)
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


def blank_pdf(code: Code, further: Collection[str], paper: Paper) -> bytes:
    """The blank form as PDF/UA-1 with the core tests and those of further families, on at most two pages."""
    return print_html(blank_html(code, further), BLANK, paper)


def blank_html(code: Code, further: Collection[str]) -> str:
    """The blank form as it is printed."""
    form = blank_form(catalogue(code), further)
    version = catalogue(code).gettext("Dermyo {program}, reference {reference}")
    template = templates_in(code).get_template("sheets/blank/sheet.html")
    return template.render(
        form=form,
        size="full" if further else "roomy",
        chart_image=_blank_chart(form, code),
        version=version.format(program=PROGRAM, reference=load_reference().version),
        translation=about_translation(code),
    )


def _blank_chart(form: BlankForm, code: Code) -> str:
    """The leg chart of an examination without a finding, as an image; the words above it are those of the language."""
    drawing = draw_on_paper(leg_chart(ExamRecord(Patient(""))))
    wordless = replace(drawing, ground=replace(drawing.ground, heads=Words("", "", "")))
    svg = templates_in(code).get_template("leg_chart/_chart.svg").render(drawing=wordless)
    heads = templates_in(code).get_template("sheets/blank/_heads.svg").render(form=form)
    return "data:image/svg+xml;base64," + base64.b64encode(svg.replace("</svg>", f"{heads}</svg>").encode()).decode()


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
