"""One group in one checkout, as a process of its own: a line on standard input asks for a round.

It says on standard output once it is set up; then the rows of each round come as one line of JSON. What the group
itself prints goes to standard error.
"""

from __future__ import annotations

import os

# As in `dermyo serve`: the matrices are small, and threads would slow it down. Set before NumPy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, redirect_stdout
from importlib import import_module
from types import ModuleType

from bench.speed.rows import Row

READY = "ready"
Measure = Callable[[], Iterable[Row]]


def ready_in(module: ModuleType) -> AbstractContextManager[Measure]:
    """What measures a round of this group, once it is set up."""
    ready: Callable[[], AbstractContextManager[Measure]] | None = getattr(module, "ready", None)
    return ready() if ready else _without_setup(module.measure)


@contextmanager
def _without_setup(measure: Measure) -> Iterator[Measure]:
    yield measure


def main() -> None:
    """Measure a round for each line until the input ends."""
    answers = sys.stdout
    with redirect_stdout(sys.stderr), ready_in(import_module(sys.argv[1])) as measure:
        print(READY, file=answers, flush=True)
        for _ in sys.stdin:
            print(json.dumps([row.as_json() for row in measure()]), file=answers, flush=True)


if __name__ == "__main__":
    main()
