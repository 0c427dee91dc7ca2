"""Blocks of a page that a program writes, between two comments: `<!-- NAME -->` and `<!-- end of NAME -->`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

LOCALISATION = Path(__file__).parents[1] / "docs" / "localisation.md"


def block(page: str, name: str) -> str:
    """The text of one block. Raises `ValueError` where the page does not have it exactly once."""
    return _parts(page, name)[1]


def with_block(page: str, name: str, text: str) -> str:
    """The page with another text in one block. Raises `ValueError` where it does not have the block exactly once."""
    before, _, after = _parts(page, name)
    return f"{before}{text}{after}"


def write_block(path: Path, name: str, text: str) -> None:
    """Replace one block of a page on disk."""
    path.write_text(with_block(path.read_text(encoding="utf-8"), name, text), encoding="utf-8")


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A Markdown table."""
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, *rows)).replace(
        "\n", f"\n|{'---|' * len(head)}\n", 1
    )


def _parts(page: str, name: str) -> tuple[str, str, str]:
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    if page.count(begin) != 1 or page.count(end) != 1:
        raise ValueError(f"the page does not have the block {name!r} exactly once")
    before, _, rest = page.partition(begin)
    text, _, after = rest.partition(end)
    return before + begin, text.strip("\n"), f"\n{end}{after}"
