"""Which rows are overdue for review: they are still used, and readers are warned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reference.model import Reference, Row, Source
from reference.tables import TABLES, rows_of


@dataclass(frozen=True, slots=True)
class Overdue:
    """One row that was due for review before today."""

    file: str
    row: str
    review_by: date

    def __str__(self) -> str:
        return f"{self.file}: {self.row}: was to be reviewed by {self.review_by}"


def overdue(reference: Reference, today: date) -> tuple[Overdue, ...]:
    """The rows overdue for review, the longest overdue first, else in the order of the files."""
    late = [
        Overdue(table.file, name, row.review_by)
        for table in TABLES
        for name, row in rows_of(reference, table.field)
        if isinstance(row, (Row, Source)) and row.review_by < today
    ]
    return tuple(sorted(late, key=lambda row: row.review_by))
