"""The provenance that every row has, and the sources that rows cite."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from reference.vocabulary import Basis, SourceKind

Text = Annotated[str, Meta(min_length=1)]
Probability = Annotated[float, Meta(gt=0.0, lt=1.0)]


class Row(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The provenance that every row has.

    `sources` are ids of `sources.toml`; `why` says what was read, or gives the reason of a judgement.
    """

    sources: tuple[str, ...]
    basis: Basis
    reviewed_on: date
    review_by: date
    why: str = ""


class NamedRow(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row that a search finds by other names as well: synonyms, abbreviations, eponyms.

    `also` are names of this row alone, `also_shared` those that other rows have too. Case, accents, hyphens, the
    plural, and British or American spelling need no name of their own; see `reference.spelling`.
    """

    also: tuple[Text, ...] = ()
    also_shared: tuple[Text, ...] = ()


class Source(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One article, study, guideline or book that a row may cite.

    `details_to_confirm` is true where a bibliographic detail is quoted from memory.
    """

    id: Text
    kind: SourceKind
    authors: Text
    year: int | None = None
    title: Text
    published_in: str = ""
    doi: str = ""
    short: Text
    standing: str = ""
    details_to_confirm: bool = False
    reviewed_on: date
    review_by: date
