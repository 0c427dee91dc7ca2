"""The texts of what somebody declares, or gives as a reason: needed, and not too long."""

from __future__ import annotations

from exam.domain.language import mark, say
from exam.domain.record.json_values import Reader, is_blank

WRONG = mark("The text {fault}.")


def read_needed(reader: Reader, text: str, path: str, longest: int, missing: str) -> None:
    """Find the faults of a text, each a sentence; `missing` says what to enter where there is none."""
    if is_blank(text):
        reader.fault(path, missing)
        return
    read = Reader()
    read.text(text.strip(), path, longest)
    for fault in read.faults:
        reader.fault(path, say(WRONG).format(fault=fault.message))
