"""`dermyo fhir`: one record as an HL7 FHIR R4 document, a draft."""

from __future__ import annotations

import sys
from pathlib import Path

from exam.commands.files import put, record_of, warn_of
from exam.domain.fhir.bundle import bundle_text
from exam.domain.fhir.examination import Examination
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.prepared import prepare
from exam.printing.fonts.warning import unprintable_in
from exam.printing.page import note_pdf
from exam.printing.pdf import Paper


def write_document(name: str, output: Path | None, paper: Paper | None) -> None:
    """Write the record in `name` to a file or to standard output, with its note as a PDF unless `paper` is None.

    Raises `Refusal` or `WrongUsage`, and then changes no existing file.
    """
    prepare()
    record = record_of(name)
    assessment = assess(record)
    note = write_note(record, assessment)
    if paper:
        warn_of(unprintable_in(note))
    pdf = note_pdf(record, note, paper) if paper else None
    text = bundle_text(Examination(record, assessment, note, pdf))
    if output:
        put(output, text.encode())
    else:
        sys.stdout.write(text)
