"""How long an answer takes: `python -m bench.speed`, over the published cases, medians of five rounds."""

from __future__ import annotations

import os

# As in `dermyo serve`: the matrices are small, and threads would slow it down. Set before NumPy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from exam.domain.reasoning.assess import assess
from exam.domain.reasoning.localise.localise import localise
from exam.domain.reasoning.localise.posterior import gather, posterior
from exam.domain.reasoning.localise.tables import base_tables
from exam.domain.record.model import ExamRecord
from exam.domain.record.reading import parse_record

CASES = Path(__file__).parents[1] / "tests" / "cases"
ROUNDS = 5
WHAT: dict[str, Callable[[ExamRecord], object]] = {
    "posterior alone": lambda record: posterior(gather(record, base_tables())),
    "tap: ranking and next tests": partial(localise, thorough=False),
    "tap: the whole assessment": partial(assess, thorough=False),
    "everything: reasons and robustness too": assess,
}


def main() -> None:
    """Print the median and the slowest of each."""
    records = [parse_record(path.read_bytes()) for path in sorted(CASES.glob("case-*.json"))]
    for label, work in WHAT.items():
        for record in records:
            work(record)  # what is computed once for all records is not counted
        times = [_milliseconds(work, record) for _ in range(ROUNDS) for record in records]
        print(f"{label:<42}{statistics.median(times):>8.2f} ms median{max(times):>9.2f} ms slowest")


def _milliseconds(work: Callable[[ExamRecord], object], record: ExamRecord) -> float:
    start = time.perf_counter()
    work(record)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
