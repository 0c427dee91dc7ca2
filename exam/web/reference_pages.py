"""The clinical reference, readable without an examination and without an account."""

from __future__ import annotations

from flask import Blueprint, abort, render_template

from exam.web.presenters.reference_entries import PAGES
from exam.web.presenters.rows import how_to
from reference import load_reference

blueprint = Blueprint("reference_pages", __name__, url_prefix="/reference")


@blueprint.get("/")
def show_index() -> str:
    """What the reference holds."""
    return render_template("reference/index.html", pages=PAGES, version=load_reference().version)


@blueprint.get("/<slug>")
def show_page(slug: str) -> str:
    """All rows of one kind."""
    page = next((page for page in PAGES if page.slug == slug), None) or abort(404)
    return render_template("reference/page.html", page=page, entries=list(page.entries()), pages=PAGES)


@blueprint.get("/tests/<test_id>")
def show_test(test_id: str) -> str:
    """How one test is done."""
    test = load_reference().tests.get(test_id) or abort(404)
    return render_template("reference/test.html", test=test, how=how_to(test), pages=PAGES)
