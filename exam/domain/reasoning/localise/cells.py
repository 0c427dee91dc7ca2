"""The cells of the likelihood table that speak for a cause."""

from __future__ import annotations

from exam.domain.record.causes import root_cause, roots_of
from reference.model import Cell, FindingLikelihood


def cells_of(row: FindingLikelihood, cause: str) -> tuple[Cell, ...]:
    """The cells of a finding for a cause, in the order of the table; of several roots, those of each root as well."""
    own = {cause, *(root_cause((root,)) for root in roots_of(cause))}
    return tuple(cell for cell in row.cells if cell.cause.split(":")[0] in own)
