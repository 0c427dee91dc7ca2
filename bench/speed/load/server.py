"""`dermyo serve` over HTTPS with its own settings, on SQLite or PostgreSQL, and examinations with so many answers."""

from __future__ import annotations

import os
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPSConnection
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.servers.application import Application, running
from bench.servers.kept import opened
from bench.servers.postgresql import Postgres, primary
from bench.servers.processes import with_children
from bench.servers.tablets import Opened
from exam import create_app
from exam.config import read_config
from exam.domain.record.answers import Answer
from reference import load_reference
from reference.vocabulary import SIDES

STORES = ("SQLite", "PostgreSQL")
UNVERIFIED = ssl._create_unverified_context()  # noqa: SLF001 - the server has a certificate of this run


@dataclass
class Secure(Application):
    """An application server with a certificate of its own, and its PostgreSQL if it has one."""

    settings: Mapping[str, str] = field(default_factory=dict)
    postgres: Postgres | None = None

    @property
    def certificate(self) -> Path:
        """The file of the certificate and its key."""
        return self.folder / "tls" / "server.pem"

    def environment(self) -> dict[str, str]:
        """Its settings."""
        certificate = str(self.certificate)
        return super().environment() | {"DERMYO_TLS_CERT": certificate, "DERMYO_TLS_KEY": certificate, **self.settings}

    def certify(self) -> None:
        """Make the certificate, which must be there before anything else."""
        command = [sys.executable, "-m", "exam.cli", "certificate", "localhost"]
        environment = {**os.environ, "DERMYO_DATA": str(self.folder)}
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)

    def responds(self) -> bool:
        """Whether it answers now."""
        connection = HTTPSConnection("127.0.0.1", self.port, timeout=10, context=UNVERIFIED)
        try:
            connection.request("GET", "/account/sign-in")
            return connection.getresponse().status < 400
        except OSError:
            return False
        finally:
            connection.close()

    def private(self) -> list[float]:
        """The memory that each of its server processes shares with no other, in MB."""
        assert self.process
        first = self.process.pid
        children = Path(f"/proc/{first}/task/{first}/children").read_text(encoding="ascii").split()
        said = _program(str(first))
        # A worker is a copy of the first; other children run programs of their own.
        return [_private(child) for child in children if _program(child) == said]

    def used(self) -> float:
        """Seconds of CPU that all its processes have used."""
        assert self.process
        return _used(with_children(self.process.pid))

    def used_by_postgres(self) -> float:
        """Seconds of CPU that those of its PostgreSQL have used; connections that have ended are not in it."""
        return _used(self.postgres.processes()) if self.postgres else 0.0


@contextmanager
def serving(
    store: str, answers: Sequence[int], settings: Mapping[str, str] | None = None, at_once: int = 10
) -> Iterator[tuple[Secure, list[Opened]]]:
    """A server, and for each number an examination with so many answers, open on a tablet of its own.

    They were given so many at once, as by *rest normal*.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        postgres = stack.enter_context(primary()) if store == "PostgreSQL" else None
        url = postgres.url if postgres else ""
        server = Secure(folder / "data", url, settings=settings or {}, postgres=postgres)
        server.certify()
        tablets = opened(server, len(answers))
        fill(server, dict(zip(tablets, answers, strict=True)), at_once)
        stack.enter_context(running([server]))
        yield server, tablets


def fill(application: Application, wanted: Mapping[Opened, int], at_once: int = 1) -> None:
    """Give each examination so many answers, so many at once."""
    app = create_app(read_config(application.environment()))
    exams = app.extensions["dermyo"].exams
    for tablet, number in wanted.items():
        given = some_answers(number)
        for first in range(0, number, at_once):
            exams.append(tablet.exam_id, tablet.account, given[first : first + at_once])
    exams._engine.dispose()  # noqa: SLF001 - the connections of this process alone


def some_answers(number: int) -> list[Answer]:
    """So many answers: each test that has grades on each side, and then each again with another grade."""
    reference = load_reference()
    graded = [test for test in reference.tests.values() if reference.scales[test.scale].grades and test.sided]
    cells = [(f"findings.{test.id}.{side}", reference.scales[test.scale].grades) for test in graded for side in SIDES]
    found = []
    for at in range(number):
        path, grades = cells[at % len(cells)]
        found.append(Answer(path, grades[(1 + at // len(cells)) % len(grades)].value))
    return found


def _program(pid: str) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def _private(pid: str) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


def _used(pids: Sequence[int]) -> float:
    return sum(_ticks(pid) for pid in pids) / os.sysconf("SC_CLK_TCK")


def _ticks(pid: int) -> int:
    """Of the process itself, and of its children that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except FileNotFoundError:
        return 0
    return sum(map(int, fields[11:15]))
