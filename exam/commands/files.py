"""Reading records from files and standard input, with their faults as lines for stderr; writing what was made."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from exam.commands.refusal import Refusal, WrongUsage
from exam.domain.record.model import ExamRecord
from exam.domain.record.reading import RecordRefused, parse_record
from exam.whole_files import whole_file

if TYPE_CHECKING:
    from exam.printing.fonts.warning import Unprintable


def read_bytes(name: str) -> bytes:
    """The content of a file, or of standard input for `-`. Raises `WrongUsage` when it cannot be opened."""
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise WrongUsage(f"{name}: {error.strerror}") from None


def record_of(name: str) -> ExamRecord:
    """The record in a file. Raises `Refusal` with one line for each fault, and `WrongUsage`."""
    return record_in(read_bytes(name))


def record_in(content: bytes) -> ExamRecord:
    """The record that a file's content holds. Raises `Refusal` with one line for each fault."""
    try:
        return parse_record(content)
    except RecordRefused as refused:
        raise Refusal([str(fault) for fault in refused.faults]) from None


def warn_of(found: Unprintable | None) -> None:
    """Say on standard error what will be missing from a print."""
    if found:
        sys.stderr.write(f"dermyo: warning: {found.sentence}\n")


def put(output: Path, content: bytes) -> None:
    """Write a file completely or not at all. Raises `WrongUsage` when it cannot be written."""
    try:
        # A pipe or a device, as /dev/stdout, is written to directly and never replaced.
        if output.exists() and not output.is_file():
            output.write_bytes(content)
        else:
            with whole_file(output, replaces=True, private=False) as beside:
                beside.write_bytes(content)
    except OSError as error:
        raise WrongUsage(f"{output}: {error.strerror}") from None
