"""The drawing of how a test is done: its file, and what it says to someone who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from exam.domain.language import say
from exam.languages.drawings import words_of
from exam.web.http.static_files import read_static


@dataclass(frozen=True, slots=True)
class ShownDrawing:
    """`words` are its title and its description; `arrows` is true where it needs a key to them."""

    file: str
    words: str
    arrows: bool


def drawing(name: str) -> ShownDrawing | None:
    """The drawing of that name, none for an empty name. Raises FileNotFoundError."""
    if not name:
        return None
    file, title, description, arrows = _read(name)
    return ShownDrawing(file, f"{say(title)}. {say(description)}", arrows)


@cache
def _read(name: str) -> tuple[str, str, str, bool]:
    file = f"img/how-to/{name}.svg"
    text = read_static(file).content.decode()
    title, description = words_of(text)
    return file, title, description, 'id="movement"' in text
