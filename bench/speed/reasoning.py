"""How long the reasoning of one answer takes, over the published cases."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from bench.speed.rows import Row
from exam.domain.reasoning.assess import assess
from exam.domain.reasoning.localise.localise import localise
from exam.domain.reasoning.localise.posterior import gather, posterior
from exam.domain.reasoning.localise.tables import base_tables
from exam.domain.record.model import ExamRecord
from exam.domain.record.reading import parse_record

CASES = Path(__file__).parents[2] / "tests" / "cases"
WHAT: dict[str, Callable[[ExamRecord], object]] = {
    "posterior alone": lambda record: posterior(gather(record, base_tables())),
    "ranking and next tests, as for a tap": partial(localise, thorough=False),
    "whole assessment, as for a tap": partial(assess, thorough=False),
    "with reasons and robustness, as for the assessment": assess,
}


@contextmanager
def ready(most: int | None = None) -> Iterator[Callable[[], list[Row]]]:
    """The published cases, or the first few, each worked out once, since what all records share is not counted."""
    records = [parse_record(path.read_bytes()) for path in sorted(CASES.glob("case-*.json"))[:most]]
    for work in WHAT.values():
        for record in records:
            work(record)
    yield lambda: [
        Row(label, "ms", tuple(milliseconds(work, record) for record in records)) for label, work in WHAT.items()
    ]


def milliseconds(work: Callable[[ExamRecord], object], record: ExamRecord) -> float:
    """How long this took, of a record that nothing is remembered of."""
    record = replace(record)
    start = time.perf_counter()
    work(record)
    return (time.perf_counter() - start) * 1000
