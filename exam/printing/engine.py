"""WeasyPrint, imported without starting a compiler, and without the fonts of the machine.

To find a library, Python's `find_library` starts ldconfig and gcc. WeasyPrint asks for six names before the one that
every Linux has, which needs no search: some fifty processes, and a fifth of a second, at the start of each command.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from collections.abc import Iterable, Iterator
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
    from weasyprint.document import Document
    from weasyprint.text import ffi
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse


def _keep_open(libraries: Iterable[object]) -> None:
    """Let nothing close these libraries: what is freed at the very end of the process still needs them."""
    for library in libraries:
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(library))


# At its end Python may close the libraries first, and free a font afterwards: the process would end in a crash.
_keep_open(one for one in vars(ffi).values() if type(one).__name__.startswith("FFILibrary"))

__all__ = ["CSS", "HTML", "Attachment", "Document", "FontConfiguration", "URLFetcher", "URLFetcherResponse"]
