"""The drawing of how a test is done: its file, and what it says to someone who cannot see it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import unescape

from exam.web.http.static_files import read_static

WORDS = re.compile(r"<(?:title|desc) [^>]*>([^<]+)</")


@dataclass(frozen=True, slots=True)
class ShownDrawing:
    """`words` are its title and its description; `arrows` is true where it needs a key to them."""

    file: str
    words: str
    arrows: bool


@cache
def drawing(name: str) -> ShownDrawing | None:
    """The drawing of that name, none for an empty name. Raises FileNotFoundError."""
    if not name:
        return None
    file = f"img/how-to/{name}.svg"
    text = read_static(file).content.decode()
    title, description = WORDS.findall(text)
    return ShownDrawing(file, unescape(f"{title}. {description}"), 'id="movement"' in text)
