"""Finds messages in rows of the reference, for Babel: the text of some keys of some tables."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import Any, BinaryIO

# They are the same in every language.
CODE = re.compile(r"[LS]\d|[0-5][+-]?")
Message = tuple[int, str, str, list[str]]


def messages_of_rows(
    file: BinaryIO, _keywords: Collection[str], _comment_tags: Collection[str], options: Mapping[str, str]
) -> Iterator[Message]:
    """The texts of the keys that `keys` names, at any depth, in the order of the file, as Babel wants them.

    A key of several texts, such as other names, gives each.
    """
    keys = options["keys"].split()
    for text in _texts(tomllib.load(file), keys):
        yield 1, "gettext", text, []


def _texts(value: Any, keys: Collection[str]) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _texts(item, keys)
    elif isinstance(value, dict):
        for key, inner in value.items():
            texts = inner if isinstance(inner, list) else [inner]
            if key in keys and all(isinstance(text, str) for text in texts):
                yield from (text for text in texts if not CODE.fullmatch(text))
            else:
                yield from _texts(inner, keys)
