"""How much of the database an examination takes, with so many answers that came one at a time, and its audit trail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.servers.kept import opened
from bench.servers.postgresql import primary
from bench.speed.load.capacity import ANSWERS
from bench.speed.load.server import Secure, fill
from bench.speed.rows import Row

EXAMINATIONS = 15


def measure(examinations: int = EXAMINATIONS, answers: int = ANSWERS) -> Iterator[Row]:
    """The size afterwards less that before, on each store, by examination."""
    label = f"{{}}: an examination with {answers} answers"
    with TemporaryDirectory() as folder:
        server = Secure(Path(folder) / "data")
        server.certify()
        file = server.folder / "dermyo.sqlite3"
        taken = _filled(server, examinations, answers, lambda: float(file.stat().st_size))
        yield Row(label.format("SQLite"), "kB", (taken,))
    with TemporaryDirectory() as folder, primary() as postgres:
        server = Secure(Path(folder) / "data", postgres.url)
        server.certify()
        size = "SELECT pg_database_size(current_database())"
        taken = _filled(server, examinations, answers, lambda: float(postgres.run(size)[0][0]))
        yield Row(label.format("PostgreSQL"), "kB", (taken,))


def _filled(server: Secure, examinations: int, answers: int, size: Callable[[], float]) -> float:
    """How much each examination adds to a database, in kB."""
    tablets = opened(server, examinations)
    before = size()
    fill(server, dict.fromkeys(tablets, answers))
    return (size() - before) / 1000 / examinations
