"""The audit of this clinic: on the screen, as a PDF, and its counts as a file that can be added to others'."""

from __future__ import annotations

import json
from http import HTTPStatus

from flask import Blueprint, abort, make_response, render_template
from werkzeug.wrappers import Response

from exam.domain.audit.plot import curve_words, draw
from exam.domain.audit.reading import audit_json, may_be_written
from exam.domain.audit.report import report
from exam.printing.audit import audit_html, audit_pdf
from exam.web.http.current import press, services, settings
from exam.web.note.paper import asked

blueprint = Blueprint("audit", __name__, url_prefix="/account/audit")


@blueprint.get("/")
def show() -> str:
    """What it is of first, then its figures, or that there are too few."""
    found = report(services().audits.audit())
    return render_template("audit/page.html", report=found, curve=draw(found.curve), curve_words=curve_words())


@blueprint.get("/audit.pdf")
def print_pdf() -> Response:
    """The same on paper: `?paper=letter`; like the button for it, only where there are figures."""
    found, clinic, paper = report(services().audits.audit()), settings().clinic().name, asked()
    if not found.has_figures:
        abort(HTTPStatus.NOT_FOUND)
    day = settings().now().date()
    pdf = press().sheet(audit_html(found, day, clinic), paper, lambda: audit_pdf(found, paper, day, clinic))
    return _file(pdf, "application/pdf", "dermyo-audit.pdf")


@blueprint.get("/audit.json")
def export() -> Response:
    """The counts alone, without the clinic's name; not of a handful, which would tell of one examination."""
    found = services().audits.audit()
    if not may_be_written(found):
        abort(HTTPStatus.NOT_FOUND)
    text = json.dumps(audit_json(found), indent=1) + "\n"
    return _file(text.encode(), "application/json", "dermyo-audit.json")


def _file(content: bytes, kind: str, name: str) -> Response:
    return make_response(content, 200, {"Content-Type": kind, "Content-Disposition": f'attachment; filename="{name}"'})
