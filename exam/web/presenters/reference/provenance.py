"""The provenance of a row of the reference: its basis, its sources, and when it was reviewed."""

from __future__ import annotations

from dataclasses import dataclass

from exam.domain.language import say
from exam.domain.review.words import day_words
from exam.web.presenters.reference.citations import Citation, basis_words, citations, row_text
from reference.model import Row, Source


@dataclass(frozen=True, slots=True)
class Provenance:
    """One tap away from each row; `basis` is empty for what was read in the sources themselves."""

    basis: str
    why: str
    citations: tuple[Citation, ...]
    reviewed: str


def provenance(row: Row, *, why: bool = True) -> Provenance:
    """The provenance of a row; `why=False` where the page shows the row's reason itself."""
    return Provenance(basis_words(row.basis), row_text(row.why) if why else "", citations(row.sources), reviewed(row))


def reviewed(row: Row | Source) -> str:
    """When the developers reviewed a row, and when the next review is due."""
    sentence = say("Reviewed by the developers {day}, next review due {due}.")
    return sentence.format(day=day_words(row.reviewed_on), due=day_words(row.review_by))
