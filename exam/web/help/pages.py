"""Help: how an examination goes, and what the signs on the screens mean. Readable without an account."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for

from exam.web.reference.links import place_of, return_link

blueprint = Blueprint("help_pages", __name__)


@blueprint.get("/help")
def show() -> str:
    """The whole of it on one page."""
    return render_template("help/help.html", back=return_link())


@blueprint.app_template_global()
def help_link() -> str:
    """The address of the help, returning to the step shown."""
    here = place_of(request.path)
    carried: dict[str, Any] = {"from": here} if here else {}
    return url_for("help_pages.show", **carried)
