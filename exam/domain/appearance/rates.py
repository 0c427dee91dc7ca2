"""How often each finding is abnormal with one form of a cause, as the ranking has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from exam.domain.reasoning.localise.columns import columns_of
from exam.domain.words.findings import test_of
from reference import load_reference
from reference.model import Cell, FindingLikelihood

NO_LESION = "none"
OF_JOINTS = "local"
"""The family of tests that find a painful joint or muscle, which a nerve or root does not change."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How often one finding is lost, weak, positive or answered yes, and how often it is too strong."""

    abnormal: float
    raised: float


@cache
def forms_of(cause: str) -> tuple[str, ...]:
    """The forms of a cause, as its cells are named: `nerve.tibial:calf`; the cause itself where it has one form."""
    return tuple(column.cell for column in columns_of(load_reference()) if column.cause == cause)


@cache
def rates_of(form: str) -> Mapping[str, Rate]:
    """The rate of every row of the likelihoods: that of no lesion where the form has no cell."""
    return {finding: _rate(row, form) for finding, row in load_reference().likelihoods.items()}


@cache
def examined() -> tuple[str, ...]:
    """The rows that a test of nerves, roots, cord or arteries decides; others are asked, or of a joint."""
    return tuple(row.finding for row in load_reference().likelihoods.values() if _is_of_nerves(row))


def own_cells(row: FindingLikelihood, cause: str) -> tuple[Cell, ...]:
    """The cells of a row that belong to a cause, of every form."""
    return tuple(cell for cell in row.cells if cell.cause in forms_of(cause))


def _is_of_nerves(row: FindingLikelihood) -> bool:
    test = test_of(row.modalities[0].finding if row.modalities else row.finding)
    return test is not None and not test.id.startswith(f"{OF_JOINTS}.")


def _rate(row: FindingLikelihood, form: str) -> Rate:
    cells = {cell.cause: cell for cell in row.cells}
    none = cells[NO_LESION]
    cell = cells.get(form, none)
    # The share that is too strong is of those that are not lost.
    return Rate(cell.p, (1.0 - cell.p) * (cell.raised or none.raised or 0.0))
