"""Servers of the program, each with a data folder of its own, forked from one process that has imported it."""

import multiprocessing
import resource
import sqlite3
import time
from contextlib import ExitStack, contextmanager
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from bench.servers.processes import with_children
from tests.ports import free_port

PATIENCE = 120  # seconds until a server has started
FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload(["tests.journeys.servers.warm"])


class Servers:
    """Starts them."""

    @contextmanager
    def serving(self, folder):
        """A server with its data in this folder: its address."""
        with self.started(folder, free_port()) as (address, _):
            yield address

    @contextmanager
    def started(self, folder, port):
        """The same at this port: its address, and the number of its first process."""
        environment = {"DERMYO_DATA": str(folder / "data"), "DERMYO_DEVELOPER": "yes"}
        log = folder / "log"
        command = ["serve", "--port", str(port)]
        server = FORKED.Process(target=run, args=(command, environment, log))
        server.start()
        try:
            yield wait_for(f"http://127.0.0.1:{port}", server, log), server.pid
        finally:
            server.terminate()
            server.join()


class Server:
    """A server that can be stopped and started again with the same data."""

    def __init__(self, servers, folder):
        self.servers, self.folder, self.port, self.running = servers, folder, free_port(), ExitStack()
        self.address = f"http://127.0.0.1:{self.port}"

    def starts(self):
        _, self.pid = self.running.enter_context(self.servers.started(self.folder, self.port))

    def stops(self):
        self.running.close()

    @property
    def database(self):
        return self.folder / "data/dermyo.sqlite3"

    @contextmanager
    def locked(self):
        """Another program writes to its database, and does not finish."""
        other = sqlite3.connect(self.database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        yield
        other.close()

    @contextmanager
    def full(self):
        """No file that it writes to takes anything more, as on a full disk."""
        processes = with_children(self.pid)
        before = [resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in processes]
        for pid, (_, most) in zip(processes, before, strict=True):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, most))
        yield
        for pid, limits in zip(processes, before, strict=True):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)

    @contextmanager
    def gone(self):
        """The drive with its database is not there."""
        elsewhere = self.database.with_suffix(".elsewhere")
        self.database.rename(elsewhere)
        yield
        elsewhere.rename(self.database)


def run(*what):
    """In the new process."""
    from tests.journeys.servers import warm

    warm.run(*what)


def wait_for(url, server, log):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.is_alive():
        try:
            urlopen(url).close()
        except HTTPError as answered:
            answered.close()
        except URLError:
            time.sleep(0.1)
            continue
        return url
    raise AssertionError(f"the server did not start: {log.read_text()}")
