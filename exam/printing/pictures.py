"""The pages of a PDF as pictures: what is shown on the screen is what is printed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from io import BytesIO
from threading import Lock
from typing import Literal

from PIL import Image
from pypdfium2 import PdfDocument

Fineness = Literal["screen", "fine"]

DOTS_PER_INCH: dict[Fineness, int] = {"screen": 150, "fine": 300}
"""`screen` fills the width of a tablet at two dots a pixel; `fine` is for paper, and for reading closely."""

# A note is black on white, with a few greys and one red: more colours would only make the files larger. They are
# fixed, so that the faint word across a draft is never taken for white.
GREYS, REDS, RED = 16, 8, (138, 15, 15)
POINTS_PER_INCH = 72
# PDFium must not be used by two threads at once.
PDFIUM = Lock()


class NoSuchPage(LookupError):
    """The document has no page of this number."""


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with _opened(pdf) as document:
        return len(document)


def picture(pdf: bytes, number: int, fineness: Fineness) -> bytes:
    """One page as a PNG; the first page has the number 1. Raises `NoSuchPage`."""
    with _opened(pdf) as document:
        if not 1 <= number <= len(document):
            raise NoSuchPage(number)
        with closing(document[number - 1]) as page:
            drawn = page.render(scale=DOTS_PER_INCH[fineness] / POINTS_PER_INCH)
            image = drawn.to_pil().convert("RGB")
    file = BytesIO()
    image.quantize(palette=_palette(), dither=Image.Dither.NONE).save(file, "PNG")
    return file.getvalue()


@cache
def _palette() -> Image.Image:
    """From black to white, and from the red of an alert towards white."""
    greys = [round(255 * step / (GREYS - 1)) for step in range(GREYS)]
    reds = [round(part + (255 - part) * step / REDS) for step in range(REDS) for part in RED]
    palette = Image.new("P", (1, 1))
    palette.putpalette([*(part for grey in greys for part in (grey, grey, grey)), *reds])
    return palette


@contextmanager
def _opened(pdf: bytes) -> Iterator[PdfDocument]:
    with PDFIUM, closing(PdfDocument(pdf)) as document:
        yield document
