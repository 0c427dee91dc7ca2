"""Sources as a line cites them."""

from __future__ import annotations

from collections.abc import Iterable

from exam.domain.language import mark
from reference import load_reference

BASIS_WORDS = {
    "published": "",
    "second_hand": mark("cited via a secondary source"),
    "recalled": mark("not yet verified"),
    "judgement": mark("developer judgement"),
}
"""The text beside a claim that was not read in its own source; empty when it was."""


def source_short(source: str) -> str:
    """A source as it is cited in a line: "Jeon 2013"."""
    return load_reference().sources[source].short


def sources_line(sources: Iterable[str]) -> str:
    """Several sources in one line, each once."""
    return "; ".join(dict.fromkeys(source_short(source) for source in sources))
