"""What more server processes give: taps a second with 1, 2 and 4 of them, the servers in turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial

from bench.speed.load.capacity import ANSWERS, SECONDS, SEVERAL, Loaded, loaded
from bench.speed.load.server import STORES
from bench.speed.rows import Row

WORKERS = (1, 2, 4)


@contextmanager
def ready(
    workers: Sequence[int] = WORKERS, seconds: float = SECONDS, stores: Sequence[str] = STORES, answers: int = ANSWERS
) -> Iterator[Callable[[], Iterator[Row]]]:
    """A server for each number of processes on each store."""
    with ExitStack() as stack:
        servers = {
            (store, number): stack.enter_context(
                loaded(_name(store, number), store, [answers] * SEVERAL, {"DERMYO_WORKERS": str(number)})
            )
            for store in stores
            for number in workers
        }
        yield partial(_measure, servers, workers[0], seconds)


def _measure(servers: dict[tuple[str, int], Loaded], fewest: int, seconds: float) -> Iterator[Row]:
    for (store, number), server in servers.items():
        for row in server.measure(SEVERAL, seconds):
            if row.unit == "a second":
                first = row.label.replace(_name(store, number), _name(store, fewest))
                yield Row(row.label, row.unit, row.samples, reference="" if number == fewest else first)
            elif row.statistic == "p99":
                yield row


def _name(store: str, number: int) -> str:
    return f"{store}, {number} process{'es' if number > 1 else ''}"
