"""`dermyo reference worksheet`: the form in which a clinician reviews the figures that matter most."""

from __future__ import annotations

import sys
from pathlib import Path

from exam.commands.refusal import WrongUsage
from exam.domain.review.typical import typical_examinations
from exam.domain.review.worksheet import worksheet
from exam.printing.review import form_html, form_pdf

NAME = "dermyo-review"


def write_worksheet(folder: Path, *, rows: int, examinations: int) -> None:
    """Write the form as HTML and as PDF into an existing folder. Raises `WrongUsage`."""
    if not folder.is_dir():
        raise WrongUsage(f"{folder}: is not a folder")
    form = worksheet(rows, typical_examinations(examinations))
    files = {"html": form_html(form).encode(), "pdf": form_pdf(form)}
    for ending, content in files.items():
        path = folder / f"{NAME}.{ending}"
        try:
            path.write_bytes(content)
        except OSError as error:
            raise WrongUsage(f"{path}: {error.strerror}") from None
        sys.stdout.write(f"{path}\n")
    sys.stdout.write("".join(f"{line}\n" for line in form.state))
