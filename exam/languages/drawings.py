"""Finds messages in the drawings of how a test is done, for Babel: the title and the description of each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from html import unescape
from typing import BinaryIO

from exam.languages.rows import Message

WORDS = re.compile(r"<(?:title|desc) [^>]*>([^<]+)</")


def messages_of_drawings(
    file: BinaryIO,
    _keywords: Collection[str],
    _comment_tags: Collection[str],
    options: Mapping[str, str],  # noqa: ARG001 (Babel names it)
) -> Iterator[Message]:
    """The words of one drawing, as Babel wants them."""
    for text in words_of(file.read().decode()):
        yield 1, "gettext", text, []


def words_of(drawing: str) -> list[str]:
    """The title and the description of a drawing, which is an SVG."""
    return [unescape(text) for text in WORDS.findall(drawing)]
