"""What a tap costs with so many answers in the examination: one client, the examinations in turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial

from bench.speed.load.lines import Line, errors, lines_of
from bench.speed.load.server import STORES, serving
from bench.speed.rows import Row

ANSWERS = (10, 100, 800)
# Several short ones, so that none grows much while it is measured.
EACH = (6, 1, 1)
TAPS = 12
MOST_TIMES = 1.2
Kept = dict[str, list[tuple[int, Line]]]


@contextmanager
def ready(
    answers: Sequence[int] = ANSWERS, each: Sequence[int] = EACH, stores: Sequence[str] = STORES
) -> Iterator[Callable[[], Iterator[Row]]]:
    """A server on each store with some examinations of each length."""
    with ExitStack() as stack:
        kept: Kept = {}
        for store in stores:
            wanted = [number for number, times in zip(answers, each, strict=True) for _ in range(times)]
            server, tablets = stack.enter_context(serving(store, wanted, at_once=1))
            lines = stack.enter_context(lines_of(tablets, server.port))
            kept[store] = list(zip(wanted, lines, strict=True))
            for _, line in kept[store]:
                line.tap(0)
        yield partial(_measure, kept, list(answers))


def _measure(kept: Kept, answers: list[int]) -> Iterator[Row]:
    for store, lines in kept.items():
        for _, line in lines:
            line.times.clear()
        for tap in range(TAPS):
            for number in answers:
                some = [line for count, line in lines if count == number]
                some[tap % len(some)].tap(1 + tap)
        label = f"{store}: tap with {{}} answers"
        for number in answers:
            times = tuple(1000 * taken for count, line in lines if count == number for taken in line.times)
            yield Row(
                label.format(number),
                "ms",
                times,
                reference="" if number == answers[0] else label.format(answers[0]),
                at_most_times=MOST_TIMES if number == answers[-1] != answers[0] else None,
            )
        yield errors(store, [line for _, line in lines])
