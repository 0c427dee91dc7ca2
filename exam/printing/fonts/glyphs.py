"""What is read for each glyph, when text is copied from a PDF or read aloud."""

from __future__ import annotations

import re
from typing import Any

MAP = b"begincmap"
NOTHING = re.compile(rb"<([0-9a-f]{4})> <>")
# A space without width: it is not shown, and parts no word.
INVISIBLE = rb"<\1> <200b>"


def read_each_glyph(_document: object, pdf: Any) -> None:
    """Give each glyph a text. WeasyPrint gives none to the second of two that draw one letter together.

    For such a glyph some programs read its number as a character: a digit that nobody typed.
    """
    for part in pdf.objects:
        lines = getattr(part, "stream", None)
        if isinstance(lines, list) and any(isinstance(line, bytes) and MAP in line for line in lines):
            part.stream = [NOTHING.sub(INVISIBLE, line) if isinstance(line, bytes) else line for line in lines]
