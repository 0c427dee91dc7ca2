"""The audit as plain text, for the command line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from exam.domain.audit.cells import Cell, Section
from exam.domain.audit.report import Report

WIDTH = 100
WIDEST_NAME = 44


def report_text(report: Report) -> str:
    """What it is of first, then each table under its title."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield report.title
    yield ""
    for sentence in (*report.coverage, *report.cautions):
        yield from textwrap.wrap(sentence, WIDTH)
    if report.versions:
        yield from textwrap.wrap(report.versions, WIDTH)
    for section in report.sections:
        yield from ("", section.title)
        yield from textwrap.wrap(section.about, WIDTH)
        yield from _table(section)


def _table(section: Section) -> Iterator[str]:
    """Names to the left and figures to the right; a name that is long has its figures in the line after its first."""
    if section.is_long:
        yield from _listed(section)
        return
    rows = [section.heads, *(tuple(cell.text for cell in row) for row in section.rows)]
    first = min(WIDEST_NAME, max(len(row[0]) for row in rows))
    widths = [max(len(row[place]) for row in rows) for place in range(1, len(section.heads))]
    for row in rows:
        *before, last = textwrap.wrap(row[0], first)
        yield from (f"  {line}" for line in before)
        cells = (text.rjust(width) for text, width in zip(row[1:], widths, strict=True))
        yield "  ".join([f"  {last:<{first}}", *cells]).rstrip()


def _listed(section: Section) -> Iterator[str]:
    """A table with long cells: each row as a name, and what follows below it."""
    for row in section.rows:
        yield f"  {row[0].text}"
        for head, cell in zip(section.heads[1:], row[1:], strict=True):
            yield from _item(head, cell) if cell.text else ()


def _item(head: str, cell: Cell) -> Sequence[str]:
    return textwrap.wrap(f"{head}: {cell.text}", WIDTH, initial_indent="    ", subsequent_indent="      ")
