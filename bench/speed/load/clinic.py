"""A clinic: 50 tablets with a tap every 3 seconds and all that their browsers fetch besides, and one note a second.

Each request has its time, whether the one before was answered or not; what it waits counts. So a server that stalls is
seen, as it would be by a clinician.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial

from bench.servers.tablets import Opened
from bench.speed.load.lines import Line, errors, lines_of, own_share
from bench.speed.load.recorded import EXAM, TAPS, Script, record
from bench.speed.load.server import STORES, Secure, serving
from bench.speed.rows import Row

TABLETS = 50
ANSWERS = 40
SECONDS = 60.0
# Milliseconds within which 99 in 100 taps are answered, and MB of each server process.
TAPS_WITHIN, MOST_PRIVATE = 100.0, 70.0
PRINTERS = 8
"""A note that takes longer than a second does not hold up the next."""
LEAD = 1.0
KINDS = {"tap": "taps", "copy": "copies", "page": "pages and the rest", "note": "notes"}
Job = tuple[float, Callable[[float], None]]
Clinic = tuple[str, Secure, list[Opened], Script]


@contextmanager
def ready(
    tablets: int = TABLETS, seconds: float = SECONDS, stores: Sequence[str] = STORES, taps: int = TAPS
) -> Iterator[Callable[[], Iterator[Row]]]:
    """A server on each store, and what a browser fetched from each."""
    with ExitStack() as stack:
        clinics = []
        for store in stores:
            server, opened = stack.enter_context(serving(store, [ANSWERS] * tablets + [0]))
            clinics.append((store, server, opened[:-1], record(server, opened[-1], taps)))
        yield partial(_measure, clinics, seconds)


def _measure(clinics: Sequence[Clinic], seconds: float) -> Iterator[Row]:
    for store, server, opened, script in clinics:
        with _lines(server, opened) as lines:
            with own_share() as share:
                _run(_planned(lines, script, seconds))
            private = tuple(server.private())
        for kind, name in KINDS.items():
            if times := tuple(1000 * taken for line in lines[kind] for taken in line.times):
                yield Row(f"{store}: {name}", "ms", times)
                yield Row(f"{store}: {name}", "ms", times, "p99", at_most=TAPS_WITHIN if kind == "tap" else None)
        every = [line for some in lines.values() for line in some]
        yield Row(f"{store}: requests", "a second", (sum(len(line.times) for line in every) / seconds,))
        yield errors(store, every)
        yield Row(f"{store}: memory of a server process alone", "MB", private, "highest", at_most=MOST_PRIVATE)
        yield Row(f"{store}: CPU of the clients themselves, of one core", "%", tuple(share))


@contextmanager
def _lines(server: Secure, opened: Sequence[Opened]) -> Iterator[dict[str, list[Line]]]:
    """Of each tablet a connection for each kind of request, so that a tap does not wait for a copy; some for notes."""
    wanted = dict.fromkeys(("tap", "copy", "page"), opened) | {
        "note": [opened[at % len(opened)] for at in range(PRINTERS)]
    }
    with ExitStack() as stack:
        yield {kind: stack.enter_context(lines_of(some, server.port)) for kind, some in wanted.items()}


def _planned(lines: dict[str, list[Line]], script: Script, seconds: float) -> list[list[Job]]:
    """What each connection sends and when: each tablet is at another place of the script."""
    plans: list[list[Job]] = []
    for kind in ("tap", "copy", "page"):
        for at, line in enumerate(lines[kind]):
            ahead = script.period * at / len(lines[kind])
            asked = [one for one in script.asked if one.kind == kind]
            plans.append(_of_tablet(line, replace(script, asked=asked), ahead, seconds))
    for at, line in enumerate(lines["note"]):
        # Of an examination that is tapped meanwhile, so that no note is the same as one before.
        send = partial(line.get, f"/exams/{line.opened.exam_id}/note.pdf")
        plans.append([(float(one), send) for one in range(at, int(seconds), PRINTERS)])
    return plans


def _of_tablet(line: Line, script: Script, ahead: float, seconds: float) -> list[Job]:
    found = []
    for again in range(int((seconds + ahead) // script.period) + 1):
        for one in script.asked:
            at, path = one.at + again * script.period - ahead, one.path.replace(EXAM, line.opened.exam_id)
            if 0 <= at < seconds:
                send = partial(line.post, path, one.fields) if one.kind == "tap" else partial(line.get, path)
                found.append((at, send))
    return sorted(found, key=lambda job: job[0])


def _run(plans: Sequence[Sequence[Job]]) -> None:
    began = time.perf_counter() + LEAD

    def follow(plan: Sequence[Job]) -> None:
        for at, send in plan:
            time.sleep(max(0.0, began + at - time.perf_counter()))
            send(began + at)

    with ThreadPoolExecutor(max(len(plans), 1)) as pool:
        list(pool.map(follow, plans))
