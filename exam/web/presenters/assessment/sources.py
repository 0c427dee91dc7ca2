"""The sources of the assessment's page as one numbered list, which every [n] of the page leads to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from exam.web.presenters.reference.citations import Citation
from reference import load_reference

# What guidelines say comes before single studies, and what nobody reviewed comes last.
KINDS_IN_ORDER = ("guideline", "standard", "review", "study", "textbook", "web_page", "article")


@dataclass(frozen=True, slots=True)
class NumberedSources:
    """The sources in the order of their numbers, which begin at 1; `numbers` is by the source's id."""

    listed: tuple[Citation, ...]
    numbers: Mapping[str, int]

    def of(self, cited: Iterable[Citation]) -> list[tuple[int, Citation]]:
        """These with their numbers, in their order."""
        return sorted(((self.numbers[one.id], one) for one in cited), key=lambda pair: pair[0])


def numbered(cited: Iterable[Citation]) -> NumberedSources:
    """Each source once, guidelines before studies before articles, otherwise in the order in which they are cited."""
    rows, once = load_reference().sources, {one.id: one for one in cited}
    listed = sorted(once.values(), key=lambda one: KINDS_IN_ORDER.index(rows[one.id].kind))
    return NumberedSources(tuple(listed), {one.id: number for number, one in enumerate(listed, start=1)})
