"""The reference pages: the clinical reference, readable without an examination and without an account."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, render_template, request

from exam.domain.appearance.rates import forms_of
from exam.domain.review.words import all_reviewed, day_words
from exam.web.presenters.reference.contents import reference_pages
from exam.web.presenters.reference.figures import figures, figures_of_test
from exam.web.presenters.reference.lesion import has_page, lesion
from exam.web.presenters.reference.lesion_chart import chart_of
from exam.web.presenters.reference.provenance import provenance
from exam.web.presenters.reference.search import LONGEST, search
from exam.web.presenters.step.rows import how_to
from exam.web.reference.links import reference_link, return_link
from exam.web.reference.review import past_review
from reference import load_reference

blueprint = Blueprint("reference_pages", __name__, url_prefix="/reference")
blueprint.add_app_template_global(reference_link)


@blueprint.get("/")
def show_index() -> str:
    """What the reference holds."""
    return _show("index.html", version=load_reference().version, reviewed=all_reviewed())


@blueprint.get("/search")
def show_search() -> str:
    """The rows of every page that contain all the words of `?q=`."""
    asked = request.args.get("q", "").strip()[:LONGEST]
    return _show("search.html", asked=asked, found=search(asked))


@blueprint.get("/<slug>")
def show_page(slug: str) -> str:
    """All rows of one kind."""
    page = next((page for page in reference_pages() if page.slug == slug), None) or abort(404)
    return _show("page.html", page=page)


@blueprint.get("/tests/<row>")
def show_test(row: str) -> str:
    """How one test is done, and how the localisation uses it."""
    test = load_reference().tests.get(row) or abort(404)
    return _show(
        "test.html", test=test, how=how_to(test), provenance=provenance(test), figures=figures_of_test(test.id)
    )


@blueprint.get("/causes/<row>")
def show_lesion(row: str) -> str:
    """How one lesion looks: what it shows and spares, what imitates it, and every figure of it."""
    return _show("lesion/page.html", cause=_lesion(row), lesion=lesion(row))


@blueprint.get("/causes/<row>/<int:form>.svg")
def show_lesion_chart(row: str, form: int) -> Response:
    """Where one form of a lesion alters sensation and hurts."""
    forms = forms_of(_lesion(row))
    if form >= len(forms):
        abort(404)
    svg = render_template("leg_chart/_chart.svg", drawing=chart_of(forms[form]))
    return Response(svg, mimetype="image/svg+xml")


def _lesion(row: str) -> str:
    return row if has_page(row) else abort(404)


@blueprint.get("/figures/<row>")
def show_figures(row: str) -> str:
    """How often one finding is abnormal with each cause."""
    finding = load_reference().likelihoods.get(row) or abort(404)
    return _show("figures.html", figures=figures(finding.finding))


def _show(template: str, **shown: Any) -> str:
    return render_template(
        f"reference/{template}",
        pages=reference_pages(),
        back=return_link(),
        past_review=past_review(),
        day_words=day_words,
        **shown,
    )
