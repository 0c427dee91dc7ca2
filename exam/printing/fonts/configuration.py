"""The fonts that a print is given: ours, and the further ones that its text needs."""

from __future__ import annotations

import base64
from functools import lru_cache
from pathlib import Path

from exam.printing.engine import CSS, FontConfiguration, URLFetcher, URLFetcherResponse
from exam.printing.fonts.coverage import families_for
from exam.printing.fonts.further import FAMILIES, Family
from exam.printing.fonts.machine import without_its_fonts

FOLDER = Path(__file__).parents[2] / "static/fonts"
FAMILY = "Atkinson Hyperlegible Next"
WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}
FILES = {f"font:{file.sha256}": file for family in FAMILIES for file in family.files}


def fonts_for(text: str) -> FontConfiguration:
    """The fonts that draw a text. Text that ours can draw is given no other, so that none can change it."""
    return _configuration(families_for(text))


@lru_cache(maxsize=8)
def _configuration(families: tuple[Family, ...]) -> FontConfiguration:
    with without_its_fonts():
        fonts = FontConfiguration()
    CSS(string=_font_faces(), font_config=fonts, url_fetcher=URLFetcher(allowed_protocols=("data",)))
    for family in families:
        for file in family.files:
            # They are no family of a style sheet: what the font named there has not is looked for in all others.
            face = {"font_family": f"Further {family.scripts[0]}", "src": (("external", f"font:{file.sha256}"),)}
            fonts.add_font_face(face, _Further())
    return fonts


class _Further(URLFetcher):  # type: ignore[misc]
    """Opens a further font by its hash, and nothing else."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 -- WeasyPrint's
        """Its content, as WeasyPrint wants it."""
        content = FILES[url].content()
        if content is None:
            raise FileNotFoundError(FILES[url].name)
        return URLFetcherResponse(url, content)


def _font_faces() -> str:
    """The fonts inside the style sheet, as TTF: unpacking woff2 would take longer than everything else."""
    return "\n".join(
        f"@font-face {{ font-family: '{FAMILY}'; font-weight: {weight}; src: url('{_data_url(name)}') }}"
        for weight, name in WEIGHTS.items()
    )


def _data_url(style: str) -> str:
    font = (FOLDER / f"{FAMILY.replace(' ', '')}-{style}.ttf").read_bytes()
    return f"data:font/ttf;base64,{base64.b64encode(font).decode()}"
