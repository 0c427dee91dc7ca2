"""Every figure of the ranking that has a range: the cells of the likelihoods, and the priors. Each has an id."""

from __future__ import annotations

from dataclasses import dataclass

from reference.model import Cell, FindingLikelihood, Prior, Reference, Review


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: the row that it is in, and for a likelihood its cell."""

    id: str
    row: FindingLikelihood | Prior
    cell: Cell | None

    @property
    def of(self) -> Cell | Prior:
        """What has the value, the range and the basis."""
        return self.cell or self.row  # type: ignore[return-value]  # without a cell the row is a prior


def figures_of(reference: Reference) -> dict[str, Figure]:
    """Every figure by its id, in the order of the tables."""
    cells = [
        Figure(cell_id(row.finding, cell.cause), row, cell)
        for row in reference.likelihoods.values()
        for cell in row.cells
    ]
    priors = [Figure(prior_id(row.id), row, None) for row in reference.priors.values()]
    return {figure.id: figure for figure in (*cells, *priors)}


def figure_named(reference: Reference, id: str) -> Figure | None:
    """The figure with this id; None if there is none."""
    table, _, name = id.partition("/")
    if table == "priors" and name in reference.priors:
        return Figure(id, reference.priors[name], None)
    finding, _, cause = name.partition("/")
    row = reference.likelihoods.get(finding) if table == "likelihoods" else None
    return next((Figure(id, row, cell) for cell in row.cells if cell.cause == cause), None) if row else None


def cell_id(finding: str, cause: str) -> str:
    """The id of a cell of the likelihoods: `likelihoods/reflexes.achilles/root.S1`."""
    return f"likelihoods/{finding}/{cause}"


def prior_id(prior: str) -> str:
    """The id of a prior: `priors/leg.root`."""
    return f"priors/{prior}"


def reviews_of(reference: Reference, figure: str) -> tuple[Review, ...]:
    """Who has reviewed a figure; empty if nobody has."""
    row = reference.reviews.get(figure)
    return row.reviews if row else ()


def reviewed_count(reference: Reference) -> tuple[int, int]:
    """How many figures have been reviewed, and how many there are."""
    return len(reference.reviews), len(figures_of(reference))
