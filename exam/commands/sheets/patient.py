"""`dermyo patient-sheet`: the sheet that the patient of one record takes home, a draft."""

from __future__ import annotations

from pathlib import Path

from exam.commands.files import put, record_of, warn_of
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.sheets.patient import patient_sheet
from exam.languages.catalogue import Code, catalogue
from exam.prepared import prepare
from exam.printing.fonts.warning import texts_in, unprintable
from exam.printing.pdf import Paper
from exam.printing.sheets import patient_pdf


def write_patient_sheet(name: str, output: Path, paper: Paper, code: Code) -> None:
    """Write the sheet of the record in `name`. Raises `Refusal` or `WrongUsage`, and then changes no existing file."""
    prepare()
    record = record_of(name)
    found = assess(record)
    sheet = patient_sheet(record, found, write_note(record, found), catalogue(code))
    warn_of(unprintable(texts_in(sheet, "Patient's sheet")))
    put(output, patient_pdf(sheet, code, paper))
