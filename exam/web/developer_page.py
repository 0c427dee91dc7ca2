"""Every component of the screens on one page, for those who work on them; never part of a clinic's server."""

from __future__ import annotations

from flask import Blueprint, render_template

from exam.web.samples import samples

blueprint = Blueprint("component_page", __name__)


@blueprint.get("/components")
def show_components() -> str:
    """Each component in each of its states, with samples that the presenters made."""
    return render_template("developers/components.html", shown=samples())
