"""`dermyo evaluate`: the localisation measured on a folder of cases with known answers."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from exam.commands.files import read_bytes
from exam.commands.refusal import Refusal, WrongUsage
from exam.domain.evaluation.cases import Outcome, Tally, outcome_of, tallies
from exam.domain.record.reading import RecordRefused, parse_json

HEADS = ("label", "cases", "strict", "top-1", "top-2", "chart", "wrong root", "emergencies", "missed", "false")


def evaluate_folder(folder: Path, *, as_json: bool) -> None:
    """Evaluate every `*.json` below the folder that has an `expected` block, ordered by name."""
    if not folder.is_dir():
        raise WrongUsage(f"{folder}: is not a folder")
    outcomes = _outcomes(folder)
    if not outcomes:
        raise WrongUsage(f"{folder}: no case with an `expected` block")
    counted = tallies(outcomes)
    sys.stdout.write(_as_json(outcomes, counted) if as_json else _as_table(outcomes, counted))


def _outcomes(folder: Path) -> list[Outcome]:
    outcomes, faults = [], []
    for path in sorted(filter(Path.is_file, folder.rglob("*.json"))):
        try:
            case = parse_json(read_bytes(str(path)))
            if isinstance(case, dict) and "expected" in case:
                outcomes.append(outcome_of(case))
        except RecordRefused as refused:
            faults += [f"{path}: {fault}" for fault in refused.faults]
    if faults:
        raise Refusal(faults)
    return outcomes


def _as_json(outcomes: Sequence[Outcome], counted: dict[str, Tally]) -> str:
    data = {
        "groups": {name: asdict(row) for name, row in counted.items()},
        "cases": [asdict(outcome) | {"first": outcome.first, "among_two": outcome.among_two} for outcome in outcomes],
    }
    return json.dumps(data, indent=1) + "\n"


def _as_table(outcomes: Sequence[Outcome], counted: dict[str, Tally]) -> str:
    rows = [HEADS, *(_row(name, row) for name, row in counted.items())]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    lines = [_line(row, widths) for row in rows]
    missed = [_missed(outcome) for outcome in outcomes if outcome.strict and not outcome.first]
    return "\n".join([*lines, "", "Strict cases not named first:", *missed, ""])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = list(zip(row, widths, strict=True))
    names = [cell.ljust(width) for cell, width in cells[:1]]
    return "  ".join([*names, *(cell.rjust(width) for cell, width in cells[1:])]).rstrip()


def _row(name: str, row: Tally) -> tuple[str, ...]:
    counts = (row.root_named_wrongly, row.emergencies, row.emergencies_missed, row.false_emergencies)
    rates = (_percent(row.top1), _percent(row.top2), _percent(row.chart_top1))
    return (name, str(row.cases), str(row.strict), *rates, *map(str, counts))


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.0f} %"


def _missed(outcome: Outcome) -> str:
    named = ", ".join(f"{cause} {side}" for cause, side in outcome.named)
    return f"  {outcome.id}: expected {' '.join(outcome.expected)}; named {named}"
