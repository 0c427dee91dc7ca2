"""Links to the reference pages, and back to the row of the examination from which they were opened."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from flask import request, url_for

from exam.steps.sequence import steps

# The address comes from outside, so it may only lead to a step of an examination.
EXAM, STEP = "(?:[0-9a-f]{32}|training[0-9a-f]{24})", "|".join(step.slug for step in steps())
PLACE = re.compile(rf"/exams/{EXAM}/(?:{STEP})(?:#[A-Za-z][\w-]{{0,80}})?", re.ASCII)


# Kinds of rows that have a page each.
OWN_PAGES = {
    "tests": "reference_pages.show_test",
    "figures": "reference_pages.show_figures",
    "causes": "reference_pages.show_lesion",
}


def return_link() -> str:
    """The address in `from` to return to; None unless it is a place in an examination."""
    return place_of(request.args.get("from", ""))


def reference_link(page: str = "", row: str = "", place: str = "") -> str:
    """The address of the reference, or a page or row of it, returning to `place`, an element of the step shown."""
    here = place_of(request.path + (f"#{place}" if place else ""))
    back = here or return_link()
    address, mark, anchor = _address(page, row).partition("#")
    carried = f"?from={quote(back)}" if back else ""
    return f"{address}{carried}{mark}{anchor}"


@lru_cache(maxsize=2048)
def _address(page: str, row: str) -> str:
    """The same without the place: a step has some hundred and fifty of them."""
    if not page:
        return url_for("reference_pages.show_index")
    if page in OWN_PAGES and row:
        return url_for(OWN_PAGES[page], row=row)
    return url_for("reference_pages.show_page", slug=page, _anchor=row or None)


def place_of(path: str) -> str:
    """The path, if it is a place in an examination; else ""."""
    return path if PLACE.fullmatch(path) else ""
