"""What leaves the program: the bytes of each output of a note."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from exam.store.stored import StoredExam

Kind = Literal["pdf-a4", "pdf-letter", "text", "shorthand", "letter", "fhir"]


def kept(exam: StoredExam, kind: Kind, make: Callable[[], bytes]) -> bytes:  # noqa: ARG001
    """An output of the note of an examination; `make` writes it."""
    return make()
