"""`dermyo reference check`: every fault of the clinical reference, or the counts of its rows."""

from __future__ import annotations

import sys
from collections import Counter

from exam.commands.refusal import Refusal
from exam.domain.review.words import all_reviewed
from exam.steps.sequence import steps
from reference import ReferenceFaulty, load_reference
from reference.model import FindingLikelihood, Reference, Row


def check_reference() -> None:
    """Print how many rows have which basis. Raises `Refusal` with every fault by file and row."""
    try:
        reference = load_reference()
        steps()
    except ReferenceFaulty as faulty:
        raise Refusal([str(fault) for fault in faulty.faults]) from None
    sys.stdout.write(f"reference {reference.version}: all rows valid\n")
    sys.stdout.write(f"{all_reviewed()}\n")
    for basis, count in sorted(rows_by_basis(reference).items()):
        sys.stdout.write(f"{basis:<12} {count:>5}\n")


def rows_by_basis(reference: Reference) -> Counter[str]:
    """How many rows have each basis; the cells of the likelihood table are counted individually."""
    tables = [getattr(reference, name) for name in reference.__struct_fields__]
    rows = [row for table in tables if not isinstance(table, str) for row in _rows(table)]
    counted = [cell for row in rows for cell in (row.cells if isinstance(row, FindingLikelihood) else [row])]
    return Counter(row.basis for row in counted)


def _rows(table: dict[str, object] | tuple[object, ...]) -> list[Row]:
    rows = table.values() if isinstance(table, dict) else table
    return [row for row in rows if isinstance(row, Row)]
