"""`dermyo reference review`: returned review forms, how far their readers agree, and what they would change."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from exam.commands.files import read_bytes
from exam.commands.refusal import Refusal, WrongUsage
from exam.domain.review.agreement import FEWEST, Judged, Overall, judged, overall, proposed
from exam.domain.review.claims import claim, span
from exam.domain.review.form import Form, FormRefused, read_form
from exam.domain.review.kept import merged, written
from exam.domain.review.words import in_hundred
from reference import load_reference
from reference.load import DATA

HEADS = ("agree", "high", "low", "can't say", "pairs alike", "figure")
MAJORITY = {"too_high": "too high", "too_low": "too low"}


def review_forms(names: Sequence[str], *, record: bool) -> None:
    """Print what the forms say; with `record`, store the reviews too. Raises `Refusal` and `WrongUsage`."""
    forms = _forms(names)
    rows = judged(forms)
    lines = [*_table(rows), "", *_overall(overall(forms, rows)), "", *_proposals(proposed(rows), len(forms))]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    if record:
        _record(forms)


def _forms(names: Sequence[str]) -> list[Form]:
    """The forms in their order. Raises `Refusal` with every fault, and for two forms of one reader."""
    forms: dict[str, Form] = {}
    faults: list[str] = []
    for name in names:
        try:
            form = read_form(read_bytes(name))
        except FormRefused as refused:
            faults += [f"{name}: {fault}" for fault in refused.faults]
            continue
        if form.reader.name in forms:
            faults.append(f'{name}: reader.name: "{form.reader.name}" has another form here')
        forms[form.reader.name] = form
    if faults:
        raise Refusal(faults)
    return list(forms.values())


def _table(rows: Sequence[Judged]) -> Iterator[str]:
    """The answers about each figure."""
    yield "  ".join(HEADS)
    for row in rows:
        cells = [*_counts(row), "-" if row.agreement is None else f"{100 * row.agreement:.0f} %", row.figure.id]
        outdated = f" ({row.outdated} not counted: the figure has changed since)" if row.outdated else ""
        yield "  ".join(cell.rjust(len(head)) for cell, head in zip(cells, HEADS, strict=True)) + outdated


def _counts(row: Judged) -> list[str]:
    unsure = sum(answer.answer == "cannot_say" for answer in row.answers)
    return [*(str(row.counts[verdict]) for verdict in ("agree", "too_high", "too_low")), str(unsure)]


def _overall(found: Overall) -> Iterator[str]:
    if found.agreement is None:
        yield "Agreement between readers: no figure has two verdicts"
        return
    alike = f"{100 * found.agreement:.0f} % of pairs of verdicts"
    yield f"Agreement between readers: {alike}, over {found.figures} figures with two or more"
    if found.figures < FEWEST:
        yield f"{found.statistic}: too few to say ({FEWEST} figures are needed)"
    elif found.kappa is None:
        yield f"{found.statistic}: cannot be computed, since all verdicts are alike"
    else:
        yield f"{found.statistic}: {found.kappa:.2f}"


def _proposals(rows: Sequence[Judged], readers: int) -> Iterator[str]:
    """What most readers would change; nothing is changed by the program."""
    if not rows:
        yield f"Proposed changes: none, from {readers} {'reader' if readers == 1 else 'readers'}"
        return
    yield "Proposed changes, to be decided and made by hand:"
    for row in rows:
        yield f"{row.figure.id}: {claim(row.figure)}"
        yield f"  {_said(row)} Its range is {span(row.figure)}. {_estimate(row)}"
        yield from (f'  "{" ".join(answer.comment.split())}"' for answer in row.answers if answer.comment)


def _said(row: Judged) -> str:
    verdict = row.majority or "agree"
    return f"{row.counts[verdict]} of {row.verdicts} readers: {MAJORITY[verdict]}."


def _estimate(row: Judged) -> str:
    if row.estimate is None:
        return "No reader gave an estimate."
    low, high = row.figure.of.range
    outside = "" if low <= row.estimate <= high else ", outside that range"
    return f"Median of the readers' own estimates: {in_hundred(row.estimate)} of 100{outside}."


def _record(forms: Sequence[Form]) -> None:
    path = DATA / "reviews.toml"
    reviews = merged(load_reference().reviews, forms)
    try:
        path.write_text(written(reviews), encoding="utf-8")
    except OSError as error:
        raise WrongUsage(f"{path}: {error.strerror}") from None
    sys.stdout.write(f"\n{path}: {len(reviews)} figures reviewed\n")
