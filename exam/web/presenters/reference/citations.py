"""Sources as chips, with the whole citation one tap away, and the basis of a claim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exam.domain.language import said_once, say
from exam.domain.words.sources import BASIS_WORDS
from reference import load_reference
from reference.model import Source


@dataclass(frozen=True, slots=True)
class Citation:
    """One source: its chip, and the citation behind it."""

    id: str
    short: str
    full: str
    reliability: str
    link: str


def citations(sources: Iterable[str]) -> tuple[Citation, ...]:
    """Each source once, in the order given."""
    rows = load_reference().sources
    return tuple(citation(rows[source]) for source in dict.fromkeys(sources))


@said_once(512)
def citation(source: Source) -> Citation:
    """One source as it is cited."""
    return Citation(
        source.id,
        source.short,
        full_citation(source),
        _reliability(source),
        f"https://doi.org/{source.doi}" if source.doi else "",
    )


def full_citation(source: Source) -> str:
    """Authors (year), title, where it was published."""
    year = f" ({source.year})" if source.year else ""
    parts = (f"{source.authors}{year}", source.title, source.published_in)
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _reliability(source: Source) -> str:
    unsure = say("Details of this citation are not yet verified.") if source.details_to_confirm else ""
    return " ".join(part for part in (row_text(source.standing), unsure) if part)


def row_text(text: str) -> str:
    """A text of a row in the language that is spoken; an empty one stays empty."""
    return say(text) if text else ""


@said_once(16)
def basis_words(basis: str) -> str:
    """The text beside a claim that was not read in its own source; empty when it was."""
    return row_text(BASIS_WORDS[basis])
