"""Servers of the program, each with a data folder of its own, forked from one process that has imported it."""

import multiprocessing
import sqlite3
import time
from contextlib import ExitStack, contextmanager
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from tests.ports import free_port

PATIENCE = 120  # seconds until a server has started
FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload(["tests.journeys.servers.warm"])


class Servers:
    """Starts them."""

    @contextmanager
    def serving(self, folder, port=None):
        """A server with its data in this folder: its address."""
        port = port or free_port()
        environment = {"DERMYO_DATA": str(folder / "data"), "DERMYO_DEVELOPER": "yes"}
        log = folder / "log"
        command = ["serve", "--port", str(port)]
        server = FORKED.Process(target=run, args=(command, environment, log))
        server.start()
        try:
            yield wait_for(f"http://127.0.0.1:{port}", server, log)
        finally:
            server.terminate()
            server.join()


class Server:
    """A server that can be stopped and started again with the same data."""

    def __init__(self, servers, folder):
        self.servers, self.folder, self.port, self.running = servers, folder, free_port(), ExitStack()
        self.address = f"http://127.0.0.1:{self.port}"

    def starts(self):
        self.running.enter_context(self.servers.serving(self.folder, self.port))

    def stops(self):
        self.running.close()

    @contextmanager
    def locked(self):
        """Another program writes to its database, and does not finish."""
        other = sqlite3.connect(self.folder / "data/dermyo.sqlite3", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        yield
        other.close()


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
