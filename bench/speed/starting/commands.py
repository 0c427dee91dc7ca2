"""A command and a server that start cold, each as a process of its own, and the memory of the server then."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.servers.application import running
from bench.speed.load.server import Secure
from bench.speed.rows import Row

RECORD = Path(__file__).parents[3] / "tests" / "cases" / "case-266.json"
MOST_SECONDS, MOST_PRIVATE = 0.6, 70.0
PYTHON = "Python that loads NumPy and msgspec"
Environment = Mapping[str, str]


@contextmanager
def ready() -> Iterator[Callable[[], Iterator[Row]]]:
    """A cache that `dermyo assess` has filled, and a data folder with a certificate."""
    with TemporaryDirectory() as name:
        cache, server = Path(name) / "cache", Secure(Path(name) / "data")
        server.certify()
        assess(cache)
        yield partial(_measure, cache, server)


def _measure(cache: Path, server: Secure) -> Iterator[Row]:
    yield Row("dermyo assess", "s", (assess(cache),), at_most=MOST_SECONDS, reference=PYTHON)
    yield Row(PYTHON, "s", (seconds([sys.executable, "-c", "import numpy, msgspec"]),))
    with TemporaryDirectory() as empty:
        yield Row("dermyo assess, with nothing kept on disk", "s", (assess(Path(empty)),), reference=PYTHON)
    began = time.perf_counter()
    with running([server]):
        yield Row("dermyo serve, until the first page", "s", (time.perf_counter() - began,))
        private = tuple(server.private())
    yield Row("server process that has shown one page: memory alone", "MB", private, "highest", at_most=MOST_PRIVATE)


def assess(cache: Path) -> float:
    """Seconds that `dermyo assess` takes with what is kept in this folder."""
    return seconds([sys.executable, "-m", "exam.cli", "assess", str(RECORD)], {"XDG_CACHE_HOME": str(cache)})


def seconds(command: list[str], settings: Environment | None = None) -> float:
    """How long a command takes, from its start to its end; it must succeed."""
    began = time.perf_counter()
    subprocess.run(command, env={**os.environ, **(settings or {})}, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began
