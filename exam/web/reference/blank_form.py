"""The blank form, to print and fill in by hand: part of the reference, and like it open without an account."""

from __future__ import annotations

from flask import Blueprint, abort, make_response, render_template, request
from werkzeug.wrappers import Response

from exam.domain.language import mark, say
from exam.domain.sheets.blank import further_families
from exam.languages.catalogue import NAMES
from exam.printing.sheets import blank_html, blank_pdf
from exam.web.http.current import press
from exam.web.http.errors import Problem, respond
from exam.web.note.paper import PAPER_NAMES, names
from exam.web.reference.links import return_link
from exam.web.sheets.asked import asked_language

blueprint = Blueprint("blank_forms", __name__, url_prefix="/reference")

# Two forms only: somebody without an account must not keep the press at work with ever new ones.
TESTS = {"core": mark("Core tests, one page or two"), "all": mark("All tests, two pages")}


@blueprint.get("/blank-form")
def show() -> str:
    """Which form, in which language, on which paper."""
    return render_template(
        "reference/blank_form.html",
        back=return_link(),
        tests={name: say(words) for name, words in TESTS.items()},
        languages=NAMES,
        papers=names(),
    )


@blueprint.get("/blank-form.pdf")
def print_pdf() -> Response:
    """The form as a PDF: `?tests=all&language=de&paper=letter`."""
    code, tests = asked_language(), request.args.get("tests", "core")
    paper = next((paper for paper in PAPER_NAMES if paper == request.args.get("paper", "a4")), None)
    if tests not in TESTS or paper is None:
        return abort(
            respond(Problem(422, say("Unknown form"), say("There is no form with these tests, or on this paper.")))
        )
    further = further_families() if tests == "all" else ()
    pdf = press().sheet(blank_html(code, further), paper, lambda: blank_pdf(code, further, paper))
    disposition = f'attachment; filename="dermyo-blank-form-{code}-{paper}.pdf"'
    return make_response(pdf, 200, {"Content-Type": "application/pdf", "Content-Disposition": disposition})
