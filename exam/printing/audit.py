"""The audit as pages and as a PDF."""

from __future__ import annotations

from datetime import date, datetime, time

from exam.domain.audit.plot import curve_words, draw
from exam.domain.audit.report import Report
from exam.domain.language import say, say_day, spoken
from exam.domain.reasoning.version import PROGRAM
from exam.printing.page import as_address, page_number, templates
from exam.printing.pdf import Paper, print_html
from reference import load_reference

AUDIT = ("css/audit/paper.css",)


def audit_pdf(report: Report, paper: Paper, day: date, clinic: str = "") -> bytes:
    """The audit as PDF/UA-1, headed by the clinic's name if it has one.

    The same counts, printed on the same day, give the same bytes.
    """
    return print_html(audit_html(report, day, clinic), AUDIT, paper)


def audit_html(report: Report, day: date, clinic: str = "") -> str:
    """The audit as it is printed on a day, with its curve as an embedded image."""
    version, curve, words = say("Dermyo {program}, reference {reference}"), draw(report.curve), curve_words()
    svg = templates().get_template("audit/_curve.svg").render(curve=curve, curve_words=words)
    whole = templates().get_template("audit/paper.html")
    return whole.render(
        report=report,
        curve=curve,
        curve_words=words,
        curve_image=as_address(svg),
        clinic=clinic,
        printed=say("Printed {day}").format(day=say_day(datetime.combine(day, time()))),
        version=version.format(program=PROGRAM, reference=load_reference().version),
        language=spoken(),
        page_number=page_number(),
    )
