"""WeasyPrint, imported without starting a compiler, and without the fonts of the machine.

To find a library, Python's `find_library` starts ldconfig and gcc. WeasyPrint asks for six names before the one that
every Linux has, which needs no search: some fifty processes, and a fifth of a second, at the start of each command.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from exam.printing.fonts.machine import without_its_fonts


def _found_nothing(name: str) -> str | None:  # noqa: ARG001 -- the signature is Python's
    return None


@contextmanager
def _without_search() -> Iterator[None]:
    """On Linux, `find_library` finds nothing: libraries are opened by their whole names."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _found_nothing
    try:
        yield
    finally:
        ctypes.util.find_library = search


with _without_search(), without_its_fonts():
    from weasyprint import CSS, HTML, Attachment
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

__all__ = ["CSS", "HTML", "Attachment", "FontConfiguration", "URLFetcher", "URLFetcherResponse"]
