"""What `dermyo evaluate` prints: a row for each label and a summary, at most 72 columns, to be read or quoted."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from exam.domain.evaluation.accepted import Answer, score
from exam.domain.evaluation.cases import ScoredCase
from exam.domain.evaluation.tally import Tally, false_emergencies, intervals, statements, tallies

WIDTH = 72
LONGEST_LABEL = 27
LABELS = 27
"""With the heads, all root lesions and all cases, the table of labels has at most 30 lines."""

GROUPS = 2
"""The groups at the end of the table that are no labels: all root lesions and all cases."""

Row = tuple[str, ...]
LABEL_HEADS = ("", "cases", "strict", "top-1", "top-2", "lenient", "chart")
SHARE_HEADS = ("strict cases", "right", "share", "95 %", "chart")
NAMES = {"top1": "top-1", "top2": "top-2", "lenient": "lenient", "root": "likeliest root"}


def text_of_cases(scored: Sequence[ScoredCase]) -> str:
    """The figures of cases with known answers."""
    counted = tallies(scored)
    blocks = (
        _table([LABEL_HEADS, *_labels(counted)]),
        _table([SHARE_HEADS, *_shares(scored, counted["all"])]),
        _table([("said", "cases", "top-1", "lenient"), *_statements(scored)]),
        _summary(scored, counted["all"]),
    )
    return "\n".join(line for block in blocks for line in (*block, ""))


def text_of_wrong(scored: Iterable[ScoredCase]) -> str:
    """Each strict case that was not named first, with what was named."""
    wrong = [one for one in scored if one.strict and not one.first]
    return "\n" + "".join(f"{one.id}: expected {_named(_expected(one))}; named {_named(*one.named)}\n" for one in wrong)


def text_of_answers(answers: Sequence[Answer]) -> str:
    """The figures of records with accepted answers, and each answer that is not accepted."""
    counted = score(answers)
    missed = f"too low {counted.too_low}, too high {counted.too_high}"
    lines = [f"Urgency accepted: {counted.urgencies_accepted} of {counted.records} ({missed})"]
    if counted.with_causes:
        wrongly = f"a root said to fit: {counted.root_said_to_fit}"
        lines.append(f"Cause accepted: {counted.causes_accepted} of {counted.with_causes} ({wrongly})")
    urgencies = [
        f"{one.id}: {one.urgency} ({', '.join(one.alerts) or 'no alert'}); accepted: {', '.join(one.urgencies)}"
        for one in answers
        if not one.urgency_accepted
    ]
    causes = [
        f"{one.id}: {one.statement}, {one.cause}; accepted: {', '.join(one.causes)}"
        for one in answers
        if one.cause_accepted is False
    ]
    return "".join(line + "\n" for line in (*lines, *urgencies, *causes))


def _labels(counted: dict[str, Tally]) -> list[Row]:
    """A row for each group; where there are too many labels, the smallest have none and are counted."""
    labels = list(counted)[:-GROUPS]
    shown = sorted(labels, key=lambda name: -counted[name].cases)[: LABELS - 1 if len(labels) > LABELS else LABELS]
    rows = [_label(name, row) for name, row in counted.items() if name in shown or name not in labels]
    if len(labels) > len(shown):
        few = sum(counted[name].cases for name in labels if name not in shown)
        rows.insert(len(shown), (f"({len(labels) - len(shown)} other labels)", str(few), *[""] * 5))
    return rows


def _label(name: str, row: Tally) -> Row:
    rates = (row.top1, row.top2, row.lenient, row.chart_top1)
    return (_short(name), str(row.cases), str(row.strict), *map(_percent, rates))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 3]}..."


def _shares(scored: Sequence[ScoredCase], every: Tally) -> list[Row]:
    ranges = intervals(scored)
    rows = []
    for share, name in NAMES.items():
        value, among = getattr(every, share), every.roots if share == "root" else every.strict
        right = f"{round((value or 0) * among)} of {among}"
        chart = _percent(getattr(every, f"chart_{share}"))
        rows.append((name, right, _percent(value), _range(ranges[share], 100, 0), chart))
    return [*rows, ("mean log score", "", _decimal(every.log_score), _range(ranges["log_score"], 1, 2), "")]


def _statements(scored: Sequence[ScoredCase]) -> list[Row]:
    return [(row.statement, str(row.said), str(row.first), str(row.lenient)) for row in statements(scored)]


def _summary(scored: Sequence[ScoredCase], every: Tally) -> list[str]:
    raised = ", ".join(f"{alert} {count}" for alert, count in false_emergencies(scored).items())
    wrong = [one.id for one in scored if one.strict and not one.first]
    missed = f"Emergencies missed: {every.emergencies_missed} of {every.emergencies}."
    others = sum(one.expected.emergency is False for one in scored)
    false = f"False emergencies: {every.false_emergencies} of {others}"
    unknown = every.cases - every.emergencies - others
    sentences = (
        f"Roots named wrongly: {every.root_named_wrongly}. {missed}",
        f"{false}, by alert: {raised}." if raised else f"{false}.",
        *([f"Whether it was an emergency was not recorded: {unknown}."] if unknown else []),
        f"Not named first: {', '.join(wrong) or 'none'}.",
    )
    return [line for text in sentences for line in textwrap.wrap(text, WIDTH, break_on_hyphens=False)]


def _table(rows: Sequence[Row]) -> list[str]:
    """The rows with their first column to the left and the others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [_line(row, widths) for row in rows]


def _line(row: Row, widths: Sequence[int]) -> str:
    cells = list(zip(row, widths, strict=True))
    names = [cell.ljust(width) for cell, width in cells[:1]]
    return "  ".join([*names, *(cell.rjust(width) for cell, width in cells[1:])]).rstrip()


def _expected(one: ScoredCase) -> tuple[str, str]:
    return one.expected.cause, one.expected.side


def _named(*named: tuple[str, str]) -> str:
    return ", ".join(f"{cause} {side}" for cause, side in named)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.0f} %"


def _decimal(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _range(ends: tuple[float, float] | None, times: int, digits: int) -> str:
    return "-" if ends is None else f"{times * ends[0]:.{digits}f} to {times * ends[1]:.{digits}f}"
