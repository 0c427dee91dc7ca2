"""How many taps a second the whole server answers: 1, 8 and 50 clients, each tapping again once it was answered."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial

from bench.speed.load.lines import Line, errors, lines_of, own_share
from bench.speed.load.server import STORES, Secure, serving
from bench.speed.rows import Row

CLIENTS = (1, 8, 50)
SEVERAL = 8
ANSWERS = 60
SECONDS = 10.0
# Of the whole server with several clients.
LEAST = 110.0


@dataclass
class Loaded:
    """A server, its clients, and what it is called in the rows."""

    name: str
    server: Secure
    lines: list[Line]

    def measure(self, number: int, seconds: float, at_least: float | None = None) -> Iterator[Row]:
        """So many clients tap for so long."""
        some = self.lines[:number]
        name = f"{self.name}, {number} client{'s' if number > 1 else ''}"
        used, by_postgres = self.server.used(), self.server.used_by_postgres()
        with own_share() as share:
            rate = _rate(some, seconds)
        times = tuple(1000 * taken for line in some for taken in line.times)
        a_tap = 1000 / max(len(times), 1)
        yield Row(f"{name}: taps", "a second", (rate,), at_least=at_least)
        yield Row(f"{name}: tap", "ms", times)
        yield Row(f"{name}: tap", "ms", times, "p99")
        yield Row(f"{name}: CPU of Dermyo for a tap", "ms", ((self.server.used() - used) * a_tap,))
        if self.server.postgres:
            more = self.server.used_by_postgres() - by_postgres
            yield Row(f"{name}: CPU of PostgreSQL for a tap", "ms", (more * a_tap,))
        yield errors(name, some)
        yield Row(f"{name}: CPU of the clients themselves, of one core", "%", tuple(share))


@contextmanager
def loaded(
    name: str, store: str, answers: Sequence[int], settings: Mapping[str, str] | None = None
) -> Iterator[Loaded]:
    """A server with such an examination for each client, each of which has tapped once."""
    with serving(store, answers, settings) as (server, tablets), lines_of(tablets, server.port) as lines:
        for line in lines:
            line.tap(0)
        yield Loaded(name, server, lines)


@contextmanager
def ready(
    clients: Sequence[int] = CLIENTS, seconds: float = SECONDS, stores: Sequence[str] = STORES, answers: int = ANSWERS
) -> Iterator[Callable[[], Iterator[Row]]]:
    """A server on each store with an examination for each client."""
    with ExitStack() as stack:
        servers = [stack.enter_context(loaded(store, store, [answers] * max(clients))) for store in stores]
        yield partial(_measure, servers, clients, seconds)


def _measure(servers: Sequence[Loaded], clients: Sequence[int], seconds: float) -> Iterator[Row]:
    for server in servers:
        for number in clients:
            yield from server.measure(number, seconds, LEAST if number == SEVERAL else None)


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
