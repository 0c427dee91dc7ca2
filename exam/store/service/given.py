"""The texts of what a clinic declares: needed, and not too long."""

from __future__ import annotations

from exam.domain.record.json_values import Reader, is_blank


def read_needed(reader: Reader, text: str, path: str, longest: int, missing: str) -> None:
    """Find the faults of a text; `missing` says what to enter where there is none."""
    if is_blank(text):
        reader.fault(path, missing)
    else:
        reader.text(text.strip(), path, longest)
