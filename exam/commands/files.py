"""Reading records from files and standard input, with their faults as lines for stderr."""

from __future__ import annotations

import sys
from pathlib import Path

from exam.commands.refusal import Refusal, WrongUsage
from exam.domain.record.model import ExamRecord
from exam.domain.record.reading import RecordRefused, parse_record


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
