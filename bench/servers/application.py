"""Application servers: `dermyo serve`, each in a process of its own with a data folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from bench.servers.postgresql import Postgres
from bench.servers.processes import end_tree, free_port, until_free

# The same on every server: a session that one began is known to the others.
SECRET = "of several servers, for this measurement"
PATIENCE = 120  # seconds until a server has started


def multi_host(*servers: Postgres) -> str:
    """The URL of a database that is on whichever of these servers takes writes."""
    hosts = "&".join(f"host={server.host}" for server in servers)
    return f"postgresql://postgres@/postgres?{hosts}&target_session_attrs=read-write"


@dataclass
class Application:
    """One application server. `database` is a URL; empty for SQLite in its folder."""

    folder: Path
    database: str = ""
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        """Its settings."""
        database = {"DERMYO_DATABASE": self.database} if self.database else {}
        return database | {"DERMYO_DATA": str(self.folder), "DERMYO_SECRET_KEY": SECRET}

    def start(self) -> None:
        """Start it; it responds some seconds later."""
        command = [sys.executable, "-m", "exam.cli", "serve", "--port", str(self.port)]
        log = self.folder.with_suffix(".log").open("ab")
        environment = {**os.environ, **self.environment()}
        self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        log.close()

    def until_it_responds(self) -> None:
        """Wait until it answers a page that needs the database."""
        until = monotonic() + PATIENCE
        while not self.responds():
            if monotonic() > until or self.process is None or self.process.poll() is not None:
                raise TimeoutError(f"it does not respond: {self.folder.with_suffix('.log').read_text()[-2000:]}")
            sleep(0.1)

    def responds(self) -> bool:
        """Whether it answers now."""
        try:
            urlopen(f"http://{self.address}/account/sign-in", timeout=10).close()
        except HTTPError as answered:
            answered.close()
            return False
        except (URLError, OSError):
            return False
        return True

    def kill(self) -> None:
        """End every process of it, as when the machine loses its power."""
        if self.process:
            end_tree(self.process.pid)
            self.process.wait()
            until_free(self.port)

    def stop(self) -> None:
        """Stop it as an operator does."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)


@contextmanager
def running(applications: Sequence[Application]) -> Iterator[None]:
    """All of them, until the end. The first makes the tables; the others begin at the same moment."""
    try:
        for application in applications:
            application.start()
        for application in applications:
            application.until_it_responds()
        yield
    finally:
        for application in applications:
            application.kill()
