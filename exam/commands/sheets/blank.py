"""`dermyo blank-form`: the form to fill in by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from exam.commands.files import put
from exam.commands.refusal import WrongUsage
from exam.domain.sheets.blank import further_families
from exam.languages.catalogue import Code
from exam.prepared import prepare
from exam.printing.pdf import Paper
from exam.printing.sheets import blank_pdf

ALL = "all"


def write_blank_form(output: Path, paper: Paper, code: Code, further: Sequence[str]) -> None:
    """Write the form with the core tests and those of further families. Raises `WrongUsage`."""
    prepare()
    known = further_families()
    unknown = [name for name in further if name not in (*known, ALL)]
    if unknown:
        raise WrongUsage(f'--further: "{unknown[0]}" is no family of tests: {", ".join((*known, ALL))}')
    put(output, blank_pdf(code, known if ALL in further else further, paper))
