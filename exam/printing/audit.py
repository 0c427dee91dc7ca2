"""The audit as pages and as a PDF."""

from __future__ import annotations

from exam.domain.audit.plot import curve_words, draw
from exam.domain.audit.report import Report
from exam.domain.language import say, spoken
from exam.domain.reasoning.version import PROGRAM
from exam.printing.page import as_address, page_number, templates
from exam.printing.pdf import Paper, print_html
from reference import load_reference

AUDIT = ("css/audit/paper.css",)


def audit_pdf(report: Report, paper: Paper, clinic: str = "") -> bytes:
    """The audit as PDF/UA-1, headed by the clinic's name if it has one. The same counts give the same bytes."""
    return print_html(audit_html(report, clinic), AUDIT, paper)


def audit_html(report: Report, clinic: str = "") -> str:
    """The audit as it is printed, with its curve as an embedded image."""
    version, curve, words = say("Dermyo {program}, reference {reference}"), draw(report.curve), curve_words()
    svg = templates().get_template("audit/_curve.svg").render(curve=curve, curve_words=words)
    whole = templates().get_template("audit/paper.html")
    return whole.render(
        report=report,
        curve=curve,
        curve_words=words,
        curve_image=as_address(svg),
        clinic=clinic,
        version=version.format(program=PROGRAM, reference=load_reference().version),
        language=spoken(),
        page_number=page_number(),
    )
