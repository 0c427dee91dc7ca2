"""How many taps a second the whole server answers: 1, 8 and 50 clients, each tapping again once it was answered."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial

from bench.speed.load.lines import Line, errors, lines_of, own_share
from bench.speed.load.server import STORES, serving
from bench.speed.rows import Row

CLIENTS = (1, 8, 50)
SEVERAL = 8
ANSWERS = 60
SECONDS = 10.0
# Of the whole server with several clients.
LEAST = 110.0


@contextmanager
def ready(
    clients: Sequence[int] = CLIENTS, seconds: float = SECONDS, stores: Sequence[str] = STORES, answers: int = ANSWERS
) -> Iterator[Callable[[], Iterator[Row]]]:
    """A server on each store with an examination for each client."""
    with ExitStack() as stack:
        lines = {}
        for store in stores:
            server, tablets = stack.enter_context(serving(store, [answers] * max(clients)))
            lines[store] = stack.enter_context(lines_of(tablets, server.port))
            for line in lines[store]:
                line.tap(0)
        yield partial(_measure, lines, clients, seconds)


def _measure(lines: dict[str, list[Line]], clients: Sequence[int], seconds: float) -> Iterator[Row]:
    for store, all_of_them in lines.items():
        for number in clients:
            some = all_of_them[:number]
            name = f"{store}, {number} client{'s' if number > 1 else ''}"
            with own_share() as share:
                rate = _rate(some, seconds)
            at_least = LEAST if number == SEVERAL else None
            yield Row(f"{name}: taps", "a second", (rate,), at_least=at_least)
            times = tuple(1000 * taken for line in some for taken in line.times)
            yield Row(f"{name}: tap", "ms", times)
            yield Row(f"{name}: tap", "ms", times, "p99")
            yield errors(name, some)
            yield Row(f"{name}: CPU of the clients themselves, of one core", "%", tuple(share))


def _rate(lines: Sequence[Line], seconds: float) -> float:
    """All of them tap for so long: the taps a second that were answered."""
    for line in lines:
        line.times.clear()
        line.failed.clear()
    began = time.perf_counter()
    until = began + seconds
    with ThreadPoolExecutor(len(lines)) as pool:
        list(pool.map(partial(_tap_until, until), lines))
    return sum(len(line.times) for line in lines) / (time.perf_counter() - began)


def _tap_until(until: float, line: Line) -> None:
    number = 0
    while time.perf_counter() < until and len(line.failed) < 10:
        line.tap(number)
        number += 1
