"""The columns of the likelihood table: what may be wrong with one leg, each cause in each of its forms."""

from __future__ import annotations

from dataclasses import dataclass

from exam.domain.record.causes import NO_LESION, root_cause, roots_of
from reference.model import Cause, Cell, FindingLikelihood, Kind, Reference


@dataclass(frozen=True, slots=True)
class Column:
    """One form of one cause. `cell` names its likelihood cells, `share` is how often the cause has this form."""

    cause: str
    cell: str
    kind: Kind
    roots: tuple[str, ...]
    share: float

    @property
    def is_generalised(self) -> bool:
        """Whether the cause affects the whole person rather than one leg."""
        return self.kind.of == "person"


def columns_of(reference: Reference) -> tuple[Column, ...]:
    """No lesion first, then single roots, several roots, nerves, plexus, and generalised causes."""
    single = [column for cause in reference.causes.values() for column in _forms(reference, cause)]
    several = [roots_of(id.replace("roots.", "root.")) for id in reference.priors if id.startswith("roots.")]
    combined = [Column(root_cause(roots), root_cause(roots), reference.kind_of_roots, roots, 1.0) for roots in several]
    return tuple(sorted([*single, *combined], key=lambda column: (column.cause != NO_LESION, column.is_generalised)))


def _forms(reference: Reference, cause: Cause) -> list[Column]:
    kind, roots = reference.kind_of(cause), roots_of(cause.id)
    if not cause.variants:
        return [Column(cause.id, cause.id, kind, roots, 1.0)]
    return [Column(cause.id, f"{cause.id}:{form.id}", kind, roots, form.share) for form in cause.variants]


def cells_of(row: FindingLikelihood, cause: str) -> tuple[Cell, ...]:
    """The cells of a finding for a cause, in the order of the table; of several roots, those of each root as well."""
    own = {cause, *(root_cause((root,)) for root in roots_of(cause))}
    return tuple(cell for cell in row.cells if cell.cause.split(":")[0] in own)
