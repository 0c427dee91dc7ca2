"""`dermyo note`: the PDF note of one record, a draft, written completely or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from exam.commands.files import record_of
from exam.commands.refusal import WrongUsage
from exam.domain.reasoning.assess import assess
from exam.printing.page import draft_pdf
from exam.printing.pdf import Paper


def write_note_file(name: str, output: Path, paper: Paper) -> None:
    """Write the note of the record in `name`. Raises `Refusal` or `WrongUsage`, and then changes no existing file."""
    record = record_of(name)
    pdf = draft_pdf(record, assess(record), paper)
    try:
        _put(output, pdf)
    except OSError as error:
        raise WrongUsage(f"{output}: {error.strerror}") from None


def _put(output: Path, content: bytes) -> None:
    # A pipe or a device, as /dev/stdout, is written to directly and never replaced.
    if output.exists() and not output.is_file():
        output.write_bytes(content)
    else:
        _replace(output.resolve(), content)


def _replace(output: Path, content: bytes) -> None:
    """Write a temporary file and rename it, so that a half-written note is never read."""
    handle, beside = tempfile.mkstemp(dir=output.parent, prefix=".dermyo-", suffix=".pdf")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        umask = os.umask(0)
        os.umask(umask)
        Path(beside).chmod(0o666 & ~umask)
        Path(beside).replace(output)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
