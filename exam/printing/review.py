"""The review form: as one HTML file that needs nothing else, and on paper."""

from __future__ import annotations

import base64

from exam.domain.language import spoken
from exam.domain.review.worksheet import Worksheet
from exam.printing.fonts.configuration import FAMILY
from exam.printing.page import page_number, templates
from exam.printing.pdf import STATIC, print_form

WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}


def form_html(form: Worksheet) -> str:
    """The form to fill in: style, script and fonts are inside it."""
    return templates().get_template("review/form.html").render(form=form, language=spoken(), style=_style())


def form_pdf(form: Worksheet) -> bytes:
    """The same form on paper."""
    return print_form(
        templates().get_template("review/paper.html").render(form=form, language=spoken(), page_number=page_number())
    )


def _style() -> str:
    tokens = (STATIC / "css/tokens.css").read_text(encoding="utf-8")
    # Its fonts are files beside the style sheet; here they are inside.
    tokens = tokens[tokens.index(":root {") :]
    return "\n".join([*map(_face, WEIGHTS), tokens, (STATIC / "css/review/form.css").read_text(encoding="utf-8")])


def _face(weight: int) -> str:
    font = (STATIC / "fonts" / f"{FAMILY.replace(' ', '')}-{WEIGHTS[weight]}.woff2").read_bytes()
    data = f"data:font/woff2;base64,{base64.b64encode(font).decode()}"
    return f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; src: url({data}) }}'
