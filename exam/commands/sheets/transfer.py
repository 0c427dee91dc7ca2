"""`dermyo transfer`: the emergency transfer sheet of one record, a draft."""

from __future__ import annotations

from pathlib import Path

from exam.commands.files import put, record_of, warn_of
from exam.commands.refusal import Refusal
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.sheets.transfer import call_of, transfer_sheet
from exam.prepared import prepare
from exam.printing.fonts.warning import texts_in, unprintable
from exam.printing.pdf import Paper
from exam.printing.transfer import transfer_pdf


def write_transfer_sheet(name: str, output: Path, paper: Paper) -> None:
    """Write the sheet of the record in `name`. Raises `Refusal`, also if it raises no emergency, or `WrongUsage`."""
    prepare()
    record = record_of(name)
    assessment = assess(record)
    sheet = transfer_sheet(record, assessment, write_note(record, assessment))
    if sheet is None:
        raise Refusal(["no emergency alert is raised, so there is no transfer sheet"])
    warn_of(unprintable(texts_in(sheet, "Transfer sheet")))
    put(output, transfer_pdf(sheet, paper, call_of(record)))
