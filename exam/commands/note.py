"""`dermyo note`: the note of one record, a draft: as a PDF, or as plain text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from exam.commands.files import put, record_of, warn_of
from exam.domain.note.brief.letter import letter_text
from exam.domain.note.brief.shorthand import shorthand_text
from exam.domain.note.text import note_text
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.prepared import prepare
from exam.printing.fonts.warning import unprintable_in
from exam.printing.page import note_pdf
from exam.printing.pdf import Paper

Form = Literal["shorthand", "letter", "full"]


def write_note_file(name: str, output: Path, paper: Paper) -> None:
    """Write the note of the record in `name`. Raises `Refusal` or `WrongUsage`, and then changes no existing file."""
    prepare()
    record = record_of(name)
    note = write_note(record, assess(record))
    warn_of(unprintable_in(note))
    put(output, note_pdf(record, note, paper))


def write_note_text(name: str, output: Path | None, form: Form) -> None:
    """Write the note as plain text into a file, or print it. Raises `Refusal` or `WrongUsage`."""
    prepare()
    record = record_of(name)
    assessment = assess(record)
    note = write_note(record, assessment)
    if form == "full":
        text = note_text(note)
    else:
        text = {"shorthand": shorthand_text, "letter": letter_text}[form](record, assessment, note)
    if output is None:
        sys.stdout.write(text)
    else:
        put(output, text.encode())
