"""Rows as text for a terminal, as a table for docs/performance.md, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.blocks import table, write_block
from bench.speed.rows import Row, Verdict, ratio, verdicts

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
HEAD = ("", "figure", "middle half", "compared with", "limit", "held")
BESIDE = ("", "before", "now", "now : before")
STATISTICS = {"median": "", "p99": ", 99 in 100 within", "highest": ", the highest", "total": ", in all"}


def cells(row: Row, rows: Sequence[Row]) -> tuple[str, ...]:
    """A row under `HEAD`."""
    times, found = ratio(row, rows), verdicts(row, rows)
    spread = "" if row.spread is None else " to ".join(map(number, row.spread))
    return (
        row.label + STATISTICS[row.statistic],
        f"{number(row.figure)} {row.unit}".rstrip(),
        spread,
        "" if times is None else f"{number(times)} times {row.reference}",
        "; ".join(one.limit for one in found),
        "; ".join("yes" if one.is_held else "**no**" for one in found),
    )


def beside(before: Sequence[Row], now: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    """Each row of now under `BESIDE`; what was not measured before has no ratio."""
    known = {row.is_of: row for row in before}
    for row in now:
        earlier = known.get(row.is_of)
        figure = f"{number(row.figure)} {row.unit}".rstrip()
        name = row.label + STATISTICS[row.statistic]
        if earlier is None:
            yield (name, "", figure, "")
        else:
            times = number(row.figure / earlier.figure) if earlier.figure else ""
            yield (name, f"{number(earlier.figure)} {row.unit}".rstrip(), figure, times)


def number(figure: float) -> str:
    """With three digits that count, and thousands apart; a whole number as it is."""
    if figure == round(figure) or abs(figure) >= 100:
        return f"{figure:,.0f}"
    if abs(figure) >= 10:
        return f"{figure:.1f}"
    return f"{figure:.2f}" if abs(figure) >= 0.1 else f"{figure:.3g}"


def aligned(head: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> str:
    """A table for a terminal: the first column to the left, the others as wide as they must be."""
    all_of_them = [head, *(tuple(cell.replace("**", "") for cell in line) for line in lines)]
    widths = [max(map(len, column)) for column in zip(*all_of_them, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in all_of_them
    )


def limits_held(groups: Iterable[Sequence[Row]]) -> str:
    """How many limits were held, in words."""
    found: list[Verdict] = [one for rows in groups for row in rows for one in verdicts(row, rows)]
    return f"{sum(one.is_held for one in found)} of {len(found)} limits held"


def written(groups: Mapping[str, Sequence[Row]], on: Sequence[str], page: Path = PAGE) -> None:
    """Put the table of each group between its marks on the page, below the machine that it was measured on."""
    for name, rows in groups.items():
        lines = table(HEAD, [cells(row, rows) for row in rows])
        write_block(page, name, f"{'; '.join(on)}\n\n{lines}")


def as_json(groups: Mapping[str, Sequence[Sequence[Row]]], on: Sequence[str]) -> dict[str, Any]:
    """All of it, with every sample: of each group the rows of each checkout."""
    return {
        "machine": list(on),
        "groups": {
            name: [[{**row.as_json(), "figure": row.figure} for row in rows] for rows in trees]
            for name, trees in groups.items()
        },
    }
