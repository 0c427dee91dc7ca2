"""What the audit trail adds to a tap: `python -m bench.trail.tap`, on SQLite and PostgreSQL.

Taps with the trail and without it take turns in one run, on two examinations of the same length; medians.
"""

from __future__ import annotations

import os

# As in `dermyo serve`. Set before NumPy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from bench.servers.application import Application
from bench.servers.kept import opened
from bench.servers.postgresql import primary
from exam import create_app
from exam.config import read_config
from exam.domain.record.answers import Answer

TAPS = 150
FIRST = 10  # not counted: what is worked out once
FIELD = "findings.strength.knee_extension.left"


@dataclass
class Times:
    """Milliseconds of taps with the trail and without."""

    with_it: list[float]
    without: list[float]

    @property
    def medians(self) -> tuple[float, float]:
        """With it, and without."""
        return statistics.median(self.with_it), statistics.median(self.without)

    @property
    def share(self) -> float:
        """What it adds, as a share of a tap without it."""
        with_it, without = self.medians
        return with_it / without - 1


@contextmanager
def no_trail() -> Iterator[None]:
    """Nothing is noted, and no digest of a row is taken."""
    with (
        patch("exam.store.database.is_pending", lambda _: False),
        patch("exam.store.database._have_commit_wait", lambda _: None),
        patch("exam.store.rows.digest_of_revision", lambda *_: ""),
    ):
        yield


def in_turns(tap: Callable[[int, int], Any], taps: int = TAPS) -> Times:
    """Time `tap(examination, number)` on two examinations in turn, the second without the trail."""
    times = Times([], [])
    for number in range(FIRST + taps):
        for examination in (0, 1) if number % 2 else (1, 0):
            with no_trail() if examination else nullcontext():
                began = time.perf_counter()
                tap(examination, number)
                took = 1000 * (time.perf_counter() - began)
            if number >= FIRST:
                (times.without if examination else times.with_it).append(took)
    return times


def measure(database: str, taps: int = TAPS) -> dict[str, Times]:
    """The part of the store, and a whole tap as the server answers it, without the network."""
    with TemporaryDirectory() as folder:
        application = Application(Path(folder) / "data", database)
        tablets = opened(application, 4)
        app = create_app(read_config(application.environment()))
        store, browser = app.extensions["dermyo"].exams, app.test_client(use_cookies=False)

        def stored(examination: int, number: int) -> None:
            one = tablets[examination]
            store.append(one.exam_id, one.account, [Answer(FIELD, str(number % 5))])

        def whole(examination: int, number: int) -> None:
            one = tablets[2 + examination]
            form = {FIELD: str(number % 5), "answer_id": f"{one.browser}-{number}", "seen_revision": "1"}
            headers = {"Cookie": one.cookie, "X-CSRFToken": one.token, "HX-Request": "true"}
            response = browser.post(f"/exams/{one.exam_id}/strength", data=form, headers=headers)
            assert "Dermyo-Revision" in response.headers, response.status

        found = {"store": in_turns(stored, taps), "whole tap": in_turns(whole, taps)}
        store._engine.dispose()  # noqa: SLF001 - the connections of this process
        return found


def main() -> None:
    """Print the medians, and what the trail adds."""
    with TemporaryDirectory() as folder, primary() as server:
        for name, url in (("SQLite", f"sqlite:///{folder}/x.sqlite3"), ("PostgreSQL", server.url)):
            for part, times in measure(url).items():
                with_it, without = times.medians
                line = f"{name:<12}{part:<12}{without:>8.2f} ms without{with_it:>8.2f} ms with it{times.share:>+8.0%}\n"
                sys.stdout.write(line)
                sys.stdout.flush()


if __name__ == "__main__":
    main()
